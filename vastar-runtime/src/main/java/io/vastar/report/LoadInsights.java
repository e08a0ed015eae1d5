// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.CheckRow;
import java.util.List;

/** What checks, the load test's own code and the pauses of its users say about the numbers. */
final class LoadInsights {
    private LoadInsights() {}

    /** @param plan null when unknown */
    static void addTo(List<Insight> insights, TrialResult result, LoadPlan plan) {
        checks(insights, result.detail());
        code(insights, result.detail());
        if (LoadFacts.pauses(plan)) {
            insights.add(new Insight(
                    "paced",
                    Insight.Level.NOTE,
                    "Users pause on purpose (think time, pacing or a limit for each), so requests/sec say how many users"
                            + " there were rather than what the target can do: compare latencies, or use --rate."));
        }
    }

    private static void checks(List<Insight> insights, TrialResult.Detail detail) {
        long failed = detail.failedChecks();
        if (failed == 0) {
            return;
        }
        long all = 0;
        CheckRow worst = null;
        for (CheckRow check : detail.checks()) {
            all += check.passed() + check.failed();
            worst = worst == null || check.failed() > worst.failed() ? check : worst;
        }
        insights.add(new Insight(
                "checks-failed",
                Insight.Level.CRITICAL,
                failed + " of " + Units.count(all, "check") + " failed, "
                        + (worst.failed() == failed ? "all" : worst.failed()) + " of them \""
                        + Units.printable(worst.name()) + "\": the target answered, but not what was expected."));
    }

    private static void code(List<Insight> insights, TrialResult.Detail detail) {
        long thrown = 0;
        for (TrialResult.ErrorRow row : detail.codeFailures()) {
            thrown += row.count();
        }
        if (thrown > 0) {
            insights.add(new Insight(
                    "code-failed",
                    Insight.Level.CRITICAL,
                    "The load test's own code failed " + Units.count(thrown, "time")
                            + ", so less was sent than it says; see the first stack traces."));
        }
    }
}
