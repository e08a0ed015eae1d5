// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last head that was read whole, with what it meant: a server answers the same request with nearly the same head, so
 * comparing replaces parsing. Two heads mean the same when they differ only in values that {@link FieldLines} skips,
 * such as that of Date.
 *
 * <p>Shared by the connections of one lane, which all send the same request; owned by the agent thread.
 */
final class HeadCache {
    /** Longer heads are parsed each time. */
    static final int MAX_BYTES = 2048;

    /** In a head with more skipped values the further ones are compared too. */
    static final int MAX_SKIPPED = 64;

    private final UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_BYTES));
    private final Head head = new Head();
    private int length;

    /** Where skipped values begin in the bytes, and the line feeds that end them. */
    private final int[] valueFrom = new int[MAX_SKIPPED + 1];

    private final int[] valueLf = new int[MAX_SKIPPED + 1];
    private int skipped;

    /** Length of the head at the start of {@code [from, to)} when it means what the cached one means, else 0. */
    int match(DirectBuffer buffer, int from, int to) {
        int same = ByteScan.same(bytes, 0, buffer, from, Math.min(length, to - from));
        return same == length ? length : matchFrom(same, buffer, from, to);
    }

    /** Goes on from the first difference, line by line. */
    private int matchFrom(int same, DirectBuffer buffer, int from, int to) {
        int value = 0;
        while (value < skipped && valueLf[value] < same) {
            value++;
        }
        if (value == skipped || same < valueFrom[value]) {
            return 0;
        }
        int at = from + same;
        for (; value < skipped; value++) {
            at = ByteScan.indexOfLf(buffer, at, to);
            int exactFrom = valueLf[value];
            int exact = valueFrom[value + 1] - exactFrom;
            if (exact > to - at || ByteScan.same(bytes, exactFrom, buffer, at, exact) < exact) {
                return 0;
            }
            at += exact;
        }
        return at - from <= ResponseParser.MAX_HEAD_BYTES ? at - from : 0;
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
        skipped = 0;
        int lf = ByteScan.indexOfLf(bytes, 0, length);
        while (lf + 1 < length && skipped < MAX_SKIPPED) {
            int line = lf + 1;
            lf = ByteScan.indexOfLf(bytes, line, length);
            int colon = line;
            while (colon < lf && bytes.getByte(colon) != ':') {
                colon++;
            }
            if (colon < lf && !FieldLines.reads(bytes, line, colon)) {
                valueFrom[skipped] = colon + 1;
                valueLf[skipped] = lf;
                skipped++;
            }
        }
        valueFrom[skipped] = length;
    }
}
