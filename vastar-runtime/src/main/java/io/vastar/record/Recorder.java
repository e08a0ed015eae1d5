// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.util.List;
import java.util.Map;

/**
 * Counts and times the exchanges of one agent. Single writer; read by others only after the agent has stopped, when
 * {@link #add} merges one recorder into another exactly.
 *
 * <p>Histograms hold nanoseconds with three significant digits up to an hour; each is made at its first value. The memory
 * is the same whatever the run's length.
 */
public final class Recorder {
    private static final int CODES = 1000;

    // Recording and RecorderBytes read these, too.
    final Totals totals = new Totals();
    final Latencies latencies;
    final PhaseLog phases = new PhaseLog();
    final ScheduleLog schedule = new ScheduleLog();
    final FailureCounts failures = new FailureCounts();
    final long[] codes = new long[CODES];
    final long[] unexpectedCodes = new long[CODES];
    final long[] protocolCounts;
    final RateLog rate;

    /** Of a closed model. */
    public Recorder(int protocolCounts) {
        this(protocolCounts, false);
    }

    /**
     * @param protocolCounts how many counts the protocol declared
     * @param scheduled whether there is a schedule, against which response times and lateness are measured
     */
    public Recorder(int protocolCounts, boolean scheduled) {
        this(protocolCounts, scheduled, new RateLog());
        latencies.makeWhatEveryRunFills();
    }

    Recorder(int protocolCounts, boolean scheduled, RateLog rate) {
        latencies = new Latencies(scheduled);
        this.protocolCounts = new long[protocolCounts];
        this.rate = rate;
    }

    /** One row of several, which has no course over time and costs little until something is recorded in it. */
    public static Recorder ofRow(int protocolCounts, boolean scheduled) {
        return new Recorder(protocolCounts, scheduled, null);
    }

    /** Measuring begins; everything recorded counts from here. */
    public void begin(long nowNs) {
        if (rate != null) {
            rate.begin(nowNs);
        }
    }

    /** An exchange was accepted by a lane. */
    public void started() {
        totals.started++;
    }

    /** The first exchange of an iteration was accepted, so long after the iteration was to begin. */
    public void iteration(long lateNs) {
        totals.iterations++;
        latencies.late(lateNs);
    }

    /** How many arrivals are due and have not begun. */
    public void backlog(long count) {
        schedule.backlog(count);
    }

    /** How many iterations are under way. */
    public void inFlight(int count) {
        schedule.inFlight(count);
    }

    /** The schedule has ended: what it asked for, and what was begun of it. */
    public void schedule(long dueCount, long begunCount) {
        schedule.ended(dueCount, begunCount);
    }

    /**
     * A stretch of several exchanges has ended, such as an iteration.
     *
     * @param intendedNs when the schedule wanted it to start
     * @param startedNs when it started
     */
    public void part(long intendedNs, long startedNs, long doneNs, boolean fine) {
        totals.started++;
        long serviceNs = LazyHistogram.inRange(doneNs - startedNs);
        totals.serviceSumNs += serviceNs;
        if (fine) {
            totals.ok++;
            latencies.expected(serviceNs, doneNs - intendedNs);
        } else {
            totals.unexpected++;
            latencies.unexpected(serviceNs, doneNs - intendedNs);
        }
    }

    /**
     * A call of user code's own client has ended, which counts as a request.
     *
     * @param intendedNs when the schedule wanted it to start
     * @param failure what it threw, in words; null when it returned
     */
    public void called(long intendedNs, long startedNs, long doneNs, String failure) {
        if (failure == null) {
            part(intendedNs, startedNs, doneNs, true);
            if (rate != null) {
                rate.completed(startedNs, doneNs);
            }
        } else {
            totals.started++;
            failed(startedNs, ErrorKind.CALL_FAILED, failure);
        }
    }

    /** User code objects to a response that was recorded as it was expected: a check failed, or its reader threw an exception. */
    public void rejected() {
        totals.rejected++;
    }

    /** User code threw an exception that belongs to no response. */
    public void codeFailed() {
        totals.codeFailures++;
    }

    /**
     * An exchange ended.
     *
     * @param accepted whether the code of the response, if there is one, is what was expected
     * @param checkFailed whether it is, and something else of the response is not
     */
    public void ended(Exchange exchange, boolean accepted, boolean checkFailed) {
        totals.rejected += checkFailed ? 1 : 0;
        switch (exchange.outcome()) {
            case COMPLETED -> completed(exchange, accepted);
            case FAILED -> failed(exchange);
            default -> aborted(exchange);
        }
    }

    private void completed(Exchange exchange, boolean accepted) {
        long serviceNs = LazyHistogram.inRange(exchange.serviceNs());
        int code = exchange.code() >= 0 && exchange.code() < CODES ? exchange.code() : 0;
        codes[code]++;
        totals.bytesIn += exchange.bytesIn();
        totals.bytesOut += exchange.bytesOut();
        totals.bodyBytes += exchange.bodyBytes();
        totals.serviceSumNs += serviceNs;
        if (rate != null) {
            rate.completed(exchange.startedNs(), exchange.doneNs());
        }
        for (int i = 0; i < protocolCounts.length; i++) {
            protocolCounts[i] += exchange.count(i);
        }
        if (!accepted) {
            totals.unexpected++;
            unexpectedCodes[code]++;
            latencies.unexpected(serviceNs, exchange.responseNs());
            return;
        }
        totals.ok++;
        latencies.expected(serviceNs, exchange.responseNs());
        if (exchange.firstByteNs() == exchange.startedNs() && exchange.sentNs() == exchange.startedNs()) {
            return; // blocking code, such as a whole iteration: nobody saw it go out and come in
        }
        latencies.firstByte.record(exchange.firstByteNs() - exchange.startedNs());
        phases.add(exchange);
    }

    private void failed(Exchange exchange) {
        totals.bytesIn += exchange.bytesIn();
        totals.bytesOut += exchange.bytesOut();
        failed(exchange.startedNs(), exchange.errorKind(), exchange.errorDetail());
    }

    private void failed(long startedNs, ErrorKind kind, String detail) {
        if (rate != null) {
            rate.failed(startedNs);
        }
        totals.failed++;
        failures.count(kind, detail);
    }

    private void aborted(Exchange exchange) {
        totals.aborted++;
        totals.bytesIn += exchange.bytesIn();
        totals.bytesOut += exchange.bytesOut();
    }

    /** Adds another agent's record to this one. Both agents have stopped. */
    public void add(Recorder from) {
        add(from, 0);
    }

    /** @param shiftNs what to add to the other one's moments to have them on this one's clock */
    void add(Recorder from, long shiftNs) {
        latencies.add(from.latencies);
        totals.add(from.totals);
        phases.add(from.phases);
        schedule.add(from.schedule);
        failures.add(from.failures);
        if (rate != null && from.rate != null) {
            rate.add(from.rate, shiftNs);
        }
        for (int i = 0; i < CODES; i++) {
            codes[i] += from.codes[i];
            unexpectedCodes[i] += from.unexpectedCodes[i];
        }
        for (int i = 0; i < protocolCounts.length; i++) {
            protocolCounts[i] += from.protocolCounts[i];
        }
    }

    /** One of the same kind, in which nothing is recorded. */
    Recorder empty() {
        return new Recorder(protocolCounts.length, latencies.isScheduled(), rate == null ? null : new RateLog());
    }

    public long startedCount() {
        return totals.started;
    }

    /** Complete responses of any code. */
    public long responses() {
        return totals.ok + totals.unexpected;
    }

    /** Complete responses with an expected code. */
    public long okCount() {
        return totals.ok;
    }

    public long unexpectedCount() {
        return totals.unexpected;
    }

    public long failedCount() {
        return totals.failed;
    }

    /** Sum of the service times of all responses. */
    public long serviceSumNs() {
        return totals.serviceSumNs;
    }

    /** Iterations that have begun. */
    public long iterations() {
        return totals.iterations;
    }

    /** How the schedule was kept; null without one. Peaks of several agents are summed, which is an upper bound. */
    public TrialResult.Arrivals arrivals(long windowNs, int maxConcurrency) {
        return latencies.isScheduled() ? schedule.arrivals(windowNs, maxConcurrency, latencies) : null;
    }

    /** Responses that user code objects to. */
    public long rejectedCount() {
        return totals.rejected;
    }

    /** Exceptions of user code that belong to no response. */
    public long codeFailureCount() {
        return totals.codeFailures;
    }

    /** The counts that the protocol declared, by their names. */
    public Map<String, Long> protocolCounts(List<String> names) {
        return Recording.counts(protocolCounts, names);
    }

    /**
     * What was recorded, as one row of several.
     *
     * @param countNames of the counts that the protocol declared
     */
    public TrialResult.Row row(String name, List<String> countNames) {
        return Recording.row(this, name, countNames);
    }

    /** What was recorded, in the form reports use. */
    public Recording recording(long elapsedNs) {
        return Recording.of(this, elapsedNs);
    }
}
