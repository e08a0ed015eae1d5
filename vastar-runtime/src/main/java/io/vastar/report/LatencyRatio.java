// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * How many times one percentile is another, and where.
 *
 * @param where " in step 'pay'"; empty for the whole run
 */
record LatencyRatio(double value, long upperNs, long lowerNs, String where) {
    /** Gaps below this are noise of any machine, however large the ratio. */
    private static final long NOTABLE_NS = 5_000_000;

    /** @param where " in step 'pay'"; empty for the whole run */
    record Times(String where, Histogram latency, Histogram service) {}

    /** Null where no sample supports both percentiles. */
    static LatencyRatio worst(List<Times> times, Percentile upper, Percentile lower) {
        LatencyRatio worst = null;
        for (Times one : times) {
            OptionalLong above = upper.valueNs(one.latency);
            OptionalLong below = lower.valueNs(one.latency);
            if (above.isPresent() && below.isPresent() && below.getAsLong() > 0) {
                double value = (double) above.getAsLong() / below.getAsLong();
                worst = worst != null && worst.value >= value
                        ? worst
                        : new LatencyRatio(value, above.getAsLong(), below.getAsLong(), one.where);
            }
        }
        return worst;
    }

    /**
     * Whether the load generator's own delays explain it.
     *
     * @param beyond share of the responses that lie beyond the upper percentile
     */
    boolean isOf(TrialResult result, double beyond) {
        return GeneratorBound.explains(result, beyond, upperNs);
    }

    /** How much a large ratio matters. */
    Insight.Level level() {
        return upperNs - lowerNs < NOTABLE_NS ? Insight.Level.NOTE : Insight.Level.WARNING;
    }
}
