// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import java.util.Arrays;

/** Bytes that grow and are used again. Allocates only while it grows. */
final class Bytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    byte[] array;
    int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    Bytes clear() {
        length = 0;
        return this;
    }

    Bytes add(char c) {
        reserve(1);
        array[length++] = (byte) c;
        return this;
    }

    Bytes add(byte[] from) {
        return add(from, 0, from.length);
    }

    Bytes add(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, array, length, count);
        length += count;
        return this;
    }

    /** A byte of a URL, percent-encoded unless it is a letter, a digit or one of {@code -._~} (RFC 3986 §2.3). */
    void addEncoded(byte b) {
        if (isUnreserved(b)) {
            add((char) b);
        } else {
            add('%');
            add((char) HEX[b >> 4 & 15]);
            add((char) HEX[b & 15]);
        }
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }

    private void reserve(int count) {
        if (length + count > array.length) {
            array = Arrays.copyOf(array, Math.max(length + count, 2 * array.length));
        }
    }
}
