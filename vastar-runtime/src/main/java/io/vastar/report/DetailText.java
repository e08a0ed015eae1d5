// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.format;
import static io.vastar.report.Units.percent;
import static io.vastar.report.Units.rate;

import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import java.util.List;

/** The sections of a run's text report that only schedules, checks and warm-ups have, and what user code threw. */
final class DetailText {
    private static final int TRACE_LINES = 9;

    private final StringBuilder out;
    private final Ansi ansi;
    private final int columns;
    private final TrialResult result;
    private final LoadPlan plan;

    /** @param plan null when unknown */
    DetailText(StringBuilder out, Ansi ansi, int columns, TrialResult result, LoadPlan plan) {
        this.out = out;
        this.ansi = ansi;
        this.columns = columns;
        this.result = result;
        this.plan = plan;
    }

    void write() {
        TrialResult.Detail detail = result.detail();
        if (detail.arrivals() != null) {
            arrivals(detail.arrivals());
        }
        checks(detail.checks());
        codeFailures(detail.codeFailures());
        TrialResult.Discarded discarded = detail.discarded();
        if (discarded != null) {
            title("Warm-up, not part of any figure above:");
            line("  " + Units.count(discarded.iterations(), "iteration")
                    + (detail.hasUserThreads() ? "" : " (" + Units.count(discarded.exchanges(), "request") + ")")
                    + " in "
                    + duration(discarded.windowNs()));
        }
    }

    private void arrivals(Arrivals arrivals) {
        title("Schedule:");
        if (plan != null && plan.model().isOpen()) {
            boolean random = plan.model().arrival() == LoadModel.Arrival.POISSON;
            row(
                    "Arrivals",
                    ModelLine.arrivals(plan)
                            + (random ? ", seed " + plan.model().seed() : ""));
        }
        double reached = ScheduleInsights.reached(arrivals);
        row("Target", rate(arrivals.targetPerSec()) + "/s, " + arrivals.due() + " due");
        String achieved = rate(arrivals.achievedPerSec()) + "/s, " + arrivals.started() + " started ("
                + ScheduleInsights.reachedText(arrivals) + ")";
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

    private void checks(List<TrialResult.CheckRow> checks) {
        if (checks.isEmpty()) {
            return;
        }
        title("Checks:");
        TextTable table = new TextTable(ansi, columns, "name", "passed", "failed", "share failed");
        for (TrialResult.CheckRow check : checks) {
            long all = check.passed() + check.failed();
            String[] cells = {
                Units.printable(check.name()),
                Long.toString(check.passed()),
                Long.toString(check.failed()),
                all == 0 ? "-" : percent((double) check.failed() / all)
            };
            if (check.failed() > 0) {
                table.painted(Ansi.RED, cells);
            } else {
                table.row(cells);
            }
        }
        table.write(out);
    }

    private void codeFailures(List<TrialResult.ErrorRow> failures) {
        if (failures.isEmpty()) {
            return;
        }
        title("Failures of the load test's own code:");
        for (TrialResult.ErrorRow failure : failures) {
            line("  " + ansi.paint(Ansi.RED, "[" + failure.count() + "] " + Units.printable(failure.kind())));
            List<String> trace = failure.firstExample().lines().toList();
            for (String text : trace.subList(0, Math.min(TRACE_LINES, trace.size()))) {
                boolean frame = text.stripLeading().startsWith("at ");
                line((frame ? "        " : "      ") + Units.printable(text.strip()));
            }
            if (trace.size() > TRACE_LINES) {
                line("        … " + Units.count(trace.size() - TRACE_LINES, "more line"));
            }
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
