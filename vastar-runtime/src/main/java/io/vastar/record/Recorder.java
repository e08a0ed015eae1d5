// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.util.LinkedHashMap;
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

    private final LazyHistogram response;
    private final LazyHistogram lateness;
    private final LazyHistogram otherResponse;
    private final LazyHistogram service = new LazyHistogram();
    private final LazyHistogram nonSuccess = new LazyHistogram();
    private final LazyHistogram firstByte = new LazyHistogram();
    private final PhaseLog phases = new PhaseLog();
    private final ScheduleLog schedule = new ScheduleLog();
    private final FailureCounts failures = new FailureCounts();
    private final long[] codes = new long[CODES];
    private final long[] protocolCounts;
    private final RateLog rate;

    private long started;
    private long ok;
    private long other;
    private long failed;
    private long aborted;
    private long bytesIn;
    private long bytesOut;
    private long bodyBytes;
    private long serviceSumNs;
    private long startNs;
    private long lastStartNs = -1;
    private long rejected;
    private long codeFailures;
    private long iterations;

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
        // what nearly every run fills is made before the clock starts
        service.make();
        firstByte.make();
        if (scheduled) {
            response.make();
            lateness.make();
        }
    }

    private Recorder(int protocolCounts, boolean scheduled, RateLog rate) {
        response = scheduled ? new LazyHistogram() : null;
        lateness = scheduled ? new LazyHistogram() : null;
        otherResponse = scheduled ? new LazyHistogram() : null;
        this.protocolCounts = new long[protocolCounts];
        this.rate = rate;
    }

    /**
     * One row of several, which has no course over time and costs little until something is recorded in it.
     *
     * @param protocolCounts how many counts the protocol declared
     * @param scheduled whether there is a schedule, against which response times are measured
     */
    public static Recorder ofRow(int protocolCounts, boolean scheduled) {
        return new Recorder(protocolCounts, scheduled, null);
    }

    /** Measuring begins; everything recorded counts from here. */
    public void begin(long nowNs) {
        startNs = nowNs;
        if (rate != null) {
            rate.begin(nowNs);
        }
    }

    /** An exchange was accepted by a lane. */
    public void started() {
        started++;
    }

    /** The first exchange of an iteration was accepted, so long after the iteration was to begin. */
    public void iteration(long lateNs) {
        iterations++;
        if (lateness != null) {
            lateness.record(lateNs);
        }
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
        started++;
        long serviceNs = LazyHistogram.inRange(doneNs - startedNs);
        serviceSumNs += serviceNs;
        if (fine) {
            ok++;
            service.record(serviceNs);
        } else {
            other++;
            nonSuccess.record(serviceNs);
        }
        LazyHistogram due = fine ? response : otherResponse;
        if (due != null) {
            due.record(doneNs - intendedNs);
        }
    }

    /**
     * A call of user code's own client has ended, which counts as a request.
     *
     * @param intendedNs when the schedule wanted it to start
     * @param failure what it threw, in words; null when it returned
     */
    public void called(long intendedNs, long startedNs, long doneNs, String failure) {
        lastStartNs = Math.max(lastStartNs, startedNs - startNs);
        if (failure == null) {
            part(intendedNs, startedNs, doneNs, true);
            if (rate != null) {
                rate.completed(doneNs);
            }
        } else {
            started++;
            failed(ErrorKind.CALL_FAILED, failure);
        }
    }

    /** User code objects to a response that was recorded as it was expected: a check failed, or its reader threw an exception. */
    public void rejected() {
        rejected++;
    }

    /** User code threw an exception that belongs to no response. */
    public void codeFailed() {
        codeFailures++;
    }

    /** An exchange ended; a 2xx code is what was expected. */
    public void ended(Exchange exchange) {
        ended(exchange, exchange.code() >= 200 && exchange.code() <= 299, false);
    }

    /**
     * An exchange ended.
     *
     * @param accepted whether the code of the response, if there is one, is what was expected
     * @param checkFailed whether it is, and something else of the response is not
     */
    public void ended(Exchange exchange, boolean accepted, boolean checkFailed) {
        rejected += checkFailed ? 1 : 0;
        switch (exchange.outcome()) {
            case COMPLETED -> completed(exchange, accepted);
            case FAILED -> failed(exchange);
            default -> aborted(exchange);
        }
    }

    private void completed(Exchange exchange, boolean accepted) {
        long serviceNs = LazyHistogram.inRange(exchange.serviceNs());
        int code = exchange.code();
        codes[code >= 0 && code < CODES ? code : 0]++;
        bytesIn += exchange.bytesIn();
        bytesOut += exchange.bytesOut();
        bodyBytes += exchange.bodyBytes();
        serviceSumNs += serviceNs;
        lastStartNs = Math.max(lastStartNs, exchange.startedNs() - startNs);
        if (rate != null) {
            rate.completed(exchange.doneNs());
        }
        for (int i = 0; i < protocolCounts.length; i++) {
            protocolCounts[i] += exchange.count(i);
        }
        if (!accepted) {
            other++;
            nonSuccess.record(serviceNs);
            if (otherResponse != null) {
                otherResponse.record(exchange.responseNs());
            }
            return;
        }
        ok++;
        service.record(serviceNs);
        if (response != null) {
            response.record(exchange.responseNs());
        }
        if (exchange.firstByteNs() == exchange.startedNs() && exchange.sentNs() == exchange.startedNs()) {
            return; // blocking code, such as a whole iteration: nobody saw it go out and come in
        }
        firstByte.record(exchange.firstByteNs() - exchange.startedNs());
        phases.add(exchange);
    }

    private void failed(Exchange exchange) {
        bytesIn += exchange.bytesIn();
        bytesOut += exchange.bytesOut();
        lastStartNs = Math.max(lastStartNs, exchange.startedNs() - startNs);
        failed(exchange.errorKind(), exchange.errorDetail());
    }

    private void failed(ErrorKind kind, String detail) {
        failed++;
        failures.count(kind, detail);
    }

    private void aborted(Exchange exchange) {
        aborted++;
        bytesIn += exchange.bytesIn();
        bytesOut += exchange.bytesOut();
    }

    /** Adds another agent's record to this one. Both agents have stopped. */
    public void add(Recorder from) {
        if (response != null) {
            response.add(from.response);
            lateness.add(from.lateness);
            otherResponse.add(from.otherResponse);
        }
        service.add(from.service);
        nonSuccess.add(from.nonSuccess);
        firstByte.add(from.firstByte);
        phases.add(from.phases);
        schedule.add(from.schedule);
        failures.add(from.failures);
        if (rate != null && from.rate != null) {
            rate.add(from.rate);
        }
        for (int i = 0; i < CODES; i++) {
            codes[i] += from.codes[i];
        }
        for (int i = 0; i < protocolCounts.length; i++) {
            protocolCounts[i] += from.protocolCounts[i];
        }
        started += from.started;
        ok += from.ok;
        other += from.other;
        failed += from.failed;
        aborted += from.aborted;
        bytesIn += from.bytesIn;
        bytesOut += from.bytesOut;
        bodyBytes += from.bodyBytes;
        serviceSumNs += from.serviceSumNs;
        lastStartNs = Math.max(lastStartNs, from.lastStartNs < 0 ? -1 : from.lastStartNs + from.startNs - startNs);
        rejected += from.rejected;
        codeFailures += from.codeFailures;
        iterations += from.iterations;
    }

    public long startedCount() {
        return started;
    }

    /** Complete responses of any code. */
    public long responses() {
        return ok + other;
    }

    /** Complete responses with an expected code. */
    public long okCount() {
        return ok;
    }

    public long nonSuccessCount() {
        return other;
    }

    public long failedCount() {
        return failed;
    }

    /** Sum of the service times of all responses. */
    public long serviceSumNs() {
        return serviceSumNs;
    }

    /** What went over the transport. */
    public TrialResult.Bytes bytes() {
        return new TrialResult.Bytes(bytesIn, bodyBytes, bytesOut);
    }

    /** How many counts the protocol declared. */
    public int protocolCounts() {
        return protocolCounts.length;
    }

    /** How many of a protocol's counts were seen. */
    public long protocolCount(int index) {
        return protocolCounts[index];
    }

    /** Iterations that have begun. */
    public long iterations() {
        return iterations;
    }

    /** How the schedule was kept; null without one. Peaks of several agents are summed, which is an upper bound. */
    public TrialResult.Arrivals arrivals(long windowNs, int maxConcurrency) {
        return response == null ? null : schedule.arrivals(windowNs, maxConcurrency, lateness, response, otherResponse);
    }

    /** Responses that user code objects to. */
    public long rejectedCount() {
        return rejected;
    }

    /** Exceptions of user code that belong to no response. */
    public long codeFailureCount() {
        return codeFailures;
    }

    /** How many histograms there are so far, which is what a record's memory goes on. */
    int histogramsMade() {
        int made = 0;
        for (LazyHistogram one :
                new LazyHistogram[] {service, nonSuccess, firstByte, response, lateness, otherResponse}) {
            made += one != null && one.isMade() ? 1 : 0;
        }
        return made;
    }

    private TrialResult.Counts counts() {
        return new TrialResult.Counts(started, ok, other, failed, aborted, rejected, codeFailures);
    }

    /** The counts that the protocol declared, by their names. */
    public Map<String, Long> protocolCounts(List<String> names) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < protocolCounts.length; i++) {
            counts.put(names.get(i), protocolCounts[i]);
        }
        return counts;
    }

    /**
     * What was recorded, as one row of several.
     *
     * @param countNames of the counts that the protocol declared
     */
    public TrialResult.Row row(String name, List<String> countNames) {
        return new TrialResult.Row(
                name,
                counts(),
                service.histogram(),
                response == null ? null : response.histogram(),
                firstByte.histogram(),
                Recording.codes(codes),
                failures.rows(),
                protocolCounts(countNames));
    }

    /** What was recorded, as a report wants it. */
    public Recording recording(long elapsedNs) {
        return new Recording(
                counts(),
                bytes(),
                service.histogram(),
                nonSuccess.histogram(),
                firstByte.histogram(),
                phases.phases(),
                Recording.codes(codes),
                failures.rows(),
                rate.rate(elapsedNs),
                new TrialResult.Course(lastStartNs, rate.course(elapsedNs), rate.perThread(elapsedNs)));
    }
}
