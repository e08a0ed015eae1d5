// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line for each load test, after all have run. */
final class SummaryTable {
    private SummaryTable() {}

    static String render(List<TestOutcome> outcomes) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"load test", "c", "requests/s", "p50 ms", "p99 ms", "errors", ""});
        outcomes.forEach(outcome -> rows.add(row(outcome)));
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder("\nAll load tests:\n");
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  " + row[0] + " ".repeat(widths[0] - row[0].length()));
            for (int i = 1; i < row.length - 1; i++) {
                line.append("  ")
                        .append(" ".repeat(widths[i] - row[i].length()))
                        .append(row[i]);
            }
            text.append(line.append("  ").append(row[row.length - 1]).toString().stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    private static String[] row(TestOutcome outcome) {
        String remark = outcome.problem() == null ? "" : shortened(outcome.problem());
        if (outcome.run() != null) {
            TrialResult run = outcome.run().result();
            boolean any = run.service().getTotalCount() > 0;
            return new String[] {
                outcome.name(),
                String.valueOf(run.concurrency()),
                number("%.1f", run.requestsPerSec()),
                any ? number("%.3f", run.service().getValueAtPercentile(50) / 1e6) : "-",
                any ? number("%.3f", run.service().getValueAtPercentile(99) / 1e6) : "-",
                number("%.2f%%", run.counts().errorRate() * 100),
                remark
            };
        }
        if (outcome.sweep() != null && outcome.sweep().sweetSpot().concurrency() > 0) {
            Services.SweetSpot spot = outcome.sweep().sweetSpot();
            return new String[] {
                outcome.name(),
                String.valueOf(spot.concurrency()),
                number("%.1f", spot.requestsPerSec()),
                number("%.3f", spot.p50Ms()),
                number("%.3f", spot.p99Ms()),
                number("%.2f%%", spot.errorRate() * 100),
                remark.isEmpty() ? "sweet spot" : "sweet spot; " + remark
            };
        }
        return new String[] {outcome.name(), "-", "-", "-", "-", "-", remark};
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String shortened(String problem) {
        String line = problem.lines().findFirst().orElse("");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
