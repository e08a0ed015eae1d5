// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.SloSpec.Comparison;
import io.vastar.grammar.SloSpec.Objective;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.HdrHistogram.Histogram;

/**
 * Nearest-rank arithmetic of one percentile objective. Of n samples the percentile is the one at rank {@code ⌈n·p⌉}, so
 * {@code p99<200ms} holds when at least that many lie under the limit.
 */
final class Ranks {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final Objective objective;
    private final BigDecimal percentile;

    Ranks(Objective objective) {
        this.objective = objective;
        percentile = BigDecimal.valueOf(objective.percentile());
    }

    /** The fewest samples of which one lies beyond the percentile: 100 for p99. Reports mark percentiles by the same rule. */
    long needed() {
        return WHOLE.divide(WHOLE.subtract(percentile), 0, RoundingMode.CEILING).longValueExact();
    }

    long rank(long samples) {
        BigDecimal rank = percentile.multiply(BigDecimal.valueOf(samples)).divide(WHOLE, 0, RoundingMode.CEILING);
        return Math.max(1, rank.longValueExact());
    }

    /** How many of them may lie beyond an upper limit. */
    long allowedBeyond(long samples) {
        return samples - rank(samples);
    }

    /** Samples on the low side of the limit; those that the histogram cannot tell from the limit are equal to it. */
    long within(Histogram times) {
        long limit = (long) objective.limit();
        boolean equalIsWithin =
                objective.comparison() == Comparison.LESS_OR_EQUAL || objective.comparison() == Comparison.GREATER;
        long top = equalIsWithin ? limit : times.lowestEquivalentValue(limit) - 1;
        return top < 0 ? 0 : times.getCountBetweenValues(0, top);
    }

    /** Whether the samples fulfil it, {@code within} of them being on the low side. */
    boolean holds(long within, long samples) {
        return within >= rank(samples) == objective.comparison().isUpperLimit();
    }

    /** Whether it stays as it is however the samples come out that are missing up to {@link #needed}. */
    boolean settled(long within, long samples) {
        long missing = Math.max(0, needed() - samples);
        return holds(within, samples + missing) == holds(within + missing, samples + missing);
    }
}
