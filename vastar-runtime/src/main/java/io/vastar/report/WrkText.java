// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.format;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * A run in the layout of {@code wrk --latency}. Units are wrk's: {@code us}, {@code ms}, {@code s}; {@code k}, {@code M}
 * of 1000 for rates, {@code K}, {@code M} of 1024 for bytes; a number moves to the next unit at 85 % of it.
 */
public final class WrkText {
    private static final double EARLY = 0.85;
    private static final double TIMEOUT_OF_US = 1e6;
    private static final int CLIENT_ERROR = 400;
    private static final int HIGHEST_CODE = 999;

    private WrkText() {}

    /** @param plan what was run; null when unknown */
    public static String render(TrialResult result, LoadPlan plan) {
        StringBuilder out = new StringBuilder(1024);
        double seconds = result.elapsedNs() / PeerFigures.SECOND_NS;
        double planned = plan == null || plan.durationNs() == 0 ? seconds : plan.durationNs() / PeerFigures.SECOND_NS;
        out.append("Running ").append(units(planned, 60, 0, "s", "m", "h")).append(" test @ ");
        out.append(RequestFacts.url(result.request().url())).append('\n');
        out.append(format("  %d threads and %d connections\n", result.health().threads(), result.concurrency()));
        Histogram latency = PeerFigures.latency(result);
        threadStats(out, result, latency);
        if (latency.getTotalCount() > 0) {
            out.append("  Latency Distribution\n");
            for (Percentile percentile : List.of(Percentile.P50, Percentile.P75, Percentile.P90, Percentile.P99)) {
                OptionalLong ns = percentile.valueNs(latency);
                if (ns.isPresent()) {
                    out.append(format("%8s", percentile.label()));
                    cell(out, time(ns.getAsLong()), 10);
                    out.append('\n');
                }
            }
        }
        out.append("  ").append(result.counts().responses()).append(" requests in ");
        out.append(time(result.elapsedNs()))
                .append(", ")
                .append(binary(result.bytes().in()))
                .append("B read\n");
        errors(out, result);
        out.append(format("Requests/sec: %9.2f\n", result.requestsPerSec()));
        String perSec = binary(seconds <= 0 ? 0 : result.bytes().in() / seconds);
        return out.append(format("Transfer/sec: %10sB\n", perSec)).toString();
    }

    private static void threadStats(StringBuilder out, TrialResult result, Histogram latency) {
        out.append(format("  Thread Stats%6s%11s%8s%12s\n", "Avg", "Stdev", "Max", "+/- Stdev"));
        row(
                out,
                "Latency",
                time(latency.getMean()),
                time(latency.getStdDeviation()),
                time(latency.getMaxValue()),
                PeerFigures.nearMean(latency));
        PeerFigures.Spread rate = PeerFigures.Spread.of(result.course().perThreadPerSec());
        if (!result.course().perThreadPerSec().isEmpty()) {
            row(out, "Req/Sec", metric(rate.mean()), metric(rate.deviation()), metric(rate.max()), rate.nearMean());
        }
    }

    private static void row(StringBuilder out, String name, String average, String deviation, String max, double near) {
        out.append(format("    %-10s", name));
        cell(out, average, 8);
        cell(out, deviation, 10);
        cell(out, max, 9);
        out.append(format("%8.2f%%\n", near * 100));
    }

    /** Right-aligned so that the numbers stand beneath each other whatever letters their units have. */
    private static void cell(StringBuilder out, String text, int width) {
        int letters = 0;
        while (letters < 2 && Character.isLetter(text.charAt(text.length() - 1 - letters))) {
            letters++;
        }
        int pad = 2 - letters;
        out.append(format("%" + (width - pad) + "s", text)).append(" ".repeat(pad));
    }

    private static void errors(StringBuilder out, TrialResult result) {
        long connect = 0;
        long read = 0;
        long write = 0;
        long timeout = 0;
        for (TrialResult.ErrorRow row : result.errors()) {
            switch (row.kind()) {
                case "timeout" -> timeout += row.count();
                case "write-failed" -> write += row.count();
                default -> {
                    if (isConnect(row)) {
                        connect += row.count();
                    } else {
                        read += row.count();
                    }
                }
            }
        }
        long attempts = 0;
        for (TrialResult.ErrorRow row : result.connections().failures()) {
            attempts += isConnect(row) ? row.count() : 0;
        }
        connect = Math.max(connect, attempts);
        if (connect + read + write + timeout > 0) {
            out.append(format(
                    "  Socket errors: connect %d, read %d, write %d, timeout %d\n", connect, read, write, timeout));
        }
        long refused = PeerFigures.responses(result, CLIENT_ERROR, HIGHEST_CODE);
        if (refused > 0) {
            out.append(format("  Non-2xx or 3xx responses: %d\n", refused));
        }
    }

    private static boolean isConnect(TrialResult.ErrorRow row) {
        return row.kind().startsWith("connect") || row.kind().startsWith("no-");
    }

    static String time(double ns) {
        double us = ns / 1e3;
        return us >= TIMEOUT_OF_US
                ? units(us / TIMEOUT_OF_US, 60, 2, "s", "m", "h")
                : units(us, 1000, 2, "us", "ms", "s");
    }

    private static String metric(double value) {
        return units(value, 1000, 2, "", "k", "M", "G", "T", "P");
    }

    static String binary(double bytes) {
        return units(bytes, 1024, 2, "", "K", "M", "G", "T", "P");
    }

    private static String units(double value, int scale, int decimals, String... names) {
        double amount = value;
        int unit = 0;
        while (unit < names.length - 2 && amount >= scale * EARLY) {
            amount /= scale;
            unit++;
        }
        return format("%." + decimals + "f", amount) + names[unit];
    }
}
