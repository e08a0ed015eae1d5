// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.format;
import static io.vastar.report.Units.percent;
import static io.vastar.report.Units.rate;

import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import io.vastar.record.TrialResult.Row;
import java.util.List;

/** The sections of a run's text report that only schedules, scenarios, checks and warm-ups have. */
final class DetailText {
    private static final int LONGEST_NAME = 32;
    private static final int TRACE_LINES = 8;

    private final StringBuilder out;
    private final Ansi ansi;
    private final TrialResult result;

    DetailText(StringBuilder out, Ansi ansi, TrialResult result) {
        this.out = out;
        this.ansi = ansi;
        this.result = result;
    }

    void write() {
        TrialResult.Detail detail = result.detail();
        if (detail.arrivals() != null) {
            arrivals(detail.arrivals());
        }
        rows("Steps:", detail.steps());
        rows(
                "Transactions (from the start of the first step to the end of the last, pauses included):",
                detail.transactions());
        checks(detail.checks());
        codeFailures(detail.codeFailures());
        TrialResult.Discarded discarded = detail.discarded();
        if (discarded != null) {
            title("Warm-up, not part of any figure above:");
            line("  " + Units.count(discarded.iterations(), "iteration") + " ("
                    + Units.count(discarded.exchanges(), "request") + ") in " + duration(discarded.windowNs()));
        }
    }

    private void arrivals(Arrivals arrivals) {
        title("Schedule:");
        double reached = arrivals.due() == 0 ? 1 : (double) arrivals.started() / arrivals.due();
        row("Target", rate(arrivals.targetPerSec()) + "/s, " + arrivals.due() + " due");
        String achieved =
                rate(arrivals.achievedPerSec()) + "/s, " + arrivals.started() + " started (" + percent(reached) + ")";
        row("Achieved", reached < ScheduleInsights.REACHED ? ansi.paint(Ansi.RED, achieved) : achieved);
        row("Backlog", arrivals.peakBacklog() + " at most, " + arrivals.backlogAtEnd() + " at the end");
        row("In flight", arrivals.peakInFlight() + " at most, " + arrivals.maxConcurrency() + " allowed");
        if (arrivals.lateness().getTotalCount() > 0) {
            row(
                    "Lateness",
                    "p50 " + Percentile.P50.text(arrivals.lateness()) + ", p99 "
                            + Percentile.P99.text(arrivals.lateness()) + ", most "
                            + duration(arrivals.lateness().getMaxValue()));
        }
    }

    private void rows(String heading, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        title(heading);
        int width = 4;
        for (Row row : rows) {
            width = Math.max(width, Math.min(LONGEST_NAME, row.name().length()));
        }
        String layout = "  %-" + width + "s %9s %9s %9s %9s %9s %9s %7s %7s %7s";
        line(ansi.bold(format(
                layout, "name", "count", "per s", "p50", "p90", "p99", "slowest", "non-ok", "failed", "checks")));
        for (Row row : rows) {
            boolean any = row.service().getTotalCount() > 0;
            String text = format(
                    layout,
                    middle(row.name()),
                    row.counts().started(),
                    result.elapsedNs() <= 0 ? "-" : rate(row.counts().responses() * 1e9 / result.elapsedNs()),
                    any ? Percentile.P50.text(row.service()) : "-",
                    any ? cell(Percentile.P90, row) : "-",
                    any ? cell(Percentile.P99, row) : "-",
                    any ? duration(row.service().getMaxValue()) : "-",
                    row.counts().nonSuccess(),
                    row.counts().failed(),
                    row.failedChecks());
            boolean trouble = row.counts().nonSuccess() + row.counts().failed() + row.failedChecks() > 0;
            line(trouble ? ansi.paint(Ansi.ORANGE, text) : text);
        }
    }

    private static String cell(Percentile percentile, Row row) {
        String text = percentile.text(row.service());
        return text.startsWith("--") ? "--" : text;
    }

    private static String middle(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int half = (LONGEST_NAME - 1) / 2;
        return name.substring(0, half) + "…" + name.substring(name.length() - half);
    }

    private void checks(List<TrialResult.CheckRow> checks) {
        if (checks.isEmpty()) {
            return;
        }
        title("Checks:");
        for (TrialResult.CheckRow check : checks) {
            long all = check.passed() + check.failed();
            String text =
                    format("  %-" + LONGEST_NAME + "s ", check.name()) + check.passed() + " of " + all + " passed";
            line(
                    check.failed() == 0
                            ? text
                            : ansi.paint(
                                    Ansi.RED,
                                    text + ", " + check.failed() + " failed (" + percent((double) check.failed() / all)
                                            + ")"));
        }
    }

    private void codeFailures(List<TrialResult.ErrorRow> failures) {
        if (failures.isEmpty()) {
            return;
        }
        title("Failures of the load test's own code:");
        for (TrialResult.ErrorRow failure : failures) {
            line(ansi.paint(Ansi.RED, "  [" + failure.count() + "] " + failure.kind()));
            failure.firstExample()
                    .lines()
                    .limit(TRACE_LINES)
                    .forEach(text -> line("      " + Units.printable(text.strip())));
        }
    }

    private void row(String key, String value) {
        line(format("  %-14s", key + ":") + value);
    }

    private void title(String title) {
        out.append('\n');
        line(ansi.bold(title));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
