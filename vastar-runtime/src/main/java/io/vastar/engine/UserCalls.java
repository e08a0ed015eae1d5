// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.Expectation;
import io.vastar.plan.LoadPlan;
import io.vastar.record.CheckCounts;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.NanoClock;

/**
 * The requests of users with threads of their own, on their way over the lane beneath: sends them, ends those that take too
 * long, judges what comes back, and wakes up the user. Owned by the agent thread.
 */
final class UserCalls implements CompletionHandler {
    private static final long SCAN_NS = 10_000_000;

    private final Lane beneath;
    private final ThreadedRows rows;
    private final AcceptedCodes accepted;
    private final CheckCounts checks;
    private final Recorder recorder;
    private final OverLimits overLimits;
    private final Expectation expect;
    private final RequestLog log;
    private final NanoClock clock;
    private final long timeoutNs;
    private final long firstByteNs;
    private final ArrayDeque<UserCall> unsent = new ArrayDeque<>();
    private final List<UserCall> known = new ArrayList<>();
    private long nextScanNs;

    /** @param log null when there is none */
    UserCalls(
            LoadPlan plan,
            Lane beneath,
            ThreadedRows rows,
            AcceptedCodes accepted,
            CheckCounts checks,
            Recorder recorder,
            OverLimits overLimits,
            RequestLog log,
            NanoClock clock) {
        this.recorder = recorder;
        this.overLimits = overLimits;
        this.beneath = beneath;
        this.rows = rows;
        this.accepted = accepted;
        this.checks = checks;
        expect = plan.expect();
        this.log = log;
        this.clock = clock;
        timeoutNs = plan.timeoutNs();
        firstByteNs = plan.firstByteTimeoutNs();
    }

    /** A user has asked for a request. */
    void add(UserCall call, long toldNs) {
        if (call.user.isAbandoned()) {
            return;
        }
        if (!call.known) {
            call.known = true;
            known.add(call);
            if (expect != null && expect.body() != null) {
                call.watchFor(new TextWatch(expect.body()));
            }
        }
        long nowNs = clock.nanoTime();
        call.intend(nowNs - call.user.takeLatenessNs());
        unsent.add(call);
        call.counts = call.user.counts();
        if (call.counts) {
            recorder.started();
            rows.row(call.row).started();
            rows.handedOver(call.user, nowNs - toldNs);
            call.user.handOffNs += nowNs - toldNs;
        }
    }

    /** Offers the lane what it has not taken yet. Once a turn. */
    int send() {
        int sent = 0;
        for (UserCall call = unsent.peek(); call != null; call = unsent.peek()) {
            if (call.user.isAbandoned()) {
                call.begin(clock.nanoTime());
                call.abort(clock.nanoTime());
                onCompletion(call);
            } else if (beneath.offer(call)) {
                call.inFlight = true;
                call.connection = call.laneIndex;
            } else {
                break;
            }
            unsent.remove();
            sent++;
        }
        return sent;
    }

    /** Ends what takes too long. Once a turn; looks every now and then. */
    void timeOut() {
        if (timeoutNs + firstByteNs == 0) {
            return;
        }
        long nowNs = clock.nanoTime();
        if (nowNs - nextScanNs < 0) {
            return;
        }
        nextScanNs = nowNs + SCAN_NS;
        for (int i = 0; i < known.size(); i++) {
            UserCall call = known.get(i);
            if (call.inFlight && timeoutNs > 0 && nowNs - call.startedNs() > timeoutNs) {
                cancel(call, ErrorKind.TIMEOUT);
            } else if (call.inFlight
                    && firstByteNs > 0
                    && call.bytesOut() > 0
                    && call.bytesIn() == 0
                    && nowNs - call.sentNs() > firstByteNs) {
                cancel(call, ErrorKind.FIRST_BYTE_TIMEOUT);
            }
        }
    }

    /**
     * Ends a request that is in flight; nothing when it is not.
     *
     * @param reason null aborts it
     */
    void cancel(UserCall call, ErrorKind reason) {
        if (call.inFlight) {
            call.inFlight = false;
            beneath.cancel(call, reason);
        }
    }

    @Override
    public void onCompletion(Exchange exchange) {
        UserCall call = (UserCall) exchange;
        call.inFlight = false;
        int judged = Responses.judge(call, expect, accepted, !call.counts, checks);
        if (call.counts) {
            boolean expected = judged != Responses.REFUSED;
            boolean checkFailed = judged == Responses.CHECK_FAILED;
            boolean answered = call.outcome() == Outcome.COMPLETED;
            call.user.answered(rows.row(call.row), answered && judged == Responses.FINE);
            if (answered && expected && overLimits.size() > 0) {
                overLimits.count(call);
            }
            recorder.ended(call, expected, checkFailed);
            rows.row(call.row).ended(call, expected, checkFailed);
            if (log != null) {
                int row = log.id(rows.nameOf(call.row));
                log.ended(call, expected, checkFailed, call.connection, call.user.number(), row);
            }
        }
        call.user.answer(clock.nanoTime());
    }
}
