// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a reader should know about a result, in words. Pure functions of the result.
 *
 * <p>Thresholds on error rate, spread, tail, outliers and queueing are those of the original vastar. A rule that needs a
 * percentile says nothing when the sample cannot support it.
 *
 * <p>What held up the load generator itself comes first, and what it explains is not said of the target. At most
 * three insights lead, worst first, and of those about one shape of the latencies only one; others are notes.
 */
public final class InsightRules {
    private static final int MOST_LEADING = 3;
    private static final Set<String> HELD_UP = Set.of("user-code", "stall", "gc-pause");
    private static final Set<String> SHAPE = Set.of("spread", "tail", "outliers", "queueing");

    private InsightRules() {}

    /** All insights: what leads, then the others about answers, latency and connections. */
    public static List<Insight> of(TrialResult result) {
        return of(result, null);
    }

    /**
     * As {@link #of(TrialResult)}, and what the plan says about them.
     *
     * @param plan what was run; null when unknown
     */
    public static List<Insight> of(TrialResult result, LoadPlan plan) {
        List<Insight> insights = new ArrayList<>();
        GeneratorInsights.addTo(insights, result);
        ResponseInsights.addTo(insights, result);
        ScheduleInsights.addTo(insights, result);
        LoadInsights.addTo(insights, result, plan);
        LatencyInsights.addTo(insights, result);
        ConnectionInsights.addTo(insights, result);
        return led(insights);
    }

    private static List<Insight> led(List<Insight> insights) {
        List<Insight> leading = new ArrayList<>();
        List<Insight> others = new ArrayList<>();
        insights.stream()
                .filter(insight -> insight.level() == Insight.Level.WARNING && HELD_UP.contains(insight.code()))
                .findFirst()
                .ifPresent(leading::add);
        boolean shape = false;
        for (Insight.Level level : List.of(Insight.Level.CRITICAL, Insight.Level.WARNING)) {
            for (Insight insight : insights) {
                boolean again = shape && SHAPE.contains(insight.code());
                if (insight.level() == level && leading.size() < MOST_LEADING && !again && !leading.contains(insight)) {
                    leading.add(insight);
                    shape |= SHAPE.contains(insight.code());
                }
            }
        }
        for (Insight insight : insights) {
            if (!leading.contains(insight)) {
                others.add(
                        insight.level().compareTo(Insight.Level.NOTE) <= 0
                                ? insight
                                : new Insight(insight.code(), Insight.Level.NOTE, insight.text()));
            }
        }
        leading.addAll(others);
        return List.copyOf(leading);
    }
}
