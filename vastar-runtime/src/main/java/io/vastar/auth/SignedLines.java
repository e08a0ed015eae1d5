// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header lines of a request that a signature for AWS covers: all but those that a proxy may change on the way, and those
 * that are about the connection or the signature itself. Allocates only while it grows.
 */
final class SignedLines {
    private static final byte[][] UNSIGNED = {
        ascii("user-agent"),
        ascii("connection"),
        ascii("accept"),
        ascii("accept-encoding"),
        ascii("content-length"),
        ascii("transfer-encoding"),
        ascii("authorization"),
        ascii("expect")
    };
    private static final int MORE_LINES = 16;

    /** Names in lower case, each followed by its value, with single blanks. */
    private final Bytes text = new Bytes(512);

    private int[] nameFrom = new int[MORE_LINES];
    private int[] valueFrom = new int[MORE_LINES];
    private int[] valueTo = new int[MORE_LINES];
    private int count;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        text.clear();
        count = 0;
    }

    /** Takes one of those that the signature brings. */
    void add(byte[] name, byte[] value) {
        int from = text.length;
        text.add(name);
        insert(from, text.length, value, 0, value.length);
    }

    /** Takes a line, without its end, unless it is none of those that are signed. */
    void addLine(byte[] head, int from, int to) {
        int colon = from;
        int name = text.length;
        for (; head[colon] != ':'; colon++) {
            byte b = head[colon];
            text.add((char) (b >= 'A' && b <= 'Z' ? b | 0x20 : b));
        }
        for (byte[] unsigned : UNSIGNED) {
            if (Arrays.equals(unsigned, 0, unsigned.length, text.array, name, text.length)) {
                text.length = name;
                return;
            }
        }
        insert(name, text.length, head, colon + 1, to);
    }

    private void insert(int name, int nameTo, byte[] from, int valueBegin, int valueEnd) {
        addTrimmed(from, valueBegin, valueEnd);
        if (count == nameFrom.length) {
            nameFrom = Arrays.copyOf(nameFrom, count + MORE_LINES);
            valueFrom = Arrays.copyOf(valueFrom, count + MORE_LINES);
            valueTo = Arrays.copyOf(valueTo, count + MORE_LINES);
        }
        int place = count++;
        while (place > 0 && compare(name, nameTo, place - 1) < 0) {
            nameFrom[place] = nameFrom[place - 1];
            valueFrom[place] = valueFrom[place - 1];
            valueTo[place] = valueTo[place - 1];
            place--;
        }
        nameFrom[place] = name;
        valueFrom[place] = nameTo;
        valueTo[place] = text.length;
    }

    private int compare(int name, int nameTo, int place) {
        return Arrays.compareUnsigned(text.array, name, nameTo, text.array, nameFrom[place], valueFrom[place]);
    }

    private void addTrimmed(byte[] from, int begin, int end) {
        int at = begin;
        int to = end;
        while (at < to && isBlank(from[at])) {
            at++;
        }
        while (to > at && isBlank(from[to - 1])) {
            to--;
        }
        for (; at < to; at++) {
            if (from[at] != ' ' || from[at - 1] != ' ') {
                text.add((char) from[at]);
            }
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private boolean repeats(int place) {
        return place > 0 && compare(nameFrom[place], valueFrom[place], place - 1) == 0;
    }

    /** Adds them in the order of their names, those of one name as one. */
    void addTo(Bytes out) {
        for (int i = 0; i < count; i++) {
            if (!repeats(i)) {
                out.add(text.array, nameFrom[i], valueFrom[i] - nameFrom[i]).add(':');
            } else {
                out.length--;
                out.add(',');
            }
            out.add(text.array, valueFrom[i], valueTo[i] - valueFrom[i]).add('\n');
        }
    }

    /** Adds their names, with semicolons between them. */
    void addNamesTo(Bytes out) {
        for (int i = 0; i < count; i++) {
            if (!repeats(i)) {
                if (i > 0) {
                    out.add(';');
                }
                out.add(text.array, nameFrom[i], valueFrom[i] - nameFrom[i]);
            }
        }
    }
}
