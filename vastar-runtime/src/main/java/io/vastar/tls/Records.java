// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.nio.ByteBuffer;

/** The framing of TLS (RFC 8446 §5.1), as far as it has to be seen from outside of an engine. */
final class Records {
    private static final int HEADER_BYTES = 5;
    private static final int LENGTH_AT = 3;
    private static final int MOST_BYTES = (1 << 14) + 2048;
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 24;

    private Records() {}

    /** Whether an engine can take a step: a whole record is there, or the beginning of something that is none. */
    static boolean completeAt(ByteBuffer bytes, int from, int to) {
        if (to - from < HEADER_BYTES) {
            return false;
        }
        int length = bytes.getShort(from + LENGTH_AT) & 0xffff;
        return length > MOST_BYTES || to - from - HEADER_BYTES >= length;
    }

    /** Whether the first byte of the peer cannot be TLS. */
    static boolean isForeign(ByteBuffer bytes) {
        int type = bytes.get(bytes.position()) & 0xff;
        return type < FIRST_TYPE || type > LAST_TYPE;
    }
}
