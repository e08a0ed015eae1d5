// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

/** The response in progress on one connection: facts of the request, and how far the {@link Answer} got. Reused. */
final class Reply {
    private static final byte[] NONE = {};

    final DateLine date;

    /** The request was HEAD: no body may follow. */
    boolean headOnly;
    /** The request was HTTP/1.0: no chunked coding may be used. */
    boolean http10;
    /** Whether the connection is kept after this response; an answer may say no before it writes its head. */
    boolean keepAlive;
    /** Value of the request's Content-Type; empty when it had none, or when the answer does not want the body. */
    byte[] contentType = NONE;
    /** Value of the request's Cookie header; empty when it had none, or when the answer does not want it. */
    byte[] cookie = NONE;
    /** Collected request body; null unless the answer wants it. */
    BodySink body;

    /** When the answer wants to be called again, after {@link Progress#WAIT}. */
    long wakeNs;
    /** The answer's own: 0 at the start of a response. */
    int stage;
    /** The answer's own: 0 at the start of a response. */
    long segment;
    /** The answer's own: 0 at the start of a response. */
    long sentBytes;

    Reply(DateLine date) {
        this.date = date;
    }

    void begin(boolean headOnly, boolean http10, boolean keepAlive) {
        this.headOnly = headOnly;
        this.http10 = http10;
        this.keepAlive = keepAlive;
        contentType = NONE;
        cookie = NONE;
        stage = 0;
        segment = 0;
        sentBytes = 0;
        wakeNs = 0;
    }
}
