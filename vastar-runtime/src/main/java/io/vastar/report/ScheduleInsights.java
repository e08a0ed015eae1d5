// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.percent;
import static io.vastar.report.Units.rate;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import java.util.List;
import java.util.OptionalLong;

/** What a schedule, checks and a scenario's code say about the numbers. */
final class ScheduleInsights {
    /** Share of the schedule below which it counts as not kept. */
    static final double REACHED = 0.99;

    private static final double HIDDEN = 2;

    private ScheduleInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        Arrivals arrivals = result.detail().arrivals();
        if (arrivals != null && arrivals.due() > 0) {
            missed(insights, arrivals, GeneratorBound.busy(result.health()));
            hidden(insights, result, arrivals);
        }
        long failed = result.detail().failedChecks();
        if (failed > 0) {
            insights.add(new Insight(
                    "checks-failed",
                    Insight.Level.CRITICAL,
                    Units.count(failed, "check") + " failed: the target answered, but not what was expected."));
        }
        long thrown = 0;
        for (TrialResult.ErrorRow row : result.detail().codeFailures()) {
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

    private static void missed(List<Insight> insights, Arrivals arrivals, boolean busy) {
        double reached = (double) arrivals.started() / arrivals.due();
        if (reached >= REACHED) {
            return;
        }
        String cause;
        if (busy) {
            cause = "the load generator was busy all the time; add --threads or a core";
        } else if (arrivals.peakInFlight() >= arrivals.maxConcurrency()) {
            cause = arrivals.maxConcurrency() + " were in flight, which is the limit: the target is too slow for this"
                    + " rate, or --max-concurrency too low";
        } else {
            cause = "connections did not open in time";
        }
        insights.add(new Insight(
                "rate-not-reached",
                Insight.Level.CRITICAL,
                "The target rate was not reached: " + rate(arrivals.achievedPerSec()) + " of "
                        + rate(arrivals.targetPerSec()) + "/s (" + percent(reached) + "), for " + cause + ". "
                        + Units.count(arrivals.backlogAtEnd(), "arrival")
                        + " never started and would have waited longest, so response times are lower bounds."));
    }

    private static void hidden(List<Insight> insights, TrialResult result, Arrivals arrivals) {
        OptionalLong response = Percentile.P99.valueNs(arrivals.response());
        OptionalLong service = Percentile.P99.valueNs(result.service());
        if (response.isPresent()
                && service.isPresent()
                && response.getAsLong() > HIDDEN * service.getAsLong()
                && response.getAsLong() - service.getAsLong() > 1_000_000) {
            insights.add(new Insight(
                    "coordinated-omission",
                    Insight.Level.WARNING,
                    "Arrivals queued: p99 is " + duration(response.getAsLong()) + " from the moment the schedule wanted"
                            + " the request, and " + duration(service.getAsLong()) + " from the moment it was sent. A"
                            + " closed model would have shown only the second (coordinated omission)."));
        }
    }
}
