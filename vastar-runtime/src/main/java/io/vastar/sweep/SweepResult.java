// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.SweepPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a sweep found out. The reports are written from this and nothing else, so that the same result
 * always gives the same bytes.
 *
 * @param startedEpochMs wall clock at the start of the baseline, for labels only
 * @param baseline the run that the tail is judged by; never disqualified; without responses when the sweep ended there
 * @param points ascending by concurrency
 * @param usl the Universal Scalability Law fitted to the baseline and the levels; null with fewer than three levels
 * @param paired null when there was no reference
 * @param notes settings such as {@code repeats=3}, then one line for each decision and doubt
 * @param interrupted whether the user ended the sweep early; the levels are those that were complete by then
 */
public record SweepResult(
        SweepPlan plan,
        Environment environment,
        long startedEpochMs,
        SweepPoint baseline,
        List<SweepPoint> points,
        SweetSpot sweetSpot,
        UslFit usl,
        PairedResult paired,
        List<String> notes,
        boolean interrupted) {

    public SweepResult {
        points = List.copyOf(points);
        notes = List.copyOf(notes);
    }

    /** Whether at least one level passed every gate. A sweep without one ends with exit code 3. */
    public boolean qualified() {
        return points.stream().anyMatch(SweepPoint::qualified);
    }

    /**
     * Whether not a single request got a complete response, of any code. An interrupted
     * sweep may not have sent any; else such a sweep ends with exit code 4.
     */
    public boolean everyRequestFailed() {
        return Stream.concat(Stream.of(baseline), points.stream())
                .flatMap(point -> point.runs().stream())
                .allMatch(run -> run.counts().responses() == 0);
    }

    /** Why it recommends nothing, in one sentence; null when a level passed every gate, or it was interrupted. */
    public String failure() {
        if (interrupted) {
            return null;
        }
        if (everyRequestFailed()) {
            String unreachable = baseline.median().errors().stream()
                    .filter(error -> error.kind().equals(Measurement.UNREACHABLE))
                    .map(TrialResult.ErrorRow::firstExample)
                    .findFirst()
                    .orElse(null);
            if (unreachable != null) {
                return unreachable;
            }
            return "no request of the sweep got an answer; check that "
                    + RequestSpec.shown(plan.base().request().url()) + " is right and its server running";
        }
        return qualified() ? null : "no level of the sweep passed every gate; the verdicts say which gates they missed";
    }
}
