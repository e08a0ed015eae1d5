// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last head that was read whole, with what it meant: a server answers the same request with nearly the same head, so
 * comparing replaces parsing. Two heads mean the same when they differ only in values that {@link FieldLines} skips,
 * such as that of Date; and the same but for the length of the body when they differ in that one number too.
 *
 * <p>Shared by the connections of one lane through {@link HeadCaches}; owned by the agent thread.
 */
final class HeadCache {
    /** Longer heads are parsed each time, as are those with more values that may differ. */
    static final int MAX_BYTES = 2048;

    static final int MAX_VALUES = 64;

    private static final int MAX_DIGITS = 18;

    private final UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_BYTES));
    private final Head head = new Head();
    private int length;

    /** Where the values that may differ begin in the bytes, and the line feeds that end them. */
    private final int[] valueFrom = new int[MAX_VALUES + 1];

    private final int[] valueLf = new int[MAX_VALUES + 1];
    private int values;

    /** Which of the values is the body's length; -1 when none is. */
    private int lengthValue;

    private long contentLength;

    /**
     * Length of the head at the start of {@code [from, to)} when it means what the cached one means, else 0. Its {@link
     * #contentLength()} may be another.
     */
    int match(DirectBuffer buffer, int from, int to) {
        int same = ByteScan.same(bytes, 0, buffer, from, Math.min(length, to - from));
        contentLength = head.contentLength;
        return same == length ? length : matchFrom(same, buffer, from, to);
    }

    /** Goes on from the value with the first difference, line by line. */
    private int matchFrom(int same, DirectBuffer buffer, int from, int to) {
        int value = 0;
        while (value < values && valueLf[value] < same) {
            value++;
        }
        if (value == values || same < valueFrom[value]) {
            return 0;
        }
        int at = from + valueFrom[value];
        for (; value < values; value++) {
            int lf = ByteScan.indexOfLf(buffer, at, to);
            if (value == lengthValue) {
                contentLength = number(buffer, at, lf);
                if (contentLength < 0) {
                    return 0;
                }
            }
            int exactFrom = valueLf[value];
            int exact = valueFrom[value + 1] - exactFrom;
            if (exact > to - lf || ByteScan.same(bytes, exactFrom, buffer, lf, exact) < exact) {
                return 0;
            }
            at = lf + exact;
        }
        return at - from <= ResponseParser.MAX_HEAD_BYTES ? at - from : 0;
    }

    /** The number in {@code [from, lf)} when it is written as nearly everyone writes it, else -1: parsing decides. */
    private static long number(DirectBuffer buffer, int from, int lf) {
        int at = from < lf && buffer.getByte(from) == ' ' ? from + 1 : from;
        int end = lf > at && buffer.getByte(lf - 1) == '\r' ? lf - 1 : lf;
        if (at == end || end - at > MAX_DIGITS) {
            return -1;
        }
        long number = 0;
        for (; at < end; at++) {
            int digit = buffer.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Length of the body after the head that {@link #match} recognised, where it has a length. */
    long contentLength() {
        return contentLength;
    }

    /** What the cached head says. */
    Head head() {
        return head;
    }

    /** Remembers a final head, known to be right, and its meaning; unless it is too long. */
    void store(DirectBuffer buffer, int from, int to, Head meaning) {
        if (to - from > MAX_BYTES) {
            return;
        }
        length = to - from;
        bytes.putBytes(0, buffer, from, length);
        head.copyFrom(meaning);
        if (!noteValues()) {
            length = 0;
        }
    }

    /** False for a head with too many values, or whose body's length is told more than once. */
    private boolean noteValues() {
        values = 0;
        lengthValue = -1;
        int lf = ByteScan.indexOfLf(bytes, 0, length);
        while (lf + 1 < length) {
            int line = lf + 1;
            lf = ByteScan.indexOfLf(bytes, line, length);
            int colon = line;
            while (colon < lf && bytes.getByte(colon) != ':') {
                colon++;
            }
            int name = FieldLines.named(bytes, line, colon);
            boolean isLength = name == FieldLines.CONTENT_LENGTH && head.framing == Head.LENGTH;
            if (colon < lf && (name == 0 || isLength)) {
                if (values == MAX_VALUES || (isLength && lengthValue >= 0)) {
                    return false;
                }
                lengthValue = isLength ? values : lengthValue;
                valueFrom[values] = colon + 1;
                valueLf[values] = lf;
                values++;
            }
        }
        valueFrom[values] = length;
        return true;
    }
}
