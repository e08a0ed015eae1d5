// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.format;

import io.vastar.record.TrialResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * A run in the layout of vegeta's text report. Its percentiles have fixed places and are nearest ranks, so the slowest
 * where the sample is small. The line of bytes sent is left out where user code composes the requests.
 */
public final class VegetaText {
    private static final long[] UNITS_NS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000, 1_000_000, 1_000, 1};

    private VegetaText() {}

    public static String render(TrialResult result) {
        VegetaFigures figures = VegetaFigures.of(result);
        Histogram latency = figures.latency();
        StringBuilder out = new StringBuilder(1024);
        row(out, "Requests", "[total, rate, throughput]")
                .append(format("%d, %.2f, %.2f\n", figures.requests(), figures.rate(), figures.throughput()));
        row(out, "Duration", "[total, attack, wait]")
                .append(duration(figures.attackNs() + figures.waitNs()))
                .append(", ")
                .append(duration(figures.attackNs()))
                .append(", ")
                .append(duration(figures.waitNs()))
                .append('\n');
        boolean any = latency.getTotalCount() > 0;
        row(out, "Latencies", "[min, mean, 50, 90, 95, 99, max]")
                .append(duration(any ? latency.getMinValue() : 0))
                .append(", ")
                .append(duration(any ? Math.round(latency.getMean()) : 0));
        for (double percent : new double[] {50, 90, 95, 99, 100}) {
            out.append(", ").append(duration(PeerFigures.nearestRankNs(latency, percent)));
        }
        out.append('\n');
        bytes(out, "Bytes In", result.bytes().body(), figures.requests());
        if (figures.sentBytes() >= 0) {
            bytes(out, "Bytes Out", figures.sentBytes(), figures.requests());
        }
        row(out, "Success", "[ratio]").append(format("%.2f%%\n", figures.success() * 100));
        row(out, "Status Codes", "[code:count]")
                .append(figures.statusCodes().entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue() + "  ")
                        .collect(Collectors.joining()))
                .append('\n');
        out.append("Error Set:\n");
        figures.errors().forEach(error -> out.append(error).append('\n'));
        return out.toString();
    }

    private static StringBuilder row(StringBuilder out, String name, String columns) {
        return out.append(format("%-12s  %-32s  ", name, columns));
    }

    private static void bytes(StringBuilder out, String name, long total, long requests) {
        row(out, name, "[total, mean]")
                .append(format("%d, %.2f\n", total, requests == 0 ? 0.0 : (double) total / requests));
    }

    /** As Go prints a duration that was rounded to the unit below its own: 1m5s, 1.234s, 12.345ms, 950.1µs, 0s. */
    static String duration(long ns) {
        long rounded = ns;
        for (int i = 0; i < UNITS_NS.length - 1; i++) {
            if (ns >= UNITS_NS[i]) {
                long step = UNITS_NS[i + 1];
                rounded = (ns + step / 2) / step * step;
                break;
            }
        }
        if (rounded == 0) {
            return "0s";
        }
        if (rounded < UNITS_NS[4]) {
            return rounded + "ns";
        }
        if (rounded < UNITS_NS[3]) {
            return decimal(rounded, 1e3) + "µs";
        }
        if (rounded < UNITS_NS[2]) {
            return decimal(rounded, 1e6) + "ms";
        }
        long hours = rounded / UNITS_NS[0];
        long minutes = rounded % UNITS_NS[0] / UNITS_NS[1];
        String seconds = decimal(rounded % UNITS_NS[1], 1e9) + "s";
        return (hours > 0 ? hours + "h" : "") + (hours > 0 || minutes > 0 ? minutes + "m" : "") + seconds;
    }

    private static String decimal(long ns, double unitNs) {
        BigDecimal value = BigDecimal.valueOf(ns).divide(BigDecimal.valueOf(unitNs), 9, RoundingMode.HALF_UP);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
