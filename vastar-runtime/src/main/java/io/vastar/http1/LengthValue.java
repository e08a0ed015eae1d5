// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

/**
 * The values of Content-Length, read byte by byte. One number, or the same number several times, in a list or on several
 * lines, is right (RFC 9112 §6.3, item 5); anything else is wrong, and stays so.
 */
final class LengthValue {
    private static final long ROOM_FOR_A_DIGIT = (Long.MAX_VALUE - 9) / 10;

    private static final int BEFORE = 0;
    private static final int INSIDE = 1;
    private static final int AFTER = 2;

    private int state;
    private long number;
    private long value = FieldLines.NO_LENGTH;

    /** A new head: no value was seen. */
    void forget() {
        value = FieldLines.NO_LENGTH;
    }

    /** A new line of it. */
    void begin() {
        state = BEFORE;
        number = 0;
    }

    void step(byte b) {
        if (b == ' ' || b == '\t') {
            if (state == INSIDE) {
                state = AFTER;
            }
        } else if (b == ',') {
            end();
            begin();
        } else if (b < '0' || b > '9' || state == AFTER || number > ROOM_FOR_A_DIGIT) {
            value = FieldLines.WRONG_LENGTH;
        } else {
            state = INSIDE;
            number = number * 10 + b - '0';
        }
    }

    /** The element ended. */
    void end() {
        if (state == BEFORE || (value != FieldLines.NO_LENGTH && value != number)) {
            value = FieldLines.WRONG_LENGTH;
        } else {
            value = number;
        }
    }

    long value() {
        return value;
    }
}
