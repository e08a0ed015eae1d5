// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.rate;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import java.util.List;
import java.util.OptionalLong;

/** What a schedule, and how it was kept, says about the numbers. */
final class ScheduleInsights {
    /** Share of the schedule below which it counts as not kept. */
    static final double REACHED = 0.99;

    private static final double HIDDEN = 2;

    /** Arrivals that wait no longer than this when the run ends are no queue. */
    private static final double WAITING_SECONDS = 0.01;

    private ScheduleInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        Arrivals arrivals = result.detail().arrivals();
        if (arrivals != null && arrivals.due() > 0) {
            missed(insights, result, arrivals);
            backlog(insights, arrivals);
            hidden(insights, result, arrivals);
        }
    }

    /** Share of the arrivals that were due which did start; 1 when none was due. */
    static double reached(Arrivals arrivals) {
        return arrivals.due() == 0 ? 1 : (double) arrivals.started() / arrivals.due();
    }

    /** {@link #reached} in percent; only what is all reads 100%. */
    static String reachedText(Arrivals arrivals) {
        double share = reached(arrivals);
        return share == 1 ? "100%" : Units.format("%.2f%%", Math.floor(share * 10_000) / 100);
    }

    private static void missed(List<Insight> insights, TrialResult result, Arrivals arrivals) {
        TrialResult.Health health = result.health();
        double reached = reached(arrivals);
        if (reached >= REACHED) {
            return;
        }
        String cause;
        if (GeneratorBound.heldByCode(health)) {
            cause = "The load test's own code held up the load generator";
        } else if (GeneratorBound.busy(health)) {
            cause = "The load generator was busy all the time; add --threads or a core";
        } else if (health.delays().longTurnsNs() >= (1 - reached) * arrivals.windowNs()) {
            cause = "The load generator itself stood still for "
                    + duration(health.delays().longTurnsNs()) + " in all";
        } else if (arrivals.peakInFlight() >= arrivals.maxConcurrency()) {
            cause = arrivals.maxConcurrency() + " were in flight, which is the limit: the target is too slow for this"
                    + " rate, or the limit too low; raise --max-concurrency to see which";
        } else {
            cause = "Neither the limit of those in flight nor the work of the load generator explains it: connections"
                    + " opened too late, or an I/O thread stood still (at most for "
                    + duration(health.longestStallNs()) + ")";
        }
        insights.add(new Insight(
                "rate-not-reached",
                Insight.Level.CRITICAL,
                "The target rate was not reached: " + rate(arrivals.achievedPerSec()) + " of "
                        + rate(arrivals.targetPerSec()) + "/s (" + reachedText(arrivals) + "). " + cause + ". "
                        + Units.count(arrivals.backlogAtEnd(), "arrival")
                        + " never started and would have waited longest, so response times are lower bounds."));
    }

    private static void backlog(List<Insight> insights, Arrivals arrivals) {
        long waiting = arrivals.backlogAtEnd();
        if (reached(arrivals) < REACHED
                || waiting < arrivals.targetPerSec() * WAITING_SECONDS
                || waiting * 2 < arrivals.peakBacklog()
                || waiting == 0) {
            return;
        }
        insights.add(new Insight(
                "backlog-at-end",
                Insight.Level.WARNING,
                Units.count(waiting, "arrival") + " still waited when the run ended, of " + arrivals.peakBacklog()
                        + " at most: the backlog was growing, so percentiles of the response time are lower bounds; run"
                        + " longer to see whether the target keeps up."));
    }

    private static void hidden(List<Insight> insights, TrialResult result, Arrivals arrivals) {
        OptionalLong response = Percentile.P99.valueNs(arrivals.response());
        OptionalLong service = Percentile.P99.valueNs(result.service());
        if (response.isPresent()
                && service.isPresent()
                && response.getAsLong() > HIDDEN * service.getAsLong()
                && response.getAsLong() - service.getAsLong() > 1_000_000
                && !GeneratorBound.explains(result, 0.01, response.getAsLong())) {
            insights.add(new Insight(
                    "coordinated-omission",
                    Insight.Level.WARNING,
                    "Arrivals queued: p99 is " + duration(response.getAsLong()) + " from the moment the schedule wanted"
                            + " the request, and " + duration(service.getAsLong()) + " from the moment it was sent. A"
                            + " closed model would have shown only the second (coordinated omission)."));
        }
    }
}
