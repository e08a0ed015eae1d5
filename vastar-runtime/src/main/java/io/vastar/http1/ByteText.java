// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Bytes that grow and are used again: a part of a message. Allocates only while it grows. */
final class ByteText {
    private static final byte[] NONE = {};
    private static final int FIRST_BYTES = 128;
    private static final int LARGE_BYTES = 16 * 1024;
    private static final int MOST_UNNEEDED = 32;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final int REPLACEMENT = 0xFFFD;

    // what of a text is percent-encoded
    private static final int PLAIN = 0;
    private static final int BEYOND_ASCII = 1;
    private static final int TARGET = 2;
    private static final int STRICT = 3;

    byte[] bytes = NONE;
    int length;
    private byte unneeded;

    /** Forgets the bytes; also their array, when it is large and has not been needed for a while. */
    void clear() {
        if (bytes.length <= LARGE_BYTES || length > bytes.length / 4) {
            unneeded = 0;
        } else if (++unneeded == MOST_UNNEEDED) {
            bytes = NONE;
            unneeded = 0;
        }
        length = 0;
    }

    void add(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    void add(byte[] from) {
        reserve(from.length);
        System.arraycopy(from, 0, bytes, length, from.length);
        length += from.length;
    }

    void add(DirectBuffer from, int offset, int count) {
        reserve(count);
        from.getBytes(offset, bytes, length, count);
        length += count;
    }

    /** A decimal number, not negative. */
    void add(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    void add(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** Text in UTF-8; half of a surrogate pair becomes U+FFFD. */
    void add(String text) {
        add(text, 0, text.length(), PLAIN);
    }

    /** A part of a text in UTF-8. */
    void add(String text, int from, int to) {
        add(text, from, to, PLAIN);
    }

    /** A part of a text in UTF-8, percent-encoded where it is not ASCII. */
    void addBeyondAscii(String text, int from, int to) {
        add(text, from, to, BEYOND_ASCII);
    }

    /** A part of a text in UTF-8, percent-encoded where {@link PercentCoding#encodeTarget} does so. */
    void addTarget(String text, int from, int to) {
        add(text, from, to, TARGET);
    }

    /** Text in UTF-8, percent-encoded but for letters, digits and {@code -._~} (RFC 3986 §2.3). */
    void addEncoded(String text) {
        add(text, 0, text.length(), STRICT);
    }

    private void add(String text, int from, int to, int encoding) {
        boolean percent = encoding != PLAIN;
        int i = from;
        if (!percent) {
            reserve(to - from);
            while (i < to && text.charAt(i) < 0x80) {
                bytes[length++] = (byte) text.charAt(i++);
            }
        }
        reserve((to - i) * (percent ? 9 : 3));
        for (; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                put(c, encoding > BEYOND_ASCII && isEncoded(text, i, to, encoding));
            } else if (c < 0x800) {
                put(0xC0 | c >> 6, percent);
                put(0x80 | c & 0x3F, percent);
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                put(0xF0 | point >> 18, percent);
                put(0x80 | point >> 12 & 0x3F, percent);
                put(0x80 | point >> 6 & 0x3F, percent);
                put(0x80 | point & 0x3F, percent);
            } else {
                int point = Character.isSurrogate(c) ? REPLACEMENT : c;
                put(0xE0 | point >> 12, percent);
                put(0x80 | point >> 6 & 0x3F, percent);
                put(0x80 | point & 0x3F, percent);
            }
        }
    }

    private static boolean isEncoded(String text, int at, int to, int encoding) {
        char c = text.charAt(at);
        if (encoding == STRICT) {
            return !unreserved(c);
        }
        return c == '%'
                ? at + 2 >= to || !PercentCoding.isHex(text.charAt(at + 1)) || !PercentCoding.isHex(text.charAt(at + 2))
                : !PercentCoding.isOfTarget(c);
    }

    private static boolean unreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private void put(int b, boolean percent) {
        if (percent) {
            bytes[length++] = '%';
            bytes[length++] = HEX[b >> 4 & 15];
            bytes[length++] = HEX[b & 15];
        } else {
            bytes[length++] = (byte) b;
        }
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.max(FIRST_BYTES, 2 * bytes.length)));
        }
    }
}
