// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.spi.RequestSpec;
import java.nio.file.Path;

/**
 * A sweep, decided. Immutable plain data.
 *
 * @param base the plan of each trial, but for its concurrency
 * @param conc the levels
 * @param refine whether to measure four more levels around the first winner
 * @param repeats runs per level; the median run counts
 * @param pick how the sweet spot is chosen
 * @param kneeRatio share of the peak throughput that the knee must reach, (0,1]
 * @param baselineC concurrency of the baseline run
 * @param gates what disqualifies a level
 * @param reference the request to compare with at each level; null when not paired live
 * @param refFromJson an earlier sweep's JSON to compare with; null when not paired with a file
 */
public record SweepPlan(
        LoadPlan base,
        ConcurrencySpec conc,
        boolean refine,
        int repeats,
        Pick pick,
        double kneeRatio,
        int baselineC,
        Gates gates,
        RequestSpec reference,
        Path refFromJson) {

    /** How the sweet spot is chosen. */
    public enum Pick {
        /** The smallest level that reaches {@link SweepPlan#kneeRatio()} of the peak. */
        KNEE,
        /** The highest throughput over squared spread, {@code rps / (p99/p50)²}. */
        SCORE,
        /** The peak of the Universal Scalability Law fitted to the levels. */
        USL
    }

    /**
     * Limits; a level beyond one of them is disqualified. Null where the user gave none and the sweep's own rule counts.
     *
     * @param maxSpread of p99/p50
     * @param maxP999Ratio of p99.9/p50
     * @param maxErrors of the error rate, 0..1, non-2xx included
     * @param maxTailMult of p99 over the baseline's p99
     * @param maxOverheadPct of p99 over the reference's, percent; paired only
     * @param maxRpsDeficitPct of throughput below the reference's, percent; paired only
     */
    public record Gates(
            Double maxSpread,
            Double maxP999Ratio,
            Double maxErrors,
            Double maxTailMult,
            Double maxOverheadPct,
            Double maxRpsDeficitPct) {}
}
