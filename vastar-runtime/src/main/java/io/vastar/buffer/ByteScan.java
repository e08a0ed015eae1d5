// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Finds bytes in a buffer eight at a time. Any thread; never allocates.
 *
 * <p>The lowest set bit of {@code (x - 0x0101…) & ~x & 0x8080…} marks the lowest zero byte of {@code x} (Warren,
 * <i>Hacker's Delight</i>, §6-1); in little-endian order that is the first in the buffer.
 */
public final class ByteScan {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LFS = ONES * '\n';
    private static final long CRS = ONES * '\r';

    private ByteScan() {}

    /** Index of the first line feed in {@code [from, to)}, or {@code to} when there is none. */
    public static int indexOfLf(DirectBuffer buffer, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long hits = zeros(buffer.getLong(at, LITTLE_ENDIAN) ^ LFS);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (at < to && buffer.getByte(at) != '\n') {
            at++;
        }
        return at;
    }

    /** Index of the first carriage return or line feed in {@code [from, to)}, or {@code to} when there is none. */
    public static int indexOfLineEnd(DirectBuffer buffer, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = buffer.getLong(at, LITTLE_ENDIAN);
            long hits = zeros(word ^ LFS) | zeros(word ^ CRS);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (at < to && buffer.getByte(at) != '\n' && buffer.getByte(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Whether a NUL, carriage return or line feed is in {@code [from, to)}. */
    public static boolean hasNulOrLineEnd(DirectBuffer buffer, int from, int to) {
        int at = from;
        int last = to - Long.BYTES;
        if (at <= last) {
            for (; at < last; at += Long.BYTES) {
                if (nulsOrLineEnds(buffer.getLong(at, LITTLE_ENDIAN)) != 0) {
                    return true;
                }
            }
            return nulsOrLineEnds(buffer.getLong(last, LITTLE_ENDIAN)) != 0;
        }
        while (at < to && buffer.getByte(at) != 0 && buffer.getByte(at) != '\n' && buffer.getByte(at) != '\r') {
            at++;
        }
        return at < to;
    }

    private static long nulsOrLineEnds(long word) {
        return zeros(word) | zeros(word ^ LFS) | zeros(word ^ CRS);
    }

    /** How many bytes from the start of both ranges are the same, at most {@code length}. */
    public static int same(DirectBuffer left, int leftFrom, DirectBuffer right, int rightFrom, int length) {
        int at = 0;
        int last = length - Long.BYTES;
        if (last >= 0) {
            for (; at < last; at += Long.BYTES) {
                long difference = difference(left, leftFrom + at, right, rightFrom + at);
                if (difference != 0) {
                    return at + (Long.numberOfTrailingZeros(difference) >>> 3);
                }
            }
            // the last eight bytes, the first of which have been compared already
            long difference = difference(left, leftFrom + last, right, rightFrom + last);
            return difference == 0 ? length : last + (Long.numberOfTrailingZeros(difference) >>> 3);
        }
        while (at < length && left.getByte(leftFrom + at) == right.getByte(rightFrom + at)) {
            at++;
        }
        return at;
    }

    private static long difference(DirectBuffer left, int leftAt, DirectBuffer right, int rightAt) {
        return left.getLong(leftAt, LITTLE_ENDIAN) ^ right.getLong(rightAt, LITTLE_ENDIAN);
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
