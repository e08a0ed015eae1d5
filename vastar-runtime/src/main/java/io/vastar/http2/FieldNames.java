// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.buffer.ByteScan;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names that matter to HTTP/2, and which characters names and values may have. Any thread; never allocates. */
final class FieldNames {
    static final int OTHER = 0;
    static final int STATUS = 1;
    static final int CONTENT_LENGTH = 2;
    static final int CONTENT_TYPE = 3;
    /** Any of those that HTTP/2 forbids (RFC 9113 §8.2.2). */
    static final int CONNECTION_SPECIFIC = 4;

    private static final UnsafeBuffer STATUS_NAME = text(":status");
    private static final UnsafeBuffer CONTENT_LENGTH_NAME = text("content-length");
    private static final UnsafeBuffer CONTENT_TYPE_NAME = text("content-type");
    private static final UnsafeBuffer CONNECTION_NAME = text("connection");
    private static final UnsafeBuffer KEEP_ALIVE_NAME = text("keep-alive");
    private static final UnsafeBuffer PROXY_CONNECTION_NAME = text("proxy-connection");
    private static final UnsafeBuffer TRANSFER_ENCODING_NAME = text("transfer-encoding");
    private static final UnsafeBuffer UPGRADE_NAME = text("upgrade");

    /** Characters of a token without capitals (RFC 9110 §5.6.2, RFC 9113 §8.2.1). */
    private static final boolean[] IN_NAME = new boolean[256];

    static {
        String letters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < letters.length(); i++) {
            IN_NAME[letters.charAt(i)] = true;
        }
    }

    private FieldNames() {}

    private static UnsafeBuffer text(String name) {
        return new UnsafeBuffer(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** Which of the names above it is. */
    static int named(DirectBuffer name, int offset, int length) {
        return switch (length) {
            case 7 ->
                is(STATUS_NAME, name, offset, length)
                        ? STATUS
                        : is(UPGRADE_NAME, name, offset, length) ? CONNECTION_SPECIFIC : OTHER;
            case 10 ->
                is(CONNECTION_NAME, name, offset, length) || is(KEEP_ALIVE_NAME, name, offset, length)
                        ? CONNECTION_SPECIFIC
                        : OTHER;
            case 12 -> is(CONTENT_TYPE_NAME, name, offset, length) ? CONTENT_TYPE : OTHER;
            case 14 -> is(CONTENT_LENGTH_NAME, name, offset, length) ? CONTENT_LENGTH : OTHER;
            case 16 -> is(PROXY_CONNECTION_NAME, name, offset, length) ? CONNECTION_SPECIFIC : OTHER;
            case 17 -> is(TRANSFER_ENCODING_NAME, name, offset, length) ? CONNECTION_SPECIFIC : OTHER;
            default -> OTHER;
        };
    }

    private static boolean is(DirectBuffer known, DirectBuffer name, int offset, int length) {
        return ByteScan.same(known, 0, name, offset, length) == length;
    }

    /** Whether a name, not that of a pseudo-header field, is one that HTTP/2 allows. */
    static boolean validName(DirectBuffer name, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!IN_NAME[name.getByte(i) & 0xFF]) {
                return false;
            }
        }
        return length > 0;
    }

    /** Whether HTTP/2 allows the value (RFC 9113 §8.2.1). */
    static boolean validValue(DirectBuffer value, int offset, int length) {
        if (length == 0) {
            return true;
        }
        for (int i = offset; i < offset + length; i++) {
            int b = value.getByte(i);
            if (b == 0 || b == '\r' || b == '\n') {
                return false;
            }
        }
        return !isBlank(value.getByte(offset)) && !isBlank(value.getByte(offset + length - 1));
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t';
    }
}
