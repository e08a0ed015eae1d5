// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/**
 * A protocol's half of one connection of a {@link SessionLane}: greets, encodes requests, finds answers and pushed messages in
 * the bytes. One per connection, over many wires in turn. Every call comes on the agent's thread; none may block, and none may
 * allocate in steady state or throw.
 */
public interface SessionCodec {
    /**
     * A wire has opened: forgets the last one, and writes what the protocol begins with, if anything.
     *
     * @return true when exchanges may go over it at once; false when {@link SessionInbound#ready()} will announce that
     */
    boolean greet(SessionOut out, long nowNs);

    /**
     * Writes the request of an exchange.
     *
     * @param id from 0 to the depth of the lane, exclusive; no other exchange in flight on this connection has it
     */
    void send(Exchange exchange, int id, SessionOut out);

    /**
     * Takes bytes from the wire, of the greeting too, and reports what they mean.
     *
     * @return how many were consumed; the lane keeps the rest and shows it again with what follows, so that a codec need not keep
     *     bytes of its own
     */
    int onBytes(DirectBuffer buffer, int offset, int length, long nowNs, SessionInbound in);

    /**
     * The target ended the stream in order. An exchange that this completes may be reported; the others fail.
     *
     * @param in only {@link SessionInbound#completed} may be called
     */
    default void onEnd(long nowNs, SessionInbound in) {}

    /**
     * Whether a request may be sent a second time, on another wire, after the first ended before any byte of an answer: true only where
     * that does no harm.
     */
    default boolean repeatable(Exchange exchange) {
        return false;
    }

    /** When {@link #onTimer} is to be called next, by the lane's clock; {@link Long#MAX_VALUE} for never. Asked after each event. */
    default long timerNs() {
        return Long.MAX_VALUE;
    }

    /** The time has come: may write, such as a ping. */
    default void onTimer(long nowNs, SessionOut out, SessionInbound in) {}

    /** Writes what ends the session in order, before the wire is closed; nothing by default. */
    default void leave(SessionOut out) {}
}
