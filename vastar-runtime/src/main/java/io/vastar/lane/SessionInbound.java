// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;

/** What a {@link SessionCodec} reports while it reads. Valid during the call only. */
public interface SessionInbound {
    /** The greeting is over: exchanges may go. */
    void ready();

    /** The exchange that was sent first of those in flight; null when none is. For protocols that answer in order. */
    Exchange first();

    /** The exchange with this id; null when none in flight has it, as after a timeout. */
    Exchange withId(int id);

    /**
     * A whole answer has come for an exchange in flight. The lane completes it; the codec has added its bytes and counts before. What
     * follows it may already be offered and sent when this returns.
     *
     * @param code by the protocol's codes
     */
    void completed(Exchange exchange, int code);

    /** An exchange in flight has failed, and the session goes on. */
    void failed(Exchange exchange, ErrorKind kind, String detail);

    /** A message came unasked: counted in the lane's meter. */
    void pushed(int kind, long latencyNs, long bytes);

    /** Where replies are written, such as a pong. */
    SessionOut out();

    /**
     * The session is of no use: the greeting was refused, or bytes do not follow the protocol. Exchanges in flight fail with this, and
     * the wire is closed when the codec returns. After it nothing else may be reported.
     */
    void broken(ErrorKind kind, String detail);

    /** Nothing more may be sent, and the wire is closed once the exchanges in flight have been answered. */
    void closing();
}
