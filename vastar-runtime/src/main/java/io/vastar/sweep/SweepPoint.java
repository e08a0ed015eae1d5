// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import java.util.List;

/**
 * One concurrency level, measured and judged.
 *
 * @param refined whether the level was added by {@code --refine}
 * @param median the run that counts: the median by throughput, whole; of an even number, the lower of the middle two
 * @param runs every run, in order
 * @param disqualified the first gate that the level failed, in words; null when it qualifies
 * @param little the check against Little's law
 * @param reference the reference at this level; null when not paired, or when there is none to compare with
 * @param overheadPct how far p99 lies above the reference's, percent; null without a comparable reference
 * @param rpsDeficitPct how far throughput lies below the reference's, percent; null without a comparable reference
 */
public record SweepPoint(
        int concurrency,
        boolean refined,
        Measurement median,
        List<Measurement> runs,
        String disqualified,
        LittlesLaw little,
        ReferencePoint reference,
        Double overheadPct,
        Double rpsDeficitPct) {

    public SweepPoint {
        runs = List.copyOf(runs);
    }

    public boolean qualified() {
        return disqualified == null;
    }

    public double rps() {
        return median.rps();
    }
}
