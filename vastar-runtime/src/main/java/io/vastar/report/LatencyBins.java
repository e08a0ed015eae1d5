// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram cut into at most {@value #MOST} bins for people to look at.
 *
 * <p>Bins are equally wide, from the fastest to the slowest sample. A bin holds the values above its lower edge up to
 * and including its upper edge; the first holds its lower edge too. When the slowest sample is more than twice the
 * highest of p99, p95 and p90 that the sample supports, the equal bins end at that percentile and one open bin holds
 * what lies beyond, so that a single outlier does not press all others into one bar. Equal values make one bin, no
 * values none. Edges are as exact as the histogram (three digits).
 */
final class LatencyBins {
    static final int MOST = 11;

    private static final int CUT_FROM_SAMPLES = 10;
    private static final double OUTLIER = 2.0;

    private LatencyBins() {}

    /**
     * @param fromNs lower edge, exclusive but for the first bin
     * @param toNs upper edge, inclusive
     * @param open whether it is the wider last bin that holds the outliers
     */
    record Bin(double fromNs, double toNs, long count, boolean open) {}

    static List<Bin> of(Histogram histogram) {
        long samples = histogram.getTotalCount();
        if (samples == 0) {
            return List.of();
        }
        long min = histogram.getMinValue();
        long max = histogram.getMaxValue();
        if (histogram.valuesAreEquivalent(min, max)) {
            return List.of(new Bin(min, max, samples, false));
        }
        long bound = bound(histogram, samples, max);
        boolean open = bound < max;
        long cells = (bound - min) / histogram.sizeOfEquivalentValueRange(bound);
        int equal = (int) Math.max(1, Math.min(open ? MOST - 1 : MOST, cells));
        long[] counts = new long[equal + 1];
        double width = (bound - min) / (double) equal;
        for (HistogramIterationValue cell : histogram.recordedValues()) {
            long value = Math.max(min, histogram.medianEquivalentValue(cell.getValueIteratedTo()));
            boolean beyond = open && cell.getValueIteratedTo() > bound;
            int index = beyond ? equal : Math.min(equal - 1, (int) Math.max(0, Math.ceil((value - min) / width) - 1));
            counts[index] += cell.getCountAddedInThisIterationStep();
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < equal; i++) {
            bins.add(new Bin(min + i * width, i == equal - 1 ? bound : min + (i + 1) * width, counts[i], false));
        }
        if (open) {
            bins.add(new Bin(bound, max, counts[equal], true));
        }
        return bins;
    }

    private static long bound(Histogram histogram, long samples, long max) {
        if (samples < CUT_FROM_SAMPLES) {
            return max;
        }
        for (Percentile percentile : List.of(Percentile.P99, Percentile.P95, Percentile.P90)) {
            OptionalLong value = percentile.valueNs(histogram);
            if (value.isPresent()) {
                return max > OUTLIER * value.getAsLong() ? value.getAsLong() : max;
            }
        }
        return max;
    }
}
