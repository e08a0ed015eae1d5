// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.format;

import io.vastar.record.TrialResult;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * A run in the layout that hey prints, tabs and all, for scripts that cut that apart. Durations are seconds with four
 * decimals. Lines whose figures are not known are left out: percentiles without enough samples, and the look-up of names,
 * which happens once before the run.
 */
public final class HeyText {
    private static final List<Percentile> PERCENTILES = List.of(
            Percentile.P10,
            Percentile.P25,
            Percentile.P50,
            Percentile.P75,
            Percentile.P90,
            Percentile.P95,
            Percentile.P99);
    private static final int LONGEST_BAR = 40;

    private HeyText() {}

    /** The whole report, which begins with an empty line as hey's does. */
    public static String render(TrialResult result) {
        StringBuilder out = new StringBuilder(2048);
        Histogram latency = PeerFigures.latency(result);
        summary(out, result, latency);
        if (latency.getTotalCount() > 0) {
            histogram(out, latency);
            out.append("\n\nLatency distribution:\n");
            for (Percentile percentile : PERCENTILES) {
                OptionalLong ns = percentile.valueNs(latency);
                if (ns.isPresent()) {
                    out.append("  ").append(percentile.label()).append(" in ");
                    out.append(seconds(ns.getAsLong())).append('\n');
                }
            }
            details(out, result);
            out.append("\nStatus code distribution:\n");
            result.statusCodes().forEach((code, count) -> out.append(format("  [%d]\t%d responses\n", code, count)));
        }
        errors(out, result);
        return out.append("\n\n").toString();
    }

    private static void summary(StringBuilder out, TrialResult result, Histogram latency) {
        out.append("\nSummary:\n");
        out.append("  Total:\t").append(seconds(result.elapsedNs())).append('\n');
        if (latency.getTotalCount() > 0) {
            out.append("  Slowest:\t").append(seconds(latency.getMaxValue())).append('\n');
            out.append("  Fastest:\t").append(seconds(latency.getMinValue())).append('\n');
            out.append("  Average:\t").append(seconds(latency.getMean())).append('\n');
        }
        out.append(format("  Requests/sec:\t%4.4f\n", result.requestsPerSec())).append("  \n");
        long body = result.bytes().body();
        if (body > 0) {
            out.append(format("  Total data:\t%d bytes\n", body));
            out.append(
                    format("  Size/request:\t%d bytes\n", body / result.counts().responses()));
        }
    }

    private static void histogram(StringBuilder out, Histogram latency) {
        out.append("\nResponse time histogram:\n");
        List<PeerFigures.Edge> edges = PeerFigures.edges(latency);
        long most = 1;
        for (PeerFigures.Edge edge : edges) {
            most = Math.max(most, edge.count());
        }
        for (PeerFigures.Edge edge : edges) {
            int bar = (int) ((edge.count() * LONGEST_BAR + most / 2) / most);
            out.append(format("  %4.3f [%d]\t|", edge.ns() / PeerFigures.SECOND_NS, edge.count()));
            out.append("■".repeat(bar)).append('\n');
        }
    }

    private static void details(StringBuilder out, TrialResult result) {
        out.append("\nDetails (average, fastest, slowest):\n");
        Histogram connect = result.connections().connectNs();
        if (connect.getTotalCount() > 0) {
            row(out, "DNS+dialup", connect.getMean(), connect.getMinValue(), connect.getMaxValue());
        }
        phase(out, "req write", result.phases().write());
        phase(out, "resp wait", result.phases().await());
        phase(out, "resp read", result.phases().read());
    }

    private static void phase(StringBuilder out, String name, TrialResult.Phase phase) {
        if (phase.count() > 0) {
            row(out, name, phase.meanNs(), phase.minNs(), phase.maxNs());
        }
    }

    private static void row(StringBuilder out, String name, double average, double fastest, double slowest) {
        out.append("  ").append(name).append(":\t").append(seconds(average)).append(", ");
        out.append(seconds(fastest)).append(", ").append(seconds(slowest)).append('\n');
    }

    private static void errors(StringBuilder out, TrialResult result) {
        if (result.errors().isEmpty() && result.counts().aborted() == 0) {
            return;
        }
        out.append("\nError distribution:\n");
        for (TrialResult.ErrorRow row : result.errors()) {
            out.append(format("  [%d]\t", row.count()))
                    .append(PeerFigures.words(row))
                    .append('\n');
        }
        if (result.counts().aborted() > 0) {
            out.append(format("  [%d]\t", result.counts().aborted())).append("aborted: in flight when the run ended\n");
        }
    }

    private static String seconds(double ns) {
        return format("%4.4f secs", ns / PeerFigures.SECOND_NS);
    }
}
