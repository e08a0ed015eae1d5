// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.charset.StandardCharsets;

/** ASCII texts as bytes, and comparisons of received bytes with them. */
final class Ascii {
    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the bytes are that lower-case text, in any case. */
    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lowerCase) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (lower(bytes[from + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean equals(byte[] bytes, int from, int to, byte[] text) {
        if (to - from != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Received bytes for an error message: at most 60 of them, and everything unprintable as {@code \xNN}. */
    static String excerpt(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to && i < from + 60; i++) {
            int b = bytes[i] & 0xff;
            if (b >= ' ' && b < 127) {
                text.append((char) b);
            } else {
                text.append("\\x").append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return to - from > 60 ? text.append("...").toString() : text.toString();
    }
}
