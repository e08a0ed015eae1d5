// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.percent;
import static io.vastar.report.Units.times;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What the latencies of 2xx responses say: their response times in an open model, else their service times. Where steps are
 * different things, the distribution of all is a matter of their shares: then each rule looks at the step where it is
 * worst, and only warns. What the load generator itself explains is not said of the target, and a gap that nobody would act on
 * leads no report.
 */
final class LatencyInsights {
    private static final long MS = 1_000_000;
    private static final long DELAYED_FROM_NS = 38 * MS;
    private static final long DELAYED_TO_NS = 48 * MS;
    private static final long WHOLE_INTERVAL_NS = 1_000 * MS;
    private static final long AROUND_NS = 10 * MS;
    private static final long FAST_NS = 5 * MS;
    private static final double DELAYED_SHARE = 0.01;
    private static final long DELAYED_SAMPLES = 10;

    private LatencyInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        Histogram latency = LoadFacts.latency(result);
        if (latency.getTotalCount() == 0) {
            return;
        }
        boolean mixed = LoadFacts.isMixed(result);
        List<LatencyRatio.Times> times =
                mixed ? ofEach(result.detail()) : List.of(new LatencyRatio.Times("", latency, result.service()));
        List<Insight> found = new ArrayList<>();
        spread(found, result, LatencyRatio.worst(times, Percentile.P99, Percentile.P50));
        tail(found, result, LatencyRatio.worst(times, Percentile.P99, Percentile.P95));
        outliers(found, result, LatencyRatio.worst(times, Percentile.P999, Percentile.P99));
        queueing(found, result, LatencyRatio.worst(times, Percentile.P95, Percentile.P50));
        for (Insight insight : found) {
            if (!mixed || insight.level() == Insight.Level.WARNING) {
                insights.add(insight);
            }
        }
        times.forEach(one -> delayedAck(insights, result, one));
        rate(insights, result);
        samples(insights, latency.getTotalCount());
    }

    private static List<LatencyRatio.Times> ofEach(TrialResult.Detail detail) {
        boolean ofSteps = !detail.steps().isEmpty();
        boolean anyRequests = detail.steps().stream().anyMatch(LatencyInsights::isOfRequests);
        List<LatencyRatio.Times> times = new ArrayList<>();
        for (TrialResult.Row row : ofSteps ? detail.steps() : detail.transactions()) {
            if (anyRequests && !isOfRequests(row)) {
                continue;
            }
            String where = (ofSteps ? " in step '" : " in '") + row.name() + "'";
            times.add(new LatencyRatio.Times(where, LoadFacts.latency(row), row.service()));
        }
        return times;
    }

    /** Rather than of a part of user code that is measured: beside requests that is hardly what the target does. */
    private static boolean isOfRequests(TrialResult.Row row) {
        return !row.statusCodes().isEmpty();
    }

    private static void spread(List<Insight> insights, TrialResult result, LatencyRatio ratio) {
        if (ratio == null || ratio.value() > 3 && ratio.isOf(result, 0.01)) {
            return;
        }
        double spread = ratio.value();
        String what = ratio.where() + ": p99 is " + times(spread) + " p50";
        if (spread <= 1.5) {
            add(insights, "spread", Insight.Level.GOOD, "Excellent consistency" + what + ".");
        } else if (spread <= 3) {
            add(insights, "spread", Insight.Level.GOOD, "Good consistency" + what + ".");
        } else if (spread <= 5) {
            add(
                    insights,
                    "spread",
                    Insight.Level.NOTE,
                    "Moderate variance" + what + "; compare with a lower " + LoadFacts.load(result) + ".");
        } else {
            add(
                    insights,
                    "spread",
                    ratio.level(),
                    "High variance" + what + "; investigate the target's slow path, or " + LoadFacts.lower(result)
                            + " if requests queue.");
        }
    }

    private static void tail(List<Insight> insights, TrialResult result, LatencyRatio ratio) {
        if (ratio == null || ratio.value() > 1.5 && ratio.isOf(result, 0.01)) {
            return;
        }
        String what = ratio.where() + ": p99 is " + times(ratio.value()) + " p95";
        if (ratio.value() > 2) {
            add(
                    insights,
                    "tail",
                    ratio.level(),
                    "Tail latency problem" + what + " (> 2x); look for locks, cold caches and pauses in the target.");
        } else if (ratio.value() > 1.5) {
            add(insights, "tail", Insight.Level.NOTE, "Mild tail latency" + what + "; watch it as load grows.");
        } else {
            add(insights, "tail", Insight.Level.GOOD, "Clean tail" + what + ".");
        }
    }

    private static void outliers(List<Insight> insights, TrialResult result, LatencyRatio ratio) {
        if (ratio == null || ratio.value() > 2 && ratio.isOf(result, 0.001)) {
            return;
        }
        String what = ratio.where() + ": p99.9 is " + times(ratio.value()) + " p99";
        if (ratio.value() > 3) {
            add(
                    insights,
                    "outliers",
                    ratio.level(),
                    "Severe outliers" + what
                            + " (> 3x); check the target's garbage collection and its infrastructure.");
        } else if (ratio.value() > 2) {
            add(
                    insights,
                    "outliers",
                    Insight.Level.NOTE,
                    "Outliers present" + what + "; check the target's garbage collection if they matter to you.");
        } else {
            add(insights, "outliers", Insight.Level.GOOD, "No significant outliers" + what + ".");
        }
    }

    private static void queueing(List<Insight> insights, TrialResult result, LatencyRatio ratio) {
        if (ratio == null || ratio.value() <= 2 || ratio.isOf(result, 0.05)) {
            return;
        }
        String what = ratio.where() + ": p95 is " + times(ratio.value()) + " p50";
        if (ratio.value() > 3) {
            add(
                    insights,
                    "queueing",
                    ratio.level(),
                    "Queueing or contention detected" + what + " (> 3x); " + LoadFacts.lower(result)
                            + ", or run a sweep to find where the queue begins.");
        } else {
            add(insights, "queueing", Insight.Level.NOTE, "Mild queueing" + what + "; a sweep shows where it begins.");
        }
    }

    /**
     * A second hump around 40 ms beside fast answers: the target sends a response in two small writes, Nagle's algorithm
     * holds the second until the first is acknowledged, and this side's kernel delays that acknowledgement by 40 ms
     * (RFC 1122 §4.2.3.2, RFC 896).
     */
    private static void delayedAck(List<Insight> insights, TrialResult result, LatencyRatio.Times times) {
        Histogram service = times.service();
        long delayed = 0;
        long around = 0;
        Histogram others = new Histogram(service.getNumberOfSignificantValueDigits());
        for (HistogramIterationValue cell : service.recordedValues()) {
            long ns = cell.getValueIteratedTo();
            long count = cell.getCountAddedInThisIterationStep();
            if (ns >= DELAYED_FROM_NS && ns < DELAYED_TO_NS) {
                delayed += count;
                continue;
            }
            others.recordValueWithCount(ns, count);
            if (ns >= DELAYED_FROM_NS - AROUND_NS && ns < DELAYED_TO_NS + AROUND_NS) {
                around += count;
            }
        }
        double share = ResponseInsights.share(delayed, service.getTotalCount());
        OptionalLong usual = Percentile.P50.valueNs(others);
        if (share >= DELAYED_SHARE
                && delayed >= DELAYED_SAMPLES
                && delayed > around
                && usual.isPresent()
                && usual.getAsLong() <= FAST_NS
                && !GeneratorBound.explains(result, share, DELAYED_FROM_NS)) {
            add(
                    insights,
                    "delayed-ack",
                    Insight.Level.WARNING,
                    percent(share)
                            + " of the responses" + times.where() + " took about 40 ms while the others have a p50 of "
                            + duration(usual.getAsLong())
                            + ": the mark of delayed acknowledgements meeting Nagle's algorithm"
                            + "; set TCP_NODELAY on the target, or let it send head and body in one write.");
        }
    }

    private static void rate(List<Insight> insights, TrialResult result) {
        TrialResult.Rate rate = result.rate();
        if (rate.intervals() < 3 || rate.mean() <= 0 || GeneratorBound.explainsRate(result, rate.intervalNs())) {
            return;
        }
        double variation = rate.standardDeviation() / rate.mean();
        if (variation > 0.2) {
            add(
                    insights,
                    "unsteady-rate",
                    rate.intervalNs() < WHOLE_INTERVAL_NS ? Insight.Level.NOTE : Insight.Level.WARNING,
                    "Unsteady throughput: it varies by "
                            + percent(variation) + " from interval to interval (" + Units.rate(rate.min()) + " to "
                            + Units.rate(rate.max())
                            + " per second), so the mean hides phases; run longer, or look for pauses and scaling in the target.");
        }
    }

    private static void samples(List<Insight> insights, long samples) {
        if (samples < Percentile.P99.samplesNeeded()) {
            add(
                    insights,
                    "few-samples",
                    Insight.Level.WARNING,
                    "Too few samples: "
                            + Units.count(samples, "response") + ", p99 needs " + Percentile.P99.samplesNeeded()
                            + "; use a larger -n or a longer -z.");
        } else if (samples < Percentile.P999.samplesNeeded()) {
            add(
                    insights,
                    "few-samples",
                    Insight.Level.NOTE,
                    "Few samples: " + samples + " responses, p99.9 needs " + Percentile.P999.samplesNeeded()
                            + "; use a larger -n or a longer -z if the tail matters.");
        }
    }

    private static void add(List<Insight> insights, String code, Insight.Level level, String text) {
        insights.add(new Insight(code, level, text));
    }
}
