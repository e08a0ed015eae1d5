// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * A histogram of nanoseconds, up to an hour with three significant digits, that is made at its first value: it takes
 * 264 KiB, and many rows never see a value of its kind. Single writer, which is also who makes it.
 */
final class LazyHistogram {
    private static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private Histogram histogram;

    /** Records one value; those out of range count as the nearest in range. */
    void record(long ns) {
        Histogram to = histogram;
        if (to == null) {
            to = make();
        }
        to.recordValue(inRange(ns));
    }

    static long inRange(long ns) {
        return Math.max(1, Math.min(ns, HIGHEST_NS));
    }

    /** Makes it ahead of the first value, when there will be one. */
    Histogram make() {
        if (histogram == null) {
            histogram = new Histogram(1, HIGHEST_NS, DIGITS);
        }
        return histogram;
    }

    boolean isMade() {
        return histogram != null;
    }

    void add(LazyHistogram other) {
        if (other.histogram != null) {
            make().add(other.histogram);
        }
    }

    /** What was recorded; an empty histogram of the same range, in a few hundred bytes, when nothing was. */
    Histogram histogram() {
        return histogram != null ? histogram : new PackedHistogram(1, HIGHEST_NS, DIGITS);
    }

    void write(RecordOutput to) {
        to.histogram(histogram);
    }

    void read(RecordInput from) {
        histogram = from.histogram();
    }
}
