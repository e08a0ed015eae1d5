// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Eleven levels of latency, from the run's own percentiles: they show where in the run a value lies, not whether the
 * target is good. The limits are those of the original vastar.
 */
enum LatencyLevel {
    ELITE("elite", 22, Percentile.P25, 0.5),
    EXCELLENT("excellent", 28, Percentile.P25, 1),
    GOOD("good", 34, Percentile.P50, 1),
    NORMAL("normal", 40, Percentile.P75, 1),
    ACCEPTABLE("acceptable", 82, Percentile.P90, 1),
    DEGRADED("degraded", 154, Percentile.P95, 1),
    SLOW("slow", 226, Percentile.P99, 1),
    VERY_SLOW("very slow", 214, Percentile.P99, 1.5),
    CRITICAL("critical", 202, Percentile.P99, 2),
    SEVERE("severe", 160, Percentile.P99, 3),
    VIOLATION("violation", 88, null, 0);

    private final String label;
    private final int colour;
    private final Percentile percentile;
    private final double factor;

    LatencyLevel(String label, int colour, Percentile percentile, double factor) {
        this.label = label;
        this.colour = colour;
        this.percentile = percentile;
        this.factor = factor;
    }

    String label() {
        return label;
    }

    /** Number in the 256-colour palette of ANSI terminals. */
    int colour() {
        return colour;
    }

    /** Upper limits in nanoseconds, of the levels that the sample supports. The last level has none. */
    static Map<LatencyLevel, Double> limitsNs(Histogram histogram) {
        Map<LatencyLevel, Double> limits = new EnumMap<>(LatencyLevel.class);
        for (LatencyLevel level : values()) {
            OptionalLong value = level.percentile == null ? OptionalLong.empty() : level.percentile.valueNs(histogram);
            if (value.isPresent()) {
                limits.put(level, value.getAsLong() * level.factor);
            }
        }
        return limits;
    }

    /** The level of a value; a value above every limit is one level above the highest that has one. */
    static LatencyLevel of(double ns, Map<LatencyLevel, Double> limitsNs) {
        LatencyLevel beyond = ELITE;
        for (Map.Entry<LatencyLevel, Double> limit : limitsNs.entrySet()) {
            if (ns <= limit.getValue()) {
                return limit.getKey();
            }
            beyond = values()[limit.getKey().ordinal() + 1];
        }
        return beyond;
    }
}
