// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

/** A header value that is a list of tokens (RFC 9110 §5.6.1), read byte by byte; tells the tokens that matter here. */
final class TokenList {
    static final int CLOSE = 1;
    static final int KEEP_ALIVE = 1 << 1;
    static final int CHUNKED = 1 << 2;
    static final int EVENT_STREAM = 1 << 3;
    static final int IDENTITY = 1 << 4;

    static final int GZIP = 1 << 5;
    static final int X_GZIP = 1 << 6;
    static final int DEFLATE = 1 << 7;
    static final int BROTLI = 1 << 8;
    static final int ZSTD = 1 << 9;

    private static final int ALL = (1 << 10) - 1;
    private static final Words WORDS = new Words(
            "close",
            "keep-alive",
            "chunked",
            "text/event-stream",
            "identity",
            "gzip",
            "x-gzip",
            "deflate",
            "br",
            "zstd");

    private static final int BEFORE = 0;
    private static final int INSIDE = 1;
    private static final int AFTER = 2;

    private char separator;
    private int state;
    private int possible;
    private int length;
    private int token;
    private int count;

    /** @param tokenSeparator what stands between two elements */
    void begin(char tokenSeparator) {
        separator = tokenSeparator;
        state = BEFORE;
        count = 0;
    }

    /** Takes the next byte; true when it ended an element, which {@link #token()} then tells. */
    boolean step(byte b) {
        if (b == separator) {
            return end();
        }
        boolean space = b == ' ' || b == '\t';
        if (state == BEFORE && !space) {
            state = INSIDE;
            possible = WORDS.narrow(ALL, 0, b);
            length = 1;
        } else if (state == INSIDE) {
            if (space) {
                state = AFTER;
            } else {
                possible = WORDS.narrow(possible, length++, b);
            }
        } else if (state == AFTER && !space) {
            possible = 0;
        }
        return false;
    }

    /** The value ended; true when that ended an element. Empty elements are none. */
    boolean end() {
        if (state == BEFORE) {
            return false;
        }
        state = BEFORE;
        token = WORDS.complete(possible, length);
        count++;
        return true;
    }

    /** One of the constants, or 0 for any other element. */
    int token() {
        return token;
    }

    /** Whether {@link #token()} is the first of its value. */
    boolean first() {
        return count == 1;
    }
}
