// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.record.TrialResult;
import io.vastar.slo.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a load test measured, for assertions. Latency is response time where there is a schedule, else service time; times
 * are in milliseconds. A percentile of nothing is an {@link IllegalStateException}, never a made-up number.
 */
public final class LoadTestResult {
    private final TrialResult result;
    private final List<Verdict> verdicts;

    LoadTestResult(TrialResult result, List<Verdict> verdicts) {
        this.result = result;
        this.verdicts = List.copyOf(verdicts);
    }

    /** Everything, as reports see it. */
    public TrialResult all() {
        return result;
    }

    public double p50Ms() {
        return percentileMs(50);
    }

    public double p95Ms() {
        return percentileMs(95);
    }

    public double p99Ms() {
        return percentileMs(99);
    }

    /** @param percentile above 0, up to 100 */
    public double percentileMs(double percentile) {
        TrialResult.Arrivals arrivals = result.detail().arrivals();
        return ms(arrivals == null ? result.service() : arrivals.response(), percentile);
    }

    /** From the start of the request, also where there is a schedule. */
    public double servicePercentileMs(double percentile) {
        return ms(result.service(), percentile);
    }

    /** To the first byte of the response. */
    public double firstBytePercentileMs(double percentile) {
        return ms(result.firstByte(), percentile);
    }

    private static double ms(Histogram histogram, double percentile) {
        if (histogram.getTotalCount() == 0) {
            throw new IllegalStateException("no response was as expected, so there is no latency");
        }
        return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue()) / 1e6;
    }

    /** Responses per second. */
    public double requestsPerSec() {
        return result.requestsPerSec();
    }

    /** Started, as expected, otherwise, failed, aborted. */
    public TrialResult.Counts counts() {
        return result.counts();
    }

    /** Share of ended requests that failed or were answered otherwise than expected, 0 to 1. */
    public double errorRate() {
        return result.counts().errorRate();
    }

    /** Failed requests by the label of their kind. */
    public Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        result.errors().forEach(row -> errors.put(row.kind(), row.count()));
        return errors;
    }

    /** Share of the schedule that was started, 0 to 1; 1 in a closed model. */
    public double achieved() {
        TrialResult.Arrivals arrivals = result.detail().arrivals();
        return arrivals == null || arrivals.due() == 0 ? 1 : (double) arrivals.started() / arrivals.due();
    }

    /** Checks that failed. */
    public long failedChecks() {
        return result.detail().failedChecks();
    }

    /** @throws IllegalArgumentException when there is no such step; the message names those that there are */
    public Part step(String name) {
        return part(result.detail().steps(), name);
    }

    /** @throws IllegalArgumentException when there is no such transaction or scenario */
    public Part transaction(String name) {
        return part(result.detail().transactions(), name);
    }

    private static Part part(List<TrialResult.Row> rows, String name) {
        for (TrialResult.Row row : rows) {
            if (row.name().equals(name)) {
                return new Part(row);
            }
        }
        throw new IllegalArgumentException("there is no '" + name + "'; there are "
                + rows.stream().map(TrialResult.Row::name).toList());
    }

    /** What became of the objectives. */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** @throws AssertionError when an objective was missed: which, and what was measured */
    public void assertSlos() {
        StringBuilder missed = new StringBuilder();
        for (Verdict verdict : verdicts) {
            if (verdict.outcome() == Verdict.Outcome.FAIL) {
                missed.append(missed.length() == 0 ? "objective missed: " : "; ")
                        .append(verdict.slo().name());
                double measured = verdict.measured();
                boolean time = verdict.slo().objective().metric().isTime();
                missed.append(" (measured ")
                        .append(time ? measured / 1e6 + " ms" : measured)
                        .append(')');
            }
        }
        if (missed.length() > 0) {
            throw new AssertionError(missed.toString());
        }
    }

    /** A step, a transaction, or the iterations of a scenario. */
    public static final class Part {
        private final TrialResult.Row row;

        private Part(TrialResult.Row row) {
            this.row = row;
        }

        public TrialResult.Counts counts() {
            return row.counts();
        }

        /** From its start to its end. */
        public double percentileMs(double percentile) {
            return ms(row.service(), percentile);
        }

        /** 0 to 1. */
        public double errorRate() {
            return row.counts().errorRate();
        }
    }
}
