// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.percent;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** What the load generator's own health says about the numbers. */
final class GeneratorInsights {
    private static final long SHORTEST_PAUSE_NS = 500_000;

    /** Share of the latency from which on the way between threads is worth a word. */
    private static final double HAND_OFF_SHARE = 0.1;

    private GeneratorInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        busy(insights, result.health());
        ceiling(insights, result);
        handOffs(insights, result);
        TrialResult.Health health = result.health();
        pause(
                insights,
                result,
                "stall",
                "An I/O thread of the load generator stalled for ",
                health.longestStallNs(),
                1);
        if (health.gcCount() > 0) {
            pause(
                    insights,
                    result,
                    "gc-pause",
                    "Garbage collection paused the load generator " + Units.count(health.gcCount(), "time")
                            + ", on average for ",
                    health.gcPauseNs() / health.gcCount(),
                    health.gcCount());
        }
    }

    private static void busy(List<Insight> insights, TrialResult.Health health) {
        if (GeneratorBound.busy(health)) {
            insights.add(new Insight(
                    "generator-busy",
                    Insight.Level.WARNING,
                    "The load generator may be the bottleneck: its busiest I/O thread of "
                            + health.threads() + " worked " + percent(Math.min(1, health.busyShare()))
                            + " of the time, so the target may be faster than measured"
                            + "; add --threads or a core, or run the generator on another machine."));
        }
    }

    private static void ceiling(List<Insight> insights, TrialResult result) {
        if (GeneratorBound.nearCeiling(result)) {
            double ceiling = result.health().ceilingPerSec();
            double share = result.requestsPerSec() / ceiling;
            insights.add(new Insight(
                    "generator-ceiling",
                    Insight.Level.WARNING,
                    "The load generator is near its ceiling: " + Units.format("%.0f", result.requestsPerSec())
                            + " requests/s are " + percent(Math.max(share, 0)) + " of the "
                            + Units.format("%.0f", ceiling)
                            + "/s that its I/O threads can do on this machine"
                            + "; add --threads or a core before you blame the target."));
        }
    }

    private static void handOffs(List<Insight> insights, TrialResult result) {
        TrialResult.HandOffs handOffs = result.detail().handOffs();
        if (handOffs == null) {
            return;
        }
        OptionalLong handOff = Percentile.P50.valueNs(handOffs.inIteration());
        OptionalLong latency = Percentile.P50.valueNs(result.service());
        if (handOff.isEmpty() || latency.isEmpty()) {
            return;
        }
        double share = (double) handOff.getAsLong() / latency.getAsLong();
        if (share > HAND_OFF_SHARE) {
            insights.add(new Insight(
                    "hand-off",
                    Insight.Level.WARNING,
                    "Going between the I/O threads and users' threads takes " + duration(handOff.getAsLong())
                            + " of an iteration, " + percent(Math.min(1, share)) + " of its p50 of "
                            + duration(latency.getAsLong()) + ": that is the load generator's, not the target's"
                            + "; judge the target by the rows of requests and measured parts, or write @Step methods,"
                            + " which run on the I/O thread."));
        }
    }

    /**
     * A pause of the generator delays at most the exchanges in flight, and counts as latency of the target. It matters
     * for the percentiles beyond which as many samples lie as pauses can have touched.
     */
    private static void pause(
            List<Insight> insights, TrialResult result, String code, String what, long pauseNs, long pauses) {
        Histogram service = result.service();
        long samples = service.getTotalCount();
        if (pauseNs < SHORTEST_PAUSE_NS || samples == 0) {
            return;
        }
        double touched = (double) pauses * result.concurrency() / samples;
        Percentile from = touched >= 0.01 ? Percentile.P99 : touched >= 0.001 ? Percentile.P999 : Percentile.P9999;
        OptionalLong percentile = from.valueNs(service);
        long valueNs = percentile.orElse(service.getMaxValue());
        if (pauseNs <= valueNs / 2) {
            return;
        }
        String against = percentile.isPresent() ? "p" + from.label().replace("%", "") : "slowest response";
        boolean matters = from != Percentile.P9999;
        insights.add(new Insight(
                code,
                matters ? Insight.Level.WARNING : Insight.Level.NOTE,
                what + duration(pauseNs) + ", against a " + against + " of " + duration(valueNs) + ": "
                        + (matters && percentile.isPresent()
                                ? "from there on the latencies"
                                : "the very slowest requests")
                        + " may be the generator's, not the target's; give it an idle core (--pin), or run longer."));
    }
}
