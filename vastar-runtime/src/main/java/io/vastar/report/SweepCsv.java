// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.SweepNumbers.fixed;
import static io.vastar.report.SweepNumbers.millis;

import io.vastar.sweep.Measurement;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        csv.append(row("baseline", result.baseline(), false));
        for (SweepPoint point : result.points()) {
            csv.append(row("point", point, point == result.sweetSpot().point()));
        }
        return csv.toString();
    }

    private static String row(String kind, SweepPoint point, boolean sweetSpot) {
        Measurement median = point.median();
        return Stream.of(
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
                        percent(point.rpsDeficitPct()))
                .map(SweepCsv::field)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static Object percent(Double value) {
        return value == null ? "" : fixed(value, 2);
    }

    private static String field(Object value) {
        String text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
