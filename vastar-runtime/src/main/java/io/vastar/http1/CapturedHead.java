// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** The raw head of a response, known to be right, and a look at its fields. Finding one allocates nothing. */
final class CapturedHead {
    private final ByteText text = new ByteText();
    private int valueFrom;
    private int valueTo;

    void clear() {
        text.clear();
        valueFrom = 0;
    }

    void add(DirectBuffer buffer, int offset, int length) {
        text.add(buffer, offset, length);
    }

    /** Goes to the first field of a name, in any case; false when there is none. */
    boolean first(String name) {
        valueFrom = 0;
        return next(name);
    }

    /** Goes to the next field of a name; false when there is none. */
    boolean next(String name) {
        for (int line = afterLine(valueFrom); line < text.length; line = afterLine(line)) {
            if (isNamed(line, name)) {
                valueFrom = line + name.length() + 1;
                valueTo = afterLine(valueFrom) - 1;
                while (valueFrom < valueTo && isBlank(text.bytes[valueFrom])) {
                    valueFrom++;
                }
                while (valueTo > valueFrom && isBlank(text.bytes[valueTo - 1])) {
                    valueTo--;
                }
                return true;
            }
        }
        return false;
    }

    private int afterLine(int from) {
        int at = from;
        while (at < text.length && text.bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean isNamed(int line, String name) {
        int colon = line + name.length();
        if (colon >= text.length || text.bytes[colon] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(text.bytes[line + i]) != lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Whether the value of the field that was found is that text. */
    boolean valueEquals(String other) {
        if (valueTo - valueFrom != other.length()) {
            return false;
        }
        for (int i = 0; i < other.length(); i++) {
            if ((text.bytes[valueFrom + i] & 0xFF) != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Value of the field that was found, as its bytes. Allocates. */
    String value() {
        return new String(text.bytes, valueFrom, valueTo - valueFrom, StandardCharsets.ISO_8859_1);
    }
}
