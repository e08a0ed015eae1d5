// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the target is compared with in a paired sweep: measured beside it, read from a file, or nothing. */
final class Reference {
    private final SweepPlan plan;
    private final Trials trials;
    private final CachedReference cached;
    private final List<String> nearest = new ArrayList<>();
    private ReferencePoint baseline;

    /** @throws io.vastar.spi.ConfigurationException when the plan names a file that cannot be used */
    Reference(SweepPlan plan, Trials trials) {
        this.plan = plan;
        this.trials = trials;
        cached = plan.refFromJson() == null ? null : CachedReference.read(plan.refFromJson());
    }

    void warmUp() {
        if (plan.reference() != null) {
            trials.warmUp(plan.reference());
        }
    }

    /** Like {@link #at}, for the concurrency of the baseline. */
    ReferencePoint atBaseline() {
        baseline = at(plan.baselineConcurrency());
        return baseline;
    }

    /** The reference at a level, the nearest one of a cached reference; null when there is none. */
    ReferencePoint at(int concurrency) {
        if (cached != null) {
            ReferencePoint point = cached.at(concurrency);
            if (point.concurrency() != concurrency) {
                nearest.add("c=" + concurrency + " with c=" + point.concurrency());
            }
            return point;
        }
        if (plan.reference() == null) {
            return null;
        }
        List<Measurement> runs = trials.run(SweepListener.Kind.REFERENCE, plan.reference(), concurrency);
        return runs.isEmpty() ? null : ReferencePoint.of(Trials.median(runs));
    }

    /** Which levels were compared with another one; null when none was. */
    String note() {
        return nearest.isEmpty() ? null : "reference: the nearest cached level was used, " + String.join(", ", nearest);
    }

    /** The paired part of the result; null when the sweep is not paired. */
    PairedResult result(GateRules gates) {
        if (!plan.paired()) {
            return null;
        }
        boolean live = cached == null;
        return new PairedResult(
                live ? plan.reference().url() : cached.url(),
                live ? plan.reference().method().toUpperCase(Locale.ROOT) : cached.method(),
                live ? PairedResult.Source.LIVE : PairedResult.Source.CACHED,
                baseline,
                gates.maxOverheadPercent(),
                gates.maxRpsDeficitPercent());
    }
}
