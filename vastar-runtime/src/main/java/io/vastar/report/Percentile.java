// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * The percentiles that reports show, by nearest rank: the smallest recorded value that at least {@code p·n} of the n
 * samples do not exceed.
 *
 * <p>A percentile is supported when at least one sample lies beyond it, {@code n·(1−p) ≥ 1}. With fewer samples its
 * nearest rank would be the maximum, which says nothing about the percentile; it is then left out.
 */
enum Percentile {
    P10("p10", "10%", 1_000),
    P25("p25", "25%", 2_500),
    P50("p50", "50%", 5_000),
    P75("p75", "75%", 7_500),
    P90("p90", "90%", 9_000),
    P95("p95", "95%", 9_500),
    P99("p99", "99%", 9_900),
    P999("p999", "99.9%", 9_990),
    P9999("p9999", "99.99%", 9_999);

    private static final int WHOLE = 10_000;

    private final String key;
    private final String label;
    private final int partsOfTenThousand;

    Percentile(String key, String label, int partsOfTenThousand) {
        this.key = key;
        this.label = label;
        this.partsOfTenThousand = partsOfTenThousand;
    }

    /** The name in JSON, without a unit. */
    String key() {
        return key;
    }

    /** The name in text: {@code 99.9%}. */
    String label() {
        return label;
    }

    /** The fewest samples that support it. */
    long samplesNeeded() {
        int beyond = WHOLE - partsOfTenThousand;
        return (WHOLE + beyond - 1) / beyond;
    }

    boolean supportedBy(long samples) {
        return samples >= samplesNeeded();
    }

    /** The value in nanoseconds; empty when the histogram has too few samples. */
    OptionalLong valueNs(Histogram histogram) {
        if (!supportedBy(histogram.getTotalCount())) {
            return OptionalLong.empty();
        }
        long value = histogram.getValueAtPercentile(partsOfTenThousand / 100.0);
        return OptionalLong.of(Math.min(value, histogram.getMaxValue()));
    }

    /** The value for people, or what it would take to have one. */
    String text(Histogram histogram) {
        OptionalLong value = valueNs(histogram);
        return value.isPresent() ? Units.duration(value.getAsLong()) : "-- needs " + samplesNeeded() + " samples";
    }
}
