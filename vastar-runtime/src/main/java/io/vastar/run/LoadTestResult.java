// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.buffer.Printable;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.slo.Verdict;
import io.vastar.sweep.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a load test measured, for assertions. Latency is response time where there is a schedule, else service time; times
 * are in milliseconds. A percentile of nothing is an {@link IllegalStateException}, never a made-up number.
 *
 * <p>A load test that sweeps has {@link #sweep()} instead: asked for the figures of one run, it is an {@link
 * IllegalStateException}, too.
 */
public final class LoadTestResult {
    private final LoadPlan plan;
    private final TrialResult run;
    private final List<Verdict> verdicts;
    private final SweepResult sweep;
    private final List<String> notes;

    LoadTestResult(LoadPlan plan, TrialResult run, List<Verdict> verdicts, List<String> notes) {
        this.plan = plan;
        this.run = run;
        this.verdicts = List.copyOf(verdicts);
        this.sweep = null;
        this.notes = List.copyOf(notes);
    }

    LoadTestResult(SweepResult sweep, List<String> notes) {
        this.plan = sweep.plan().base();
        this.run = null;
        this.verdicts = List.of();
        this.sweep = sweep;
        this.notes = List.copyOf(notes);
    }

    /** What was run; of a sweep, what each of its runs began as. */
    public LoadPlan plan() {
        return plan;
    }

    /** What was decided on the user's behalf, and what data files are noted for; one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** Whether it was a sweep. */
    public boolean isSweep() {
        return sweep != null;
    }

    /** @throws IllegalStateException when it was one run */
    public SweepFindings sweep() {
        if (sweep == null) {
            throw new IllegalStateException(
                    "load test '" + plan.name() + "' ran once; annotate it with sweep = \"auto\"");
        }
        return new SweepFindings(sweep);
    }

    /** Everything of one run, as reports see it. */
    public TrialResult all() {
        if (run == null) {
            throw new IllegalStateException("load test '" + plan.name() + "' swept, so there is no single run to ask;"
                    + " ask sweep(), or run it once with Overrides.NONE.withSweepOff(true)");
        }
        return run;
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
        TrialResult.Arrivals arrivals = all().detail().arrivals();
        return ms(arrivals == null ? all().service() : arrivals.response(), percentile);
    }

    /** From the start of the request, also where there is a schedule. */
    public double servicePercentileMs(double percentile) {
        return ms(all().service(), percentile);
    }

    /** To the first byte of the response. */
    public double firstBytePercentileMs(double percentile) {
        return ms(all().firstByte(), percentile);
    }

    private static double ms(Histogram histogram, double percentile) {
        if (histogram.getTotalCount() == 0) {
            throw new IllegalStateException("no response was as expected, so there is no latency");
        }
        return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue()) / 1e6;
    }

    /** Responses per second. */
    public double requestsPerSec() {
        return all().requestsPerSec();
    }

    /** Started, as expected, otherwise, failed, aborted. */
    public TrialResult.Counts counts() {
        return all().counts();
    }

    /** Share of ended requests that failed or were answered otherwise than expected, 0 to 1. */
    public double errorRate() {
        return all().counts().errorRate();
    }

    /** Failed requests by the label of their kind. */
    public Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        all().errors().forEach(row -> errors.put(row.kind(), row.count()));
        return errors;
    }

    /** Share of the schedule that was started, 0 to 1; 1 in a closed model. */
    public double achieved() {
        TrialResult.Arrivals arrivals = all().detail().arrivals();
        return arrivals == null || arrivals.due() == 0 ? 1 : (double) arrivals.started() / arrivals.due();
    }

    /** Checks that failed. */
    public long failedChecks() {
        return all().detail().failedChecks();
    }

    /** @throws IllegalArgumentException when there is no such step; the message names those that there are */
    public Part step(String name) {
        return part(all().detail().steps(), name);
    }

    /** @throws IllegalArgumentException when there is no such transaction or scenario */
    public Part transaction(String name) {
        return part(all().detail().transactions(), name);
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
        all();
        return verdicts;
    }

    /** @throws AssertionError when no request was sent, or none was answered as expected: why */
    public void assertResponds() {
        String problem = counts().started() == 0 ? "no request was sent" : NoSuccess.reason(all());
        if (problem != null) {
            throw new AssertionError(problem);
        }
    }

    /**
     * Tolerates nothing.
     *
     * @throws AssertionError when no request was sent, or one failed or was answered otherwise than expected, or a check
     *     failed, or user code threw: how many of each
     */
    public void assertNoErrors() {
        assertResponds();
        List<String> problems = new ArrayList<>();
        TrialResult.Counts counts = counts();
        if (counts.unexpected() > 0) {
            problems.add(counts.unexpected() + " answered otherwise than expected (status codes "
                    + all().unexpectedCodes() + ")");
        }
        for (TrialResult.ErrorRow error : all().errors()) {
            problems.add(
                    error.count() + " failed: " + error.kind() + " (" + Printable.text(error.firstExample()) + ")");
        }
        if (failedChecks() > 0) {
            problems.add(failedChecks() + " checks failed");
        }
        for (TrialResult.ErrorRow thrown : all().detail().codeFailures()) {
            problems.add(
                    thrown.count() + " times the load test's code threw " + Printable.lines(thrown.firstExample()));
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("of " + counts.started() + " requests " + String.join("; ", problems));
        }
    }

    /** @throws AssertionError when an objective was missed: which, and what was measured */
    public void assertSlos() {
        StringBuilder missed = new StringBuilder();
        for (Verdict verdict : verdicts()) {
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
