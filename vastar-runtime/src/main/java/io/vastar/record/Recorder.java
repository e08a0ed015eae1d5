// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import org.HdrHistogram.Histogram;

/**
 * Counts and times the exchanges of one agent. Single writer; read by others only after the agent has stopped, when
 * {@link #add} merges one recorder into another exactly.
 *
 * <p>Histograms hold nanoseconds with three significant digits up to an hour. The memory is the same whatever the run's
 * length.
 */
public final class Recorder {
    private static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final int CODES = 1000;
    private static final ErrorKind[] KINDS = ErrorKind.values();

    private final Histogram response;
    private final Histogram lateness;
    private final Histogram otherResponse;
    private final Histogram service = new Histogram(1, HIGHEST_NS, 3);
    private final Histogram nonSuccess = new Histogram(1, HIGHEST_NS, 3);
    private final Histogram firstByte = new Histogram(1, HIGHEST_NS, 3);
    private final PhaseTimes connect = new PhaseTimes();
    private final PhaseTimes write = new PhaseTimes();
    private final PhaseTimes await = new PhaseTimes();
    private final PhaseTimes read = new PhaseTimes();
    private final long[] codes = new long[CODES];
    private final long[] errors = new long[KINDS.length];
    private final String[] firstErrors = new String[KINDS.length];
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
    private long peakBacklog;
    private int peakInFlight;
    private long due;
    private long begun;

    /** Of a closed model. */
    public Recorder(int protocolCounts) {
        this(protocolCounts, false);
    }

    /**
     * @param protocolCounts how many counts the protocol declared
     * @param scheduled whether there is a schedule against which response times and lateness are told
     */
    public Recorder(int protocolCounts, boolean scheduled) {
        response = scheduled ? new Histogram(1, HIGHEST_NS, 3) : null;
        lateness = scheduled ? new Histogram(1, HIGHEST_NS, 3) : null;
        otherResponse = scheduled ? new Histogram(1, HIGHEST_NS, 3) : null;
        this.protocolCounts = new long[protocolCounts];
        rate = new RateLog();
    }

    /** Measuring begins; everything recorded counts from here. */
    public void begin(long nowNs) {
        startNs = nowNs;
        rate.begin(nowNs);
    }

    /** An exchange was accepted by a lane. */
    public void started() {
        started++;
    }

    /** The first exchange of an iteration was accepted, so long after the iteration was to begin. */
    public void iteration(long lateNs) {
        iterations++;
        if (lateness != null) {
            lateness.recordValue(inRange(lateNs));
        }
    }

    /** How many arrivals are due and have not begun. */
    public void backlog(long count) {
        if (count > peakBacklog) {
            peakBacklog = count;
        }
    }

    /** How many iterations are under way. */
    public void inFlight(int count) {
        if (count > peakInFlight) {
            peakInFlight = count;
        }
    }

    /** The schedule has ended: what it asked for, and what was begun of it. */
    public void schedule(long dueCount, long begunCount) {
        due = dueCount;
        begun = begunCount;
    }

    /**
     * A stretch of several exchanges has ended, such as an iteration.
     *
     * @param intendedNs when the schedule wanted it to start
     * @param startedNs when it started
     */
    public void part(long intendedNs, long startedNs, long doneNs, boolean fine) {
        started++;
        long serviceNs = inRange(doneNs - startedNs);
        serviceSumNs += serviceNs;
        if (fine) {
            ok++;
            service.recordValue(serviceNs);
        } else {
            other++;
            nonSuccess.recordValue(serviceNs);
        }
        Histogram due = fine ? response : otherResponse;
        if (due != null) {
            due.recordValue(inRange(doneNs - intendedNs));
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
            rate.completed(doneNs);
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
        long serviceNs = inRange(exchange.serviceNs());
        int code = exchange.code();
        codes[code >= 0 && code < CODES ? code : 0]++;
        bytesIn += exchange.bytesIn();
        bytesOut += exchange.bytesOut();
        bodyBytes += exchange.bodyBytes();
        serviceSumNs += serviceNs;
        lastStartNs = Math.max(lastStartNs, exchange.startedNs() - startNs);
        rate.completed(exchange.doneNs());
        for (int i = 0; i < protocolCounts.length; i++) {
            protocolCounts[i] += exchange.count(i);
        }
        if (!accepted) {
            other++;
            nonSuccess.recordValue(serviceNs);
            if (otherResponse != null) {
                otherResponse.recordValue(inRange(exchange.responseNs()));
            }
            return;
        }
        ok++;
        service.recordValue(serviceNs);
        if (response != null) {
            response.recordValue(inRange(exchange.responseNs()));
        }
        if (exchange.firstByteNs() == exchange.startedNs() && exchange.sentNs() == exchange.startedNs()) {
            return; // blocking code, such as a whole iteration: nobody saw it go out and come in
        }
        firstByte.recordValue(inRange(exchange.firstByteNs() - exchange.startedNs()));
        long connectNs = exchange.connectNs();
        if (connectNs > 0) {
            connect.add(connectNs);
        }
        write.add(exchange.sentNs() - exchange.startedNs() - connectNs);
        await.add(exchange.firstByteNs() - exchange.sentNs());
        read.add(exchange.doneNs() - exchange.firstByteNs());
    }

    private void failed(Exchange exchange) {
        bytesIn += exchange.bytesIn();
        bytesOut += exchange.bytesOut();
        lastStartNs = Math.max(lastStartNs, exchange.startedNs() - startNs);
        failed(exchange.errorKind(), exchange.errorDetail());
    }

    private void failed(ErrorKind kind, String detail) {
        failed++;
        if (errors[kind.ordinal()]++ == 0) {
            firstErrors[kind.ordinal()] = detail;
        }
    }

    private void aborted(Exchange exchange) {
        aborted++;
        bytesIn += exchange.bytesIn();
        bytesOut += exchange.bytesOut();
    }

    private static long inRange(long ns) {
        return Math.max(1, Math.min(ns, HIGHEST_NS));
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
        connect.add(from.connect);
        write.add(from.write);
        await.add(from.await);
        read.add(from.read);
        rate.add(from.rate);
        for (int i = 0; i < CODES; i++) {
            codes[i] += from.codes[i];
        }
        for (int i = 0; i < KINDS.length; i++) {
            errors[i] += from.errors[i];
            firstErrors[i] = firstErrors[i] != null ? firstErrors[i] : from.firstErrors[i];
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
        peakBacklog += from.peakBacklog;
        peakInFlight += from.peakInFlight;
        due += from.due;
        begun += from.begun;
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
        return response == null
                ? null
                : new TrialResult.Arrivals(
                        due,
                        begun,
                        windowNs,
                        peakBacklog,
                        due - begun,
                        peakInFlight,
                        maxConcurrency,
                        lateness,
                        response,
                        otherResponse);
    }

    /** Responses that user code objects to. */
    public long rejectedCount() {
        return rejected;
    }

    /** Exceptions of user code that belong to no response. */
    public long codeFailureCount() {
        return codeFailures;
    }

    private TrialResult.Counts counts() {
        return new TrialResult.Counts(started, ok, other, failed, aborted, rejected, codeFailures);
    }

    /** What was recorded, as one row of several. */
    public TrialResult.Row row(String name) {
        return new TrialResult.Row(
                name,
                counts(),
                service,
                response,
                firstByte,
                Recording.codes(codes),
                Recording.errors(errors, firstErrors));
    }

    /** What was recorded, as a report wants it. */
    public Recording recording(long elapsedNs) {
        return new Recording(
                counts(),
                bytes(),
                service,
                nonSuccess,
                firstByte,
                new TrialResult.Phases(connect.phase(), write.phase(), await.phase(), read.phase()),
                Recording.codes(codes),
                Recording.errors(errors, firstErrors),
                rate.rate(elapsedNs),
                new TrialResult.Course(lastStartNs, rate.course(elapsedNs), rate.perThread(elapsedNs)));
    }
}
