// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import org.agrona.DirectBuffer;

/** The first line of a response (RFC 9112 §4), read in pieces of any size. {@link FieldLines} reads on. */
final class StatusLine {
    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};

    /** First bytes of the records with which a server of TLS answers a request in plain text (RFC 8446 §5.1). */
    private static final int TLS_ALERT = 21;

    private static final int TLS_HANDSHAKE = 22;
    private static final int MINOR = VERSION.length;
    private static final int SPACE = MINOR + 1;
    private static final int LAST_DIGIT = SPACE + 3;
    private static final int AFTER_CODE = LAST_DIGIT + 1;
    private static final int REASON = AFTER_CODE + 1;
    private static final int LF = REASON + 1;
    private static final int DONE = LF + 1;

    /** How many bytes have matched, and from {@link #AFTER_CODE} on what comes next. */
    private int position;

    private int minorVersion;
    private int code;
    private Violation violation;

    void begin() {
        position = 0;
        code = 0;
        violation = null;
    }

    /** Consumes up to the end of the line; returns the index after the last byte used, the wrong one included. */
    int read(DirectBuffer buffer, int from, int to) {
        int at = from;
        while (at < to && position != DONE && violation == null) {
            if (position == REASON) {
                at = ByteScan.indexOfLf(buffer, at, to);
                if (at < to) {
                    at++;
                    position = DONE;
                }
            } else {
                step(buffer.getByte(at++));
            }
        }
        return at;
    }

    private void step(byte b) {
        if (position < MINOR) {
            advance(b == VERSION[position], position == 0 && (b == TLS_ALERT || b == TLS_HANDSHAKE));
        } else if (position == MINOR) {
            minorVersion = b - '0';
            advance(b == '0' || b == '1');
        } else if (position == SPACE) {
            advance(b == ' ');
        } else if (position <= LAST_DIGIT) {
            code = code * 10 + b - '0';
            advance(b >= '0' && b <= '9');
        } else if (position == AFTER_CODE) {
            afterCode(b);
        } else if (b == '\n') {
            position = DONE;
        } else {
            violation = Violation.LONE_CR;
        }
    }

    private void advance(boolean matches) {
        advance(matches, false);
    }

    private void advance(boolean matches, boolean ofTls) {
        position++;
        if (!matches) {
            violation = ofTls ? Violation.TLS_RECORD : Violation.STATUS_LINE;
        }
    }

    private void afterCode(byte b) {
        if (code < 100) {
            violation = Violation.STATUS_CODE;
            return;
        }
        switch (b) {
            case ' ' -> position = REASON;
            case '\r' -> position = LF;
            case '\n' -> position = DONE;
            default -> violation = Violation.STATUS_LINE;
        }
    }

    boolean done() {
        return position == DONE;
    }

    /** Null while the line is right. */
    Violation violation() {
        return violation;
    }

    /** The x of HTTP/1.x. */
    int minorVersion() {
        return minorVersion;
    }

    int code() {
        return code;
    }
}
