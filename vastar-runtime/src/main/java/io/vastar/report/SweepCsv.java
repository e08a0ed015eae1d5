// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.SweepNumbers.fixed;
import static io.vastar.report.SweepNumbers.millis;

import io.vastar.sweep.Measurement;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import java.util.Arrays;
import java.util.List;

/** A sweep as CSV (RFC 4180, lines ended by LF): a header, the baseline, then the levels by concurrency. */
public final class SweepCsv {
    private static final List<String> COLUMNS = List.of(
            "kind",
            "concurrency",
            "repeats",
            "rps",
            "mean_ms",
            "p50_ms",
            "p95_ms",
            "p99_ms",
            "p999_ms",
            "error_rate",
            "score",
            "samples",
            "duration_s",
            "disqualified",
            "refined",
            "sweet_spot",
            "generator_bound",
            "little_gap_pct",
            "ref_rps",
            "ref_p99_ms",
            "overhead_pct",
            "rps_deficit_pct");

    private SweepCsv() {}

    public static String text(SweepResult result) {
        StringBuilder csv = new StringBuilder(Csv.line(COLUMNS));
        csv.append(row("baseline", result.baseline(), false));
        for (SweepPoint point : result.points()) {
            csv.append(row("point", point, point == result.sweetSpot().point()));
        }
        return csv.toString();
    }

    /** Of a sweep that did not come to a result: a row that specifies why, in the column {@code disqualified}. */
    public static String withoutResult(String problem) {
        Object[] row = new Object[COLUMNS.size()];
        Arrays.fill(row, "");
        row[0] = "problem";
        row[COLUMNS.indexOf("disqualified")] = problem;
        return Csv.line(COLUMNS) + Csv.line(List.of(row));
    }

    private static String row(String kind, SweepPoint point, boolean sweetSpot) {
        Measurement median = point.median();
        return Csv.line(Arrays.asList(
                kind,
                point.concurrency(),
                point.runs().size(),
                fixed(median.rps(), 2),
                millis(median.meanNs()),
                millis(median.p50Ns()),
                millis(median.p95Ns()),
                millis(median.p99Ns()),
                millis(median.p999Ns()),
                fixed(median.errorRate(), 4),
                fixed(median.score(), 0),
                median.samples(),
                fixed(median.elapsedNs() / 1e9, 6),
                point.disqualified() == null ? "" : point.disqualified(),
                point.refined(),
                sweetSpot,
                median.generatorBound(),
                fixed(point.little().gapPct(), 2),
                point.reference() == null ? "" : fixed(point.reference().rps(), 2),
                point.reference() == null ? "" : fixed(point.reference().p99Ms(), 3),
                percent(point.overheadPct()),
                percent(point.rpsDeficitPct())));
    }

    private static Object percent(Double value) {
        return value == null ? "" : fixed(value, 2);
    }
}
