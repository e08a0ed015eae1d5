// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * The protocol's half of a {@link WireLane}: turns exchanges into bytes and bytes into completions. One per connection,
 * owned by the agent thread; keeps no bytes between calls but those of a piece it could not finish.
 */
public interface WireCodec {
    /** More bytes are needed. */
    int MORE = 0;
    /** The response is complete and the connection can carry the next request. */
    int COMPLETE = 1;
    /** The response is complete and the connection must be closed. */
    int COMPLETE_CLOSE = 2;
    /** The bytes are not allowed by the protocol; {@link #failure()} says why. The connection must be closed. */
    int BROKEN = 3;
    /** The response wants the same request once more, otherwise; the connection can carry it. */
    int AGAIN = 5;
    /** As {@link #AGAIN}, on another socket, since this one ends. */
    int AGAIN_CLOSE = 6;
    /** Only from {@link #onEnd}: the peer closed before the response was complete. */
    int TRUNCATED = 4;

    /**
     * Starts the next request and forgets the last response.
     *
     * @return the encoded request from its position to its limit; owned by the codec, valid until the next call
     */
    ByteBuffer begin(Exchange exchange);

    /**
     * Consumes bytes of the current response. Notes first byte, status, body bytes and counts on the exchange; the lane
     * itself adds the bytes read.
     *
     * @param nowNs when the bytes were read
     * @return MORE, COMPLETE, COMPLETE_CLOSE, AGAIN, AGAIN_CLOSE or BROKEN; {@link #consumed()} tells how many bytes were used
     */
    int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs);

    /** How many of the last {@link #onBytes} call's bytes belong to the response that it completed. */
    int consumed();

    /** The peer ended the stream in order: COMPLETE_CLOSE or AGAIN_CLOSE where that ends the response, else TRUNCATED. */
    int onEnd(Exchange exchange, long nowNs);

    /** Whether nothing but the end of the stream ends the current response, as far as it has arrived. */
    default boolean endsWithConnection() {
        return false;
    }

    /** Status code of the response that was completed. */
    int code();

    /** In words, why {@link #onBytes} answered BROKEN or {@link #onEnd} TRUNCATED. Allocates; slow path only. */
    String failure();

    /** Whether any byte of the current response has arrived. */
    boolean responseBegun();

    /** Whether the request may be sent a second time when the connection turns out to have been closed before it. */
    boolean retryable();
}
