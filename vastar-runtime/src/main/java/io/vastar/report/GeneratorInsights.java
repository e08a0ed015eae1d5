// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.percent;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import io.vastar.record.UserCode;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** What the load generator's own health says about the numbers. */
final class GeneratorInsights {
    private static final long SHORTEST_PAUSE_NS = 500_000;

    /** Shorter ones are noise of any machine. */
    private static final long NOTABLE_PAUSE_NS = 5_000_000;

    /** From here on, and from this part of the run on, a pause lowers the rate as well. */
    private static final long LONG_PAUSE_NS = 100_000_000;

    private static final double NOTABLE_PART = 0.02;
    private static final double HELD_SHARE = 0.01;
    private static final double BUSY_WITH_CODE = 0.7;

    /** Share of the latency from which on the way between threads is worth a word. */
    private static final double HAND_OFF_SHARE = 0.1;

    private GeneratorInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        userCode(insights, result.health());
        busy(insights, result.health());
        ceiling(insights, result);
        held(insights, result);
        handOffs(insights, result);
    }

    /** Worth a line from a hundredth of the time on: so many responses can have waited for it, as many as make a p99. */
    private static void userCode(List<Insight> insights, TrialResult.Health health) {
        UserCode code = health.delays().code();
        boolean holdsUp = code.heldShare() >= HELD_SHARE;
        boolean computes = health.busyShare() >= BUSY_WITH_CODE && code.share() >= health.busyShare() / 2;
        if (holdsUp || computes) {
            insights.add(new Insight(
                    "user-code",
                    Insight.Level.WARNING,
                    "The load test's own code held an I/O thread for " + percent(code.share()) + " of the time, "
                            + percent(code.mostShare()) + " of that in " + code.mostIn() + " ("
                            + duration(code.meanNs())
                            + " a call): meanwhile the other users of the thread wait, and that"
                            + " counts as latency of the target; move the slow part out of the step, or make it a"
                            + " @Scenario method, which may block."));
        }
    }

    /** The longest turn by its cause, and collections apart from it where they were something else. */
    private static void held(List<Insight> insights, TrialResult result) {
        TrialResult.Health health = result.health();
        long longestNs = health.longestStallNs();
        boolean byGc = health.delays().longestGcNs() * 2 >= longestNs;
        boolean byCode = health.delays().longestCodeNs() * 2 >= longestNs;
        long pauses = Math.max(1, health.delays().longTurns() / Math.max(1, health.threads()));
        if (longestNs > 0 && byGc) {
            pause(
                    insights,
                    result,
                    "gc-pause",
                    "A garbage collection stopped the load generator for ",
                    longestNs,
                    Math.max(1, health.gcCount()),
                    "allocate less in steps, give it a larger heap (-Xmx), or run longer");
            return;
        }
        if (!byCode || health.delays().code().heldShare() < HELD_SHARE) {
            pause(
                    insights,
                    result,
                    "stall",
                    byCode
                            ? "The load test's own code kept an I/O thread for "
                            : "An I/O thread of the load generator stalled for ",
                    longestNs,
                    pauses,
                    byCode
                            ? "move the slow part out of the step, or make it a @Scenario method, which may block"
                            : "give it an idle core (--pin), or run longer");
        }
        if (health.gcCount() > 0) {
            pause(
                    insights,
                    result,
                    "gc-pause",
                    "Garbage collection paused the load generator " + Units.count(health.gcCount(), "time")
                            + ", on average for ",
                    health.gcPauseNs() / health.gcCount(),
                    health.gcCount(),
                    "give it a larger heap (-Xmx), or run longer");
        }
    }

    private static void busy(List<Insight> insights, TrialResult.Health health) {
        if (health.busyShare() >= GeneratorBound.BUSY
                && !insights.stream().anyMatch(one -> one.code().equals("user-code"))) {
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
        if (GeneratorBound.nearCeiling(result) && !GeneratorBound.busy(result.health())) {
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
        Histogram iterations = handOffs.inIteration().copy();
        iterations.reset();
        result.detail().transactions().forEach(row -> iterations.add(row.service()));
        OptionalLong handOff = Percentile.P50.valueNs(handOffs.inIteration());
        OptionalLong latency = Percentile.P50.valueNs(iterations);
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
     * A pause of the generator delays the exchanges in flight, and in an open model those that are due meanwhile, and counts
     * as latency of the target. It matters for the percentiles beyond which as many samples lie as pauses can have touched,
     * and for the rate when it took a notable part of the run.
     */
    private static void pause(
            List<Insight> insights,
            TrialResult result,
            String code,
            String what,
            long pauseNs,
            long pauses,
            String advice) {
        Histogram latency = LoadFacts.latency(result);
        long samples = latency.getTotalCount();
        if (pauseNs < SHORTEST_PAUSE_NS || samples == 0) {
            return;
        }
        boolean slowed = pauseNs >= LONG_PAUSE_NS && pauseNs >= NOTABLE_PART * result.elapsedNs();
        double touched = LoadFacts.isOpen(result)
                ? Math.max((double) pauses / samples, GeneratorBound.touchedShare(result))
                : (double) pauses * result.concurrency() / samples;
        Percentile from = touched >= 0.01 ? Percentile.P99 : touched >= 0.001 ? Percentile.P999 : Percentile.P9999;
        OptionalLong percentile = from.valueNs(latency);
        long valueNs = percentile.orElse(latency.getMaxValue());
        if (pauseNs <= valueNs / 2 && !slowed) {
            return;
        }
        String against = percentile.isPresent() ? "p" + from.label().replace("%", "") : "slowest response";
        boolean matters = from != Percentile.P9999;
        insights.add(new Insight(
                code,
                matters && pauseNs >= NOTABLE_PAUSE_NS || slowed ? Insight.Level.WARNING : Insight.Level.NOTE,
                what + duration(pauseNs)
                        + (slowed ? " of " + duration(result.elapsedNs()) + ", which lowers the rate" : "")
                        + ", against a " + against + " of " + duration(valueNs) + ": "
                        + (matters && percentile.isPresent()
                                ? "from there on the latencies"
                                : "the very slowest requests")
                        + " may be the generator's, not the target's; "
                        + (slowed && code.equals("stall")
                                ? "the process was stopped or had no core, so run it again on an idle machine"
                                : advice)
                        + "."));
    }
}
