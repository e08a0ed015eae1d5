// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.format;

import io.vastar.record.TrialResult;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The histogram and the percentiles of a report. */
final class LatencyText {
    private static final int LONGEST_BAR = 48;
    private static final int SHORTEST_BAR = 8;
    private static final int LEVEL_CELL = 26;
    private static final double STREAMED = 0.05;

    private final Ansi ansi;
    private final int columns;

    LatencyText(Ansi ansi, int columns) {
        this.ansi = ansi;
        this.columns = columns;
    }

    /** One line a bin: its upper edge, its count, its bar. See {@link LatencyBins} for the edges. */
    void histogram(StringBuilder out, Histogram service) {
        List<LatencyBins.Bin> bins = LatencyBins.of(service);
        if (bins.isEmpty()) {
            return;
        }
        title(out, "Response time histogram:");
        Map<LatencyLevel, Double> limits = LatencyLevel.limitsNs(service);
        EdgeFormat edges = EdgeFormat.of(bins);
        long most = 1;
        int labelWidth = 0;
        for (LatencyBins.Bin bin : bins) {
            most = Math.max(most, bin.count());
            labelWidth = Math.max(labelWidth, edges.label(bin).length());
        }
        int countWidth = Long.toString(most).length();
        int longest = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, columns - labelWidth - countWidth - 7));
        for (LatencyBins.Bin bin : bins) {
            int bar = bin.count() == 0 ? 0 : (int) Math.max(1, Math.round((double) bin.count() * longest / most));
            String count = " ".repeat(countWidth - Long.toString(bin.count()).length()) + "[" + bin.count() + "]";
            out.append("  ").append(format("%" + labelWidth + "s", edges.label(bin)));
            out.append(' ').append(count).append(bar == 0 ? "" : " ");
            LatencyLevel level = LatencyLevel.of(bin.toNs(), limits);
            out.append(ansi.paint(level.colour(), "■".repeat(bar))).append('\n');
        }
        if (ansi.on() && limits.containsKey(LatencyLevel.SEVERE)) {
            levels(out, limits);
        }
    }

    private void levels(StringBuilder out, Map<LatencyLevel, Double> limits) {
        out.append("\n  Levels, relative to this run:\n");
        int perRow = Math.max(1, Math.min(3, (columns - 2) / LEVEL_CELL));
        LatencyLevel[] levels = LatencyLevel.values();
        for (LatencyLevel level : levels) {
            Double limit = limits.get(level);
            String text = level.label()
                    + (limit == null ? " > " + duration(limits.get(LatencyLevel.SEVERE)) : " <= " + duration(limit));
            boolean endOfRow = level.ordinal() % perRow == perRow - 1 || level.ordinal() == levels.length - 1;
            out.append(level.ordinal() % perRow == 0 ? "  " : "")
                    .append(ansi.paint(level.colour(), "██"))
                    .append(' ');
            out.append(endOfRow ? text + "\n" : format("%-" + (LEVEL_CELL - 3) + "s", text));
        }
    }

    void distribution(StringBuilder out, TrialResult result) {
        TrialResult.Arrivals arrivals = result.detail().arrivals();
        if (arrivals != null && arrivals.response().getTotalCount() > 0) {
            title(out, "Response time distribution:");
            percentiles(out, arrivals.response(), List.of(Percentile.values()));
        }
        if (result.service().getTotalCount() > 0) {
            title(out, arrivals == null ? "Latency distribution:" : "Service time distribution:");
            percentiles(out, result.service(), List.of(Percentile.values()));
        }
        if (streamed(result)) {
            title(out, "First byte distribution:");
            percentiles(
                    out, result.firstByte(), List.of(Percentile.P50, Percentile.P90, Percentile.P99, Percentile.P999));
        }
        Histogram others = result.unexpected();
        if (others.getTotalCount() > 0) {
            out.append('\n');
            out.append("Unexpected responses: p50 ").append(Percentile.P50.text(others));
            out.append(", p99 ").append(Percentile.P99.text(others));
            out.append(", slowest ").append(duration(others.getMaxValue())).append('\n');
        }
    }

    /** Whether bodies took their time: the first byte came noticeably before the last. */
    private static boolean streamed(TrialResult result) {
        double total = result.service().getMean();
        return result.firstByte().getTotalCount() > 0
                && total - result.firstByte().getMean() > STREAMED * total;
    }

    private static void percentiles(StringBuilder out, Histogram histogram, List<Percentile> percentiles) {
        for (Percentile percentile : percentiles) {
            String text = percentile.text(histogram);
            out.append(format("  %-6s ", percentile.label()));
            out.append(text.startsWith("--") ? text : "in " + text).append('\n');
        }
    }

    private void title(StringBuilder out, String title) {
        out.append('\n').append(ansi.bold(title)).append('\n');
    }

    /** All edges in one unit, with the decimals that tell neighbours apart. */
    private record EdgeFormat(double unitNs, String unit, int decimals, boolean single) {
        static EdgeFormat of(List<LatencyBins.Bin> bins) {
            LatencyBins.Bin first = bins.get(0);
            double highest = bins.get(bins.size() - 1).open()
                    ? bins.get(bins.size() - 1).fromNs()
                    : bins.get(bins.size() - 1).toNs();
            double unitNs = highest < 1e3 ? 1 : highest < 1e6 ? 1e3 : highest < 1e9 ? 1e6 : 1e9;
            String unit = unitNs == 1 ? "ns" : unitNs == 1e3 ? "µs" : unitNs == 1e6 ? "ms" : "s";
            double step = Math.max(first.toNs() - first.fromNs(), highest / 1000) / unitNs;
            int decimals = unitNs == 1 ? 0 : (int) Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(step))));
            return new EdgeFormat(unitNs, unit, decimals, bins.size() == 1);
        }

        String label(LatencyBins.Bin bin) {
            if (single) {
                return duration(bin.fromNs());
            }
            double edge = bin.open() ? bin.fromNs() : bin.toNs();
            return (bin.open() ? "> " : "") + format("%." + decimals + "f", edge / unitNs) + " " + unit;
        }
    }
}
