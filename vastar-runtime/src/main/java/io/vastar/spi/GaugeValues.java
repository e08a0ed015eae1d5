// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** What a gauge showed: its last, smallest, largest and mean value. Single writer. */
public final class GaugeValues {
    private long samples;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long last;

    void sample(long value) {
        samples++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
    }

    /** Of several threads at once: the last values are summed, or the largest is kept; the mean is that of all samples. */
    void add(GaugeValues other, Metrics.Join join) {
        if (other.samples == 0) {
            return;
        }
        boolean sums = join == Metrics.Join.SUM && samples > 0;
        last = sums ? last + other.last : samples == 0 ? other.last : Math.max(last, other.last);
        min = sums ? min + other.min : Math.min(min, other.min);
        max = sums ? max + other.max : Math.max(max, other.max);
        samples += other.samples;
        sum += other.sum;
    }

    /** How many values were noted; the others mean nothing while it is 0. */
    public long samples() {
        return samples;
    }

    public long last() {
        return last;
    }

    public long min() {
        return min;
    }

    /** Of several threads whose values are summed, an upper bound. */
    public long max() {
        return max;
    }

    public double mean() {
        return samples == 0 ? 0 : (double) sum / samples;
    }
}
