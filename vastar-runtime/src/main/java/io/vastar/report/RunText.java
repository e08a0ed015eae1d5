// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.count;
import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.format;
import static io.vastar.report.Units.rate;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.StatusReason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A result as text for people, in hey's layout: summary, histogram, latency distribution, details, status codes, errors;
 * then what hey does not report: connections, rate, generator health and insights. Of a scenario its steps come first, and
 * times of different steps are not drawn together.
 *
 * <p>Keys and their order in the summary are hey's. Durations are not: hey prints seconds with four decimals, in which
 * 312 µs and 349 µs are the same, so every duration here has three digits (four from a second on) and its own unit.
 * Slowest, fastest, average, histogram, distribution and details are about responses with a 2xx code. Without colour the
 * text holds no escape sequence. Not thread-safe.
 */
public final class RunText {
    private static final int NARROWEST = 40;

    private final Ansi ansi;
    private final int columns;

    /** @param columns width of the terminal; texts without a natural width keep to it */
    public RunText(boolean colour, int columns) {
        ansi = new Ansi(colour);
        this.columns = Math.max(NARROWEST, columns);
    }

    /** As {@link #render(TrialResult, LoadPlan)}, without what only a plan tells. */
    public String render(TrialResult result) {
        return render(result, null);
    }

    /**
     * The whole report, ending in a line break.
     *
     * @param plan what was run; null when unknown
     */
    public String render(TrialResult result, LoadPlan plan) {
        StringBuilder out = new StringBuilder(4096);
        RunHeading.write(out, ansi, columns, result);
        RowsText rows = new RowsText(out, ansi, columns, result);
        if (result.counts().responses() == 0) {
            summary(out, result);
            nothing(out, result);
            errors(out, result);
            rows.write();
            new DetailText(out, ansi, columns, result, plan).write();
            HealthText.connections(out, ansi, result);
            return out.toString();
        }
        rows.write();
        summary(out, result);
        if (!LoadFacts.isMixed(result)) {
            LatencyText latency = new LatencyText(ansi, columns);
            latency.histogram(out, LoadFacts.latency(result));
            latency.distribution(out, result);
        }
        details(out, result.phases());
        statusCodes(out, result);
        errors(out, result);
        new DetailText(out, ansi, columns, result, plan).write();
        HealthText.connections(out, ansi, result);
        HealthText.rate(out, ansi, result.rate());
        HealthText.generator(out, ansi, result);
        insights(out, result, plan);
        return out.toString();
    }

    private void summary(StringBuilder out, TrialResult result) {
        title(out, "Summary:");
        row(out, "Total", duration(result.elapsedNs()));
        if (result.drainNs() >= 1_000_000) {
            row(out, "Drain", duration(result.drainNs()) + " past the deadline");
        }
        Histogram latency = LoadFacts.latency(result);
        if (latency.getTotalCount() > 0 && !LoadFacts.isMixed(result)) {
            row(out, "Slowest", duration(latency.getMaxValue()));
            row(out, "Fastest", duration(latency.getMinValue()));
            row(out, "Average", duration(latency.getMean()));
        }
        row(out, "Requests/sec", rate(result.requestsPerSec()));
        row(out, "Requests", started(result.counts()));
        TrialResult.Iterations iterations = result.detail().iterations();
        if (iterations != null) {
            row(
                    out,
                    "Iterations",
                    iterations.ended() + " (" + rate(iterations.perSec(result.elapsedNs())) + "/s), "
                            + iterations.fine() + " without an error");
        }
        TrialResult.Bytes bytes = result.bytes();
        long responses = result.counts().responses();
        if (responses == 0 || bytes.in() == 0 && bytes.out() == 0) {
            return;
        }
        out.append('\n');
        row(out, "Total data", amount(bytes.body()));
        row(out, "Size/request", amount(Math.round((double) bytes.body() / responses)));
        double seconds = result.elapsedNs() / 1e9;
        if (seconds > 0) {
            row(
                    out,
                    "Transfer",
                    "in " + Units.bytes(bytes.in() / seconds) + "/s, out " + Units.bytes(bytes.out() / seconds) + "/s");
        }
        for (Map.Entry<String, Long> entry : result.protocolCounts().entrySet()) {
            if (entry.getValue() > 0 && seconds > 0) {
                String name = entry.getKey();
                row(
                        out,
                        name.substring(0, 1).toUpperCase(Locale.ROOT)
                                + name.substring(1).replace('_', ' '),
                        entry.getValue() + " ("
                                + rate(entry.getValue() / seconds) + "/s, "
                                + rate((double) entry.getValue() / responses) + " per response)");
            }
        }
    }

    private static String started(TrialResult.Counts counts) {
        return counts.started() + " = " + counts.ok() + " ok + " + counts.unexpected() + " unexpected + "
                + counts.failed() + " failed + " + counts.aborted() + " aborted";
    }

    private static String amount(long bytes) {
        return bytes < 1000 ? Units.bytes(bytes) : bytes + " bytes (" + Units.bytes(bytes) + ")";
    }

    private void nothing(StringBuilder out, TrialResult result) {
        TrialResult.Counts counts = result.counts();
        String text;
        if (counts.started() == 0) {
            text = counts.codeFailures() == 0
                    ? "No request was started."
                    : "No request was started: the load test's own code failed " + counts.codeFailures() + " times.";
        } else if (counts.failed() == 0) {
            text = "No response arrived before the run ended; use a longer -z or --drain-timeout.";
        } else {
            String kind =
                    result.errors().isEmpty() ? "" : result.errors().get(0).kind();
            text = (counts.aborted() == 0
                            ? "All " + counts.failed() + " requests failed"
                            : "No response arrived: " + counts.failed() + " requests failed, " + counts.aborted()
                                    + " had no answer when the run ended")
                    + switch (kind) {
                        case "timeout" -> "; the target does not answer within the timeout. Does it answer curl?";
                        case "protocol" -> "; the target does not speak this protocol. Is it the right port?";
                        default -> ". Is the target running?";
                    };
        }
        out.append('\n');
        line(out, "  " + ansi.paint(Ansi.RED, text));
    }

    private void details(StringBuilder out, TrialResult.Phases phases) {
        if (phases.write().count() == 0 && phases.await().count() == 0) {
            return;
        }
        title(out, "Details (average, fastest, slowest):");
        if (phases.connect().count() > 0) {
            phase(
                    out,
                    "connect",
                    phases.connect(),
                    "  (" + count(phases.connect().count(), "request") + ")");
        }
        phase(out, "req write", phases.write(), "");
        phase(out, "resp wait", phases.await(), "");
        phase(out, "resp read", phases.read(), "");
    }

    private static void phase(StringBuilder out, String name, TrialResult.Phase phase, String suffix) {
        line(
                out,
                format("  %-14s", name + ":") + duration(phase.meanNs()) + ", " + duration(phase.minNs()) + ", "
                        + duration(phase.maxNs()) + suffix);
    }

    private void statusCodes(StringBuilder out, TrialResult result) {
        if (result.statusCodes().isEmpty()) {
            return;
        }
        title(out, "Status code distribution:");
        boolean http = result.protocol().startsWith("http");
        result.statusCodes().forEach((code, responses) -> {
            String reason = http ? StatusReason.of(code) : "";
            String text = "[" + code + "] " + count(responses, "response")
                    + (reason.isEmpty() || !result.unexpectedCodes().containsKey(code) ? "" : " -- " + reason);
            line(out, "  " + ansi.paint(Ansi.ofStatus(code), text));
        });
    }

    private void errors(StringBuilder out, TrialResult result) {
        TrialResult.Counts counts = result.counts();
        if (counts.errors() == 0 && counts.aborted() == 0) {
            return;
        }
        title(out, "Error distribution:");
        for (TrialResult.ErrorRow row : result.errors()) {
            error(out, row);
        }
        if (counts.unexpected() > 0) {
            line(out, "  [" + counts.unexpected() + "] unexpected responses: their codes are above");
        }
        if (counts.rejected() > 0) {
            line(
                    out,
                    "  [" + counts.rejected() + "] failed checks: responses in which a check failed, or whose reader"
                            + " threw an exception");
        }
        if (counts.codeFailures() > 0) {
            line(
                    out,
                    "  [" + counts.codeFailures()
                            + "] exceptions: the load test's own code failed, and no response was the" + " cause");
        }
        if (counts.aborted() > 0) {
            line(out, "  [" + counts.aborted() + "] aborted: in flight when the run ended, neither response nor error");
        }
    }

    static void error(StringBuilder out, TrialResult.ErrorRow row) {
        String example = Units.printable(row.firstExample());
        line(out, "  [" + row.count() + "] " + row.kind() + (example.isEmpty() ? "" : ", first: " + example));
    }

    private void insights(StringBuilder out, TrialResult result, LoadPlan plan) {
        List<Insight> insights = InsightRules.of(result, plan);
        if (insights.isEmpty()) {
            return;
        }
        title(out, "Insight:");
        for (Insight insight : insights) {
            int colour = switch (insight.level()) {
                case GOOD -> Ansi.GREEN;
                case NOTE -> Ansi.YELLOW;
                case WARNING -> Ansi.ORANGE;
                case CRITICAL -> Ansi.RED;
            };
            String mark = format("%-2s", insight.level().mark());
            int from = out.length();
            Units.wrap(out, "     ", insight.text(), columns);
            out.replace(from, from + 5, "  " + ansi.paint(colour, mark) + " ");
        }
    }

    private void row(StringBuilder out, String key, String value) {
        line(out, format("  %-14s", key + ":") + value);
    }

    private void title(StringBuilder out, String title) {
        out.append('\n');
        line(out, ansi.bold(title));
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
