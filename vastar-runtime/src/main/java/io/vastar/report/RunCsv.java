// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import io.vastar.slo.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Runs as CSV, one row a run. The columns are those of {@code docs/OUTPUT.md}: latency is response time where there is a
 * schedule, else service time, of responses with a 2xx code; a figure that is not known is empty.
 */
public final class RunCsv {
    private static final List<Percentile> LATENCY = List.of(
            Percentile.P50,
            Percentile.P75,
            Percentile.P90,
            Percentile.P95,
            Percentile.P99,
            Percentile.P999,
            Percentile.P9999);
    private static final List<Percentile> ASIDE = List.of(Percentile.P50, Percentile.P95, Percentile.P99);

    private static final List<String> COLUMNS = List.of(
            "name",
            "protocol",
            "model",
            "method",
            "url",
            "concurrency",
            "threads",
            "started_at",
            "elapsed_s",
            "requests",
            "ok",
            "unexpected",
            "failed",
            "aborted",
            "rejected",
            "exceptions",
            "error_rate",
            "rps",
            "iterations",
            "iterations_per_s",
            "target_rate",
            "achieved_rate",
            "min_ms",
            "mean_ms",
            "stddev_ms",
            "p50_ms",
            "p75_ms",
            "p90_ms",
            "p95_ms",
            "p99_ms",
            "p999_ms",
            "p9999_ms",
            "max_ms",
            "service_p50_ms",
            "service_p95_ms",
            "service_p99_ms",
            "first_byte_p50_ms",
            "first_byte_p95_ms",
            "first_byte_p99_ms",
            "in_bytes",
            "body_bytes",
            "out_bytes",
            "connections_opened",
            "generator_bound",
            "interrupted",
            "objectives",
            "exit_code",
            "problem");

    private RunCsv() {}

    /** A header and the rows. */
    public static String render(List<Map<String, Object>> runs) {
        StringBuilder csv = new StringBuilder();
        for (Map<String, Object> run : runs) {
            csv.append(csv.isEmpty() ? Csv.line(List.copyOf(run.keySet())) : "");
            csv.append(Csv.line(new ArrayList<>(run.values())));
        }
        return csv.toString();
    }

    /** Of a run that has no result: what became of it. Beside rows with a result, it has their columns. */
    public static Map<String, Object> rowWithoutResult(String name, int exitCode, String problem) {
        Map<String, Object> row = new LinkedHashMap<>();
        COLUMNS.forEach(column -> row.put(column, null));
        row.put("name", name);
        row.put("exit_code", exitCode);
        row.put("problem", problem);
        return row;
    }

    /**
     * A run's columns in their order: texts, whole numbers, decimals and booleans; null where not known.
     *
     * @param problem why the exit code is not 0; null when all is well
     */
    public static Map<String, Object> row(TrialResult result, List<Verdict> verdicts, int exitCode, String problem) {
        Map<String, Object> row = figures(result, verdicts);
        row.put("exit_code", exitCode);
        row.put("problem", problem);
        return row;
    }

    private static Map<String, Object> figures(TrialResult result, List<Verdict> verdicts) {
        Map<String, Object> row = new LinkedHashMap<>();
        TrialResult.Counts counts = result.counts();
        TrialResult.Arrivals arrivals = result.detail().arrivals();
        row.put("name", result.name());
        row.put("protocol", result.protocol());
        row.put("model", arrivals == null ? "closed" : "open");
        row.put("method", result.request().method());
        row.put("url", RequestFacts.url(result.request().url()));
        row.put("concurrency", result.concurrency());
        row.put("threads", result.health().threads());
        row.put("started_at", Instant.ofEpochMilli(result.startedEpochMs()).toString());
        row.put("elapsed_s", decimal(result.elapsedNs() / PeerFigures.SECOND_NS, 9));
        row.put("requests", counts.started());
        row.put("ok", counts.ok());
        row.put("unexpected", counts.unexpected());
        row.put("failed", counts.failed());
        row.put("aborted", counts.aborted());
        row.put("rejected", counts.rejected());
        row.put("exceptions", counts.codeFailures());
        row.put("error_rate", decimal(counts.errorRate(), 6));
        row.put("rps", decimal(result.requestsPerSec(), 2));
        TrialResult.Iterations iterations = result.detail().iterations();
        row.put("iterations", iterations == null ? null : iterations.ended());
        row.put("iterations_per_s", iterations == null ? null : decimal(iterations.perSec(result.elapsedNs()), 2));
        row.put("target_rate", arrivals == null ? null : decimal(arrivals.targetPerSec(), 2));
        row.put("achieved_rate", arrivals == null ? null : decimal(arrivals.achievedPerSec(), 2));
        latency(row, LoadFacts.latency(result));
        percentiles(row, "service_", ASIDE, result.service());
        percentiles(row, "first_byte_", ASIDE, result.firstByte());
        row.put("in_bytes", result.bytes().in());
        row.put("body_bytes", result.bytes().body());
        row.put("out_bytes", result.bytes().out());
        row.put("connections_opened", result.connections().opened());
        row.put("generator_bound", GeneratorBound.holds(result));
        row.put("interrupted", result.interrupted());
        row.put("objectives", objectives(verdicts));
        return row;
    }

    private static void latency(Map<String, Object> row, Histogram latency) {
        boolean any = latency.getTotalCount() > 0;
        row.put("min_ms", any ? ms(latency.getMinValue()) : null);
        row.put("mean_ms", any ? ms(latency.getMean()) : null);
        row.put("stddev_ms", any ? ms(latency.getStdDeviation()) : null);
        percentiles(row, "", LATENCY, latency);
        row.put("max_ms", any ? ms(latency.getMaxValue()) : null);
    }

    private static void percentiles(
            Map<String, Object> row, String prefix, List<Percentile> percentiles, Histogram histogram) {
        for (Percentile percentile : percentiles) {
            OptionalLong ns = percentile.valueNs(histogram);
            row.put(prefix + percentile.key() + "_ms", ns.isPresent() ? ms(ns.getAsLong()) : null);
        }
    }

    /** The worst of the verdicts; null without objectives. */
    private static String objectives(List<Verdict> verdicts) {
        String worst = null;
        for (Verdict verdict : verdicts) {
            String label = ObjectivesText.word(verdict);
            if (worst == null || label.equals("fail") || label.equals("inconclusive") && worst.equals("pass")) {
                worst = label;
            }
        }
        return worst;
    }

    private static BigDecimal ms(double ns) {
        return decimal(ns / 1e6, 6);
    }

    private static BigDecimal decimal(double value, int digits) {
        return BigDecimal.valueOf(Units.finite(value)).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
