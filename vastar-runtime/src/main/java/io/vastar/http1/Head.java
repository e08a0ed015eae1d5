// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

/** What a response's head says about the rest: its status, how its body ends, and whether the connection lives on. */
final class Head {
    /** There is no body. */
    static final int NO_BODY = 0;
    /** The body has {@link #contentLength} bytes. */
    static final int LENGTH = 1;
    /** The body is chunked. */
    static final int CHUNKED = 2;
    /** The body ends where the connection does. */
    static final int UNTIL_CLOSE = 3;

    /** The body is not compressed. */
    static final int IDENTITY = 0;

    static final int GZIP = 1;
    static final int DEFLATE = 2;
    static final int BROTLI = 3;
    static final int ZSTD = 4;
    /** The body is compressed in another way, or in several. */
    static final int OTHER = 5;

    int status;
    int framing;
    long contentLength;
    boolean closes;
    boolean eventStream;
    int coding;

    void copyFrom(Head other) {
        status = other.status;
        framing = other.framing;
        contentLength = other.contentLength;
        closes = other.closes;
        eventStream = other.eventStream;
        coding = other.coding;
    }

    /**
     * Decides the framing in the order of RFC 9112 §6.3; chunked beats Content-Length. The status is final, not 1xx.
     *
     * @param toHead whether the request was a HEAD
     * @return null, or what is wrong
     */
    Violation decide(StatusLine line, FieldLines fields, boolean toHead) {
        boolean http10 = line.minorVersion() == 0;
        status = line.code();
        closes = fields.close() || (http10 && !fields.keepAlive());
        eventStream = fields.eventStream();
        coding = fields.coding();
        contentLength = fields.contentLength();
        if (toHead || status == 204 || status == 304) {
            framing = NO_BODY;
        } else if (fields.transferCoded()) {
            if (http10) {
                return Violation.CODING_ON_HTTP_1_0;
            }
            framing = fields.chunked() ? CHUNKED : UNTIL_CLOSE;
        } else if (contentLength == FieldLines.WRONG_LENGTH) {
            return Violation.CONTENT_LENGTH;
        } else {
            framing = contentLength == FieldLines.NO_LENGTH ? UNTIL_CLOSE : LENGTH;
        }
        closes |= framing == UNTIL_CLOSE;
        return null;
    }
}
