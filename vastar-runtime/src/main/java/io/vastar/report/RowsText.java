// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.percent;
import static io.vastar.report.Units.rate;

import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Row;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The steps and transactions of a scenario, one row each. They stand first in its report, for each is measured by itself,
 * while figures of all of them together depend on how often each was sent.
 */
final class RowsText {
    private static final Integer PER_SECOND_COLUMN = 2;
    private static final Integer SLOWEST_COLUMN = 7;
    private static final Integer UNEXPECTED_COLUMN = 8;
    private static final Integer FAILED_COLUMN = 9;
    private static final Integer CHECKS_COLUMN = 10;
    private static final Integer SERVICE_COLUMN = 11;

    private final StringBuilder out;
    private final Ansi ansi;
    private final int columns;
    private final TrialResult result;
    private final boolean open;

    RowsText(StringBuilder out, Ansi ansi, int columns, TrialResult result) {
        this.out = out;
        this.ansi = ansi;
        this.columns = columns;
        this.result = result;
        open = LoadFacts.isOpen(result);
    }

    void write() {
        rows(open ? "Steps (response time, from the moment the step was due, think time over):" : "Steps:", steps());
        rows(
                open
                        ? "Transactions (response time, from the moment they were due; pauses included):"
                        : "Transactions (from the start of the first step to the end of the last, pauses included):",
                result.detail().transactions());
    }

    /** With a last one for all of them, which objectives of the whole run are about. */
    private List<Row> steps() {
        TrialResult.Detail detail = result.detail();
        if (detail.steps().size() < 2) {
            return detail.steps();
        }
        List<Row> rows = new ArrayList<>(detail.steps());
        rows.add(new Row(
                detail.hasUserThreads() ? "all requests" : "all steps",
                result.counts(),
                result.service(),
                open ? detail.arrivals().response() : null,
                result.firstByte(),
                result.statusCodes(),
                result.errors(),
                result.protocolCounts()));
        return rows;
    }

    private void rows(String heading, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        out.append('\n').append(ansi.bold(heading)).append('\n');
        List<String> headings = new ArrayList<>(List.of(
                "name", "count", "per s", "p50", "p95", "p99", "errors", "slowest", "non-ok", "failed", "checks"));
        List<Integer> givingWay = new ArrayList<>(List.of(SLOWEST_COLUMN));
        if (open) {
            headings.add("service p99");
            givingWay.add(SERVICE_COLUMN);
        }
        givingWay.addAll(List.of(UNEXPECTED_COLUMN, FAILED_COLUMN, CHECKS_COLUMN, PER_SECOND_COLUMN));
        TextTable table = new TextTable(ansi, columns, headings.toArray(String[]::new))
                .givingWay(givingWay.toArray(Integer[]::new));
        for (Row row : rows) {
            String[] cells = cells(row);
            if (row.bad() > 0) {
                table.painted(Ansi.ORANGE, cells);
            } else {
                table.row(cells);
            }
        }
        table.write(out);
    }

    private String[] cells(Row row) {
        Histogram latency = LoadFacts.latency(row);
        List<String> cells = new ArrayList<>(List.of(
                Units.printable(row.name()),
                Long.toString(row.counts().started()),
                result.elapsedNs() <= 0 ? "-" : rate(row.counts().responses() * 1e9 / result.elapsedNs()),
                cell(Percentile.P50, latency),
                cell(Percentile.P95, latency),
                cell(Percentile.P99, latency),
                row.counts().ended() == 0 ? "-" : percent(row.errorRate()),
                latency.getTotalCount() > 0 ? duration(latency.getMaxValue()) : "-",
                Long.toString(row.counts().unexpected()),
                Long.toString(row.counts().failed()),
                Long.toString(row.failedChecks())));
        if (open) {
            cells.add(cell(Percentile.P99, row.service()));
        }
        return cells.toArray(String[]::new);
    }

    /** {@code --} marks a percentile that the sample cannot support, as in the distribution. */
    private static String cell(Percentile percentile, Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return "-";
        }
        return percentile.supportedBy(histogram.getTotalCount()) ? percentile.text(histogram) : "--";
    }
}
