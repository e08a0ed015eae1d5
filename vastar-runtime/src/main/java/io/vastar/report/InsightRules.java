// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader should know about a result, in words. Pure functions of the result.
 *
 * <p>Thresholds on error rate, spread, tail, outliers and queueing are those of the original vastar. A rule that needs a
 * percentile says nothing when the sample cannot support it.
 */
public final class InsightRules {
    private InsightRules() {}

    /** All insights: about the target's answers, its latency, its connections, then about the load generator. */
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
        ResponseInsights.addTo(insights, result);
        ScheduleInsights.addTo(insights, result);
        LoadInsights.addTo(insights, result, plan);
        LatencyInsights.addTo(insights, result);
        ConnectionInsights.addTo(insights, result);
        GeneratorInsights.addTo(insights, result);
        return List.copyOf(insights);
    }
}
