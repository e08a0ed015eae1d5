// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/**
 * What one request target is answered with. Prepared once for each distinct target of an event loop and then shared by
 * all its connections: where a response stands is kept in the {@link Reply}, never here.
 */
abstract class Answer {
    /**
     * Writes the next part of the response. Runs on the event loop, must not block, and allocates nothing.
     *
     * @param reply the facts of the request and the progress of this response
     * @param out has at least {@link EventLoop#OUTPUT_BYTES} of room when it is empty
     */
    abstract Progress write(Reply reply, ByteBuffer out, long nowNs);

    /** Whether the request body is wanted whole in {@link Reply#body}; else it is read and dropped. */
    boolean wantsBody() {
        return false;
    }

    /** Whether the request's Cookie header is wanted in {@link Reply#cookie}. */
    boolean wantsCookie() {
        return false;
    }

    /** Whether the response starts without waiting for the request body; the connection cannot be used after it. */
    boolean skipsBody() {
        return false;
    }

    /** Whether a HEAD request has a sensible answer. */
    boolean takesHead() {
        return true;
    }

    /** The answer to use for the next request; an answer that varies from request to request returns others. */
    Answer choose() {
        return this;
    }
}
