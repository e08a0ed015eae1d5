// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reader should know before trusting the numbers of a sweep; one line each. */
final class Doubts {
    private static final long SHORT_NS = 100_000_000;
    private static final int MOST_NAMED = 4;

    private Doubts() {}

    static List<String> about(
            GateRules gates, SweepPoint baseline, List<SweepPoint> points, SweetSpot spot, UslFit usl, boolean paired) {
        List<String> doubts = new ArrayList<>();
        if (baseline.rps() > 0 && !gates.healthy(baseline.median())) {
            doubts.add(say(
                    "baseline: errors=%.1f%%, so no level was judged by its p99",
                    baseline.median().errorRate() * 100));
        }
        generator(points, spot, doubts);
        coverage(points, spot, usl, doubts);
        if (paired) {
            references(gates, points, doubts);
        }
        samples(points, doubts);
        return doubts;
    }

    private static void generator(List<SweepPoint> points, SweetSpot spot, List<String> doubts) {
        if (spot.point() != null && spot.point().median().generatorBound()) {
            doubts.add(say(
                    "generator: its I/O thread was %.0f%% busy at c=%d, so the target may reach more; use more threads"
                            + " (--threads) or another machine for the load",
                    spot.point().median().health().busyShare() * 100, spot.concurrency()));
            return;
        }
        String bound = levels(
                points.stream().filter(point -> point.median().generatorBound()).toList());
        if (!bound.isEmpty()) {
            doubts.add("generator: it was the limit at " + bound + ", so the target may reach more there");
        }
    }

    private static void coverage(List<SweepPoint> points, SweetSpot spot, UslFit usl, List<String> doubts) {
        if (spot.point() == null || points.size() < 2) {
            return;
        }
        int lowest = points.get(0).concurrency();
        int highest = points.get(points.size() - 1).concurrency();
        if (spot.method() != SweetSpot.Method.FALLBACK && spot.concurrency() == lowest && lowest > 2) {
            doubts.add("the sweet spot is the lowest level, so a lower one may do as well");
        } else if (spot.peakConcurrency() == highest && spot.point().qualified()) {
            doubts.add("throughput peaks at the highest level, c=" + highest + ", so a higher one may reach more");
        }
        if (usl != null && usl.peakConcurrency() != null && usl.peakConcurrency() > highest) {
            doubts.add(say("usl: the predicted peak, c=%.0f, lies above the levels measured", usl.peakConcurrency()));
        }
    }

    private static void references(GateRules gates, List<SweepPoint> points, List<String> doubts) {
        String ill = levels(points.stream()
                .filter(point -> point.reference() != null
                        && point.reference().errorRate() != null
                        && point.reference().errorRate() > gates.maxErrors())
                .toList());
        if (!ill.isEmpty()) {
            doubts.add(say(
                    "reference: over %.1f%% errors at %s, so the overhead there is not meaningful",
                    gates.maxErrors() * 100, ill));
        }
    }

    private static void samples(List<SweepPoint> points, List<String> doubts) {
        String brief = levels(points.stream()
                .filter(point -> point.rps() > 0 && point.median().elapsedNs() < SHORT_NS)
                .toList());
        if (!brief.isEmpty()) {
            doubts.add("short: under 0.1 s measured at " + brief + "; use -z 2s or a larger -n for steadier numbers");
        }
        String few = levels(points.stream()
                .filter(point -> point.median().samples() > 0 && !point.median().supportsP999())
                .toList());
        if (!few.isEmpty()) {
            doubts.add("p99.9: fewer than 1000 samples at " + few + ", so it is the slowest one there");
        }
    }

    /** The levels by name, or by number where there are many. */
    private static String levels(List<SweepPoint> points) {
        return points.size() > MOST_NAMED
                ? points.size() + " levels, from c=" + points.get(0).concurrency() + " on"
                : points.stream().map(point -> "c=" + point.concurrency()).collect(Collectors.joining(", "));
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
