// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

import org.agrona.DirectBuffer;

/** A few bytes of a buffer, made readable for an error message. Allocates; slow path only. */
public final class Excerpt {
    /** Most bytes shown on each side of the place of interest. */
    public static final int REACH = 24;

    private Excerpt() {}

    /**
     * The bytes of {@code [from, to)} that lie within {@link #REACH} of {@code at}, in quotes; what is no printable
     * ASCII is written as an escape such as {@code \r} or {@code \x1f}.
     */
    public static String around(DirectBuffer buffer, int from, int to, int at) {
        int first = Math.max(from, at - REACH);
        int last = Math.min(to, at + REACH);
        StringBuilder text = new StringBuilder(4 * REACH);
        text.append(first > from ? "…'" : "'");
        for (int i = first; i < last; i++) {
            append(text, buffer.getByte(i));
        }
        return text.append(last < to ? "'…" : "'").toString();
    }

    /** So many bytes, in quotes, written as in {@link #around}. */
    public static String of(DirectBuffer buffer, int from, int length) {
        StringBuilder text = new StringBuilder(length + 2).append('\'');
        for (int i = from; i < from + length; i++) {
            append(text, buffer.getByte(i));
        }
        return text.append('\'').toString();
    }

    private static void append(StringBuilder text, byte b) {
        switch (b) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (b >= ' ' && b < 127) {
                    text.append((char) b);
                } else {
                    text.append("\\x")
                            .append(Character.forDigit((b >> 4) & 15, 16))
                            .append(Character.forDigit(b & 15, 16));
                }
            }
        }
    }
}
