// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.SweepNumbers.digits;
import static io.vastar.report.SweepNumbers.duration;
import static io.vastar.report.SweepNumbers.shown;

import io.vastar.sweep.Environment;
import io.vastar.sweep.Measurement;
import io.vastar.sweep.PairedResult;
import io.vastar.sweep.ReferencePoint;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import io.vastar.sweep.SweetSpot;
import io.vastar.sweep.UslFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sweep for people: calibration, the table of levels, the sweet spot, and what to know before trusting it. */
public final class SweepText {
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[1;32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";
    private static final String WIDE_LABEL = "  %-24s";
    private static final String LABEL = "  %-14s";

    private final SweepResult result;
    private final boolean color;
    private final StringBuilder text = new StringBuilder();

    private SweepText(SweepResult result, boolean color) {
        this.result = result;
        this.color = color;
    }

    /**
     * The whole report, with a newline at its end.
     *
     * @param color whether to use ANSI colours; without, there is no escape sequence in it
     */
    public static String text(SweepResult result, boolean color) {
        SweepText writer = new SweepText(result, color);
        writer.header();
        writer.table();
        writer.sweetSpot();
        return writer.text.toString();
    }

    private void header() {
        line("");
        line(painted(
                BOLD,
                "━━━ vastar sweep — "
                        + result.plan().base().request().method().toUpperCase(Locale.ROOT) + " "
                        + shown(result.plan().base().request().url()) + " ━━━"));
        line("");
        Measurement baseline = result.baseline().median();
        line(say(WIDE_LABEL, "Calibration (c=" + result.baseline().concurrency() + "):")
                + summary(baseline.rps(), baseline.p50Ns(), baseline.p99Ns()));
        PairedResult paired = result.paired();
        if (paired != null) {
            ReferencePoint reference = paired.baseline();
            String source = paired.source().name().toLowerCase(Locale.ROOT);
            line(say(
                            WIDE_LABEL,
                            "Reference (c="
                                    + (reference == null
                                            ? result.plan().baselineConcurrency()
                                            : reference.concurrency())
                                    + ", "
                                    + source + "):")
                    + (reference == null
                            ? "not measured"
                            : summary(reference.rps(), reference.p50Ms() * 1e6, reference.p99Ms() * 1e6)));
            line(say(WIDE_LABEL, "Overhead gate:")
                    + say(
                            "p99 at most %s%% over, throughput at most %s%% under %s",
                            plainNumber(paired.maxOverheadPercent()),
                            plainNumber(paired.maxRpsDeficitPercent()),
                            shown(paired.url())));
        }
        line(say(WIDE_LABEL, "Machine:") + machine(result.environment()));
        line("");
    }

    private void table() {
        if (result.points().isEmpty()) {
            return;
        }
        boolean paired = result.paired() != null;
        SweepTable table = new SweepTable(
                paired
                        ? List.of("c", "tgt rps", "tgt p99", "ref rps", "ref p99", "overhead", "verdict")
                        : List.of("c", "rps", "p50", "p95", "p99", "p99.9", "score", "verdict"));
        for (SweepPoint point : result.points()) {
            table.add(paired ? pairedRow(point) : row(point));
        }
        int refined = (int) result.points().stream().filter(SweepPoint::refined).count();
        line("  Sweep (" + count(result.points().size(), "point")
                + (refined > 0 ? ", " + refined + " of them refined (+)" : "")
                + (result.plan().settles() ? ", median of 2 to 4 runs each" : "")
                + (result.plan().repeats() > 1 ? ", " + result.plan().repeats() + " repeats each, median" : "")
                + (result.interrupted() ? ", interrupted" : "") + "):");
        List<String> lines = table.lines();
        line(lines.get(0));
        line(lines.get(1));
        for (int i = 0; i < result.points().size(); i++) {
            line(painted(paint(result.points().get(i)), lines.get(i + 2)));
        }
        line("");
    }

    private List<String> row(SweepPoint point) {
        Measurement median = point.median();
        return List.of(
                level(point),
                digits(point.rps()),
                duration(median.p50Ns()),
                duration(median.p95Ns()),
                duration(median.p99Ns()),
                duration(median.p999Ns()) + (median.samples() > 0 && !median.supportsP999() ? "*" : ""),
                point.qualified() ? say("%.0f", median.score()) : "—",
                verdict(point));
    }

    private List<String> pairedRow(SweepPoint point) {
        ReferencePoint reference = point.reference();
        return List.of(
                level(point),
                digits(point.rps()),
                duration(point.median().p99Ns()),
                reference == null ? "—" : digits(reference.rps()),
                reference == null ? "—" : duration(reference.p99Ms() * 1e6),
                point.overheadPct() == null ? "—" : say("%+.1f%%", point.overheadPct()),
                verdict(point));
    }

    private static String level(SweepPoint point) {
        return point.concurrency() + (point.refined() ? "+" : "");
    }

    private String verdict(SweepPoint point) {
        List<String> parts = new ArrayList<>();
        if (!point.qualified()) {
            parts.add("DISQ (" + point.disqualified() + ")");
        }
        if (point == result.sweetSpot().point()) {
            parts.add(point.qualified() ? "← sweet spot" : "← fallback");
        }
        if (point.median().generatorBound()) {
            parts.add("generator-bound");
        }
        return String.join("  ", parts);
    }

    private String paint(SweepPoint point) {
        if (!point.qualified()) {
            return RED;
        }
        return point == result.sweetSpot().point() ? GREEN : point.median().generatorBound() ? YELLOW : "";
    }

    private void sweetSpot() {
        SweetSpot spot = result.sweetSpot();
        SweepPoint point = spot.point();
        if (point == null) {
            line(painted(RED, "━━━ Sweet spot: NONE ━━━"));
        } else {
            String fallback = spot.method() == SweetSpot.Method.FALLBACK ? " (fallback, no level qualified)" : "";
            line(painted(
                    point.qualified() ? GREEN : RED, "━━━ Sweet spot: c=" + spot.concurrency() + fallback + " ━━━"));
            long baselineP99Ns = result.baseline().median().p99Ns();
            line(say(LABEL, "Throughput:")
                    + say(
                            "%s req/s (%.1f%% of peak %s @ c=%d)",
                            digits(point.rps()),
                            spot.peakRps() > 0 ? point.rps() / spot.peakRps() * 100 : 0,
                            digits(spot.peakRps()),
                            spot.peakConcurrency()));
            line(say(LABEL, "Latency p99:")
                    + duration(point.median().p99Ns())
                    + (baselineP99Ns == 0
                            ? ""
                            : say(
                                    " (%s× baseline c=%d)",
                                    digits((double) point.median().p99Ns() / baselineP99Ns),
                                    result.baseline().concurrency())));
        }
        line(say(LABEL, "Strategy:") + strategy(spot));
        line(say(LABEL, "Reasoning:") + spot.reasoning());
        if (result.usl() != null) {
            line(say(LABEL, "USL:") + usl(result.usl()));
        }
        listed("Little's law:", littleGaps());
        listed("Notes:", result.notes());
    }

    private String strategy(SweetSpot spot) {
        String name = spot.method().name().toLowerCase(Locale.ROOT);
        return switch (spot.method()) {
            case KNEE, USL -> name + "@" + plainNumber(result.plan().kneeRatio() * 100) + "%";
            default -> name;
        };
    }

    private static String usl(UslFit usl) {
        String parameters = say(
                "λ=%s/s  σ=%.4f  κ=%.3g  R²=%.3f; ", digits(usl.lambda()), usl.sigma(), usl.kappa(), usl.rSquared());
        return parameters
                + (usl.peakConcurrency() == null
                        ? "no peak predicted, coherency (κ) is negligible"
                        : say("predicted peak %s req/s @ c=%.0f", digits(usl.peakRps()), usl.peakConcurrency()));
    }

    private List<String> littleGaps() {
        return result.points().stream()
                .filter(point -> !point.little().holds())
                .map(point -> say(
                        "c=%d: %s in flight on average (%+.1f%%): %s",
                        point.concurrency(),
                        digits(point.little().inFlight()),
                        point.little().gapPct(),
                        point.little().cause()))
                .toList();
    }

    private void listed(String label, List<String> items) {
        for (int i = 0; i < items.size(); i++) {
            line(say(LABEL, i == 0 ? label : "") + items.get(i));
        }
    }

    private static String summary(double rps, double p50Ns, double p99Ns) {
        return say("rps=%-9s p50=%-8s p99=%s", digits(rps), duration(p50Ns), duration(p99Ns));
    }

    private static String machine(Environment environment) {
        String cores = environment.physicalCores() == null
                ? count(environment.logicalCores(), "logical core")
                : environment.physicalCores() + " physical / " + count(environment.logicalCores(), "logical core");
        return cores + ", "
                + (environment.ramMb() >= 10_000
                        ? say("%.0f GB RAM", environment.ramMb() / 1024.0)
                        : environment.ramMb() + " MB RAM");
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String plainNumber(double value) {
        return SweepNumbers.fixed(value, 2).stripTrailingZeros().toPlainString();
    }

    private String painted(String paint, String line) {
        return color && !paint.isEmpty() ? paint + line + PLAIN : line;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
