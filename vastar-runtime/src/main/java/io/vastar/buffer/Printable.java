// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

/**
 * Texts of strangers, made fit to be read on a terminal: what a target sent must neither steer it nor turn the order of its
 * characters around. Allocates; slow path only.
 */
public final class Printable {
    private Printable() {}

    /** The text in one line: control characters and those that turn the direction of writing become escapes; "" for null. */
    public static String text(String text) {
        return escaped(text, false);
    }

    /** As {@link #text}, but line ends and tabs stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lines) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (lines && (c == '\n' || c == '\t')) {
                out.append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (Character.isISOControl(c)) {
                out.append("\\x").append(hex(c, 4)).append(hex(c, 0));
            } else if (turns(c)) {
                out.append("\\u")
                        .append(hex(c, 12))
                        .append(hex(c, 8))
                        .append(hex(c, 4))
                        .append(hex(c, 0));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether a character changes the direction of what follows it (UAX #9 §2), or ends a line unseen. */
    static boolean turns(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c == 0x2029;
    }

    static char hex(int value, int shift) {
        return Character.forDigit(value >> shift & 15, 16);
    }
}
