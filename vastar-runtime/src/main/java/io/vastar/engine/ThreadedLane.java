// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.Expectation;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.HandOffLog;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.record.TrialResult;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.NanoClock;

/**
 * Carries whole iterations of scenarios whose code may block. An exchange is one iteration; it runs on a thread of its
 * own, and the requests that it makes go over the lane beneath, as exchanges of their own with rows of their own. Users'
 * threads talk to the agent through one queue.
 */
final class ThreadedLane implements Lane {
    private static final int EVENTS = 1 << 16;
    private static final long NAP_NS = 20_000;
    private static final long SCAN_NS = 20_000_000;
    private static final long LONGEST_LEAVE_S = 5;
    private static final int MOST_ROWS = 200;
    private static final String OTHERS = "(further rows)";

    private final List<ScenarioPlan> plans;
    private final boolean keepUsers;
    private final boolean open;
    private final long timeoutNs;
    private final long firstByteNs;
    private final Lane beneath;
    private final LaneFactory factory;
    private final int countNames;
    private final CheckCounts checks;
    private final NanoClock clock;
    private final RequestLog log;
    private final Expectation expect;
    private final int index;
    private final int agents;
    private final Mix mix;
    private final ExecutorService threads;
    private final CodeFailures failures = new CodeFailures();
    private final HandOffLog handOffs = new HandOffLog();
    private final Map<String, Recorder> rows = new LinkedHashMap<>();
    private final Map<String, Recorder> iterations = new LinkedHashMap<>();
    private final ManyToOneConcurrentArrayQueue<UserEvent> events = new ManyToOneConcurrentArrayQueue<>(EVENTS);
    private final ArrayDeque<UserCall> unsent = new ArrayDeque<>();
    private final ArrayDeque<Exchange> cancelled = new ArrayDeque<>();
    private final List<UserCall> calls = new ArrayList<>();
    private final CompletionHandler onCall = this::callEnded;
    private CompletionHandler handler;
    private volatile boolean closed;
    private int entered;
    private long nextScanNs;

    ThreadedLane(
            AgentShare share,
            Lane beneath,
            LaneFactory factory,
            int countNames,
            CheckCounts checks,
            NanoClock clock,
            RequestLog log) {
        this.log = log;
        plans = share.plan().scenarios();
        open = share.plan().model().isOpen();
        keepUsers = !open;
        timeoutNs = share.plan().timeoutNs();
        firstByteNs = share.plan().firstByteTimeoutNs();
        this.beneath = beneath;
        this.factory = factory;
        this.countNames = countNames;
        this.checks = checks;
        this.clock = clock;
        index = share.index();
        agents = share.agents();
        mix = new Mix(plans, index, agents);
        expect = share.plan().expect();
        threads = UserThreads.open();
        for (ScenarioPlan plan : plans) {
            iterations.put(plan.name(), new Recorder(0, open));
        }
    }

    long nowNs() {
        return clock.nanoTime();
    }

    /** Any thread. */
    void tell(UserEvent event) {
        while (!events.offer(event) && !closed) {
            LockSupport.parkNanos(NAP_NS);
        }
    }

    boolean keepsUsers() {
        return keepUsers;
    }

    void tearDownFailed(String scenario, Throwable failure) {
        synchronized (failures) {
            failures.thrown("the tear-down of a user of " + scenario, failure);
        }
    }

    @Override
    public void open() {
        beneath.open();
    }

    @Override
    public Readiness readiness() {
        return beneath.readiness();
    }

    @Override
    public boolean offer(Exchange exchange) {
        Slot slot = (Slot) exchange;
        ThreadedUser user = slot.threaded;
        if (user == null || !keepUsers || user.isAbandoned()) {
            int number = keepUsers ? slot.number : index + agents * entered++;
            user = new ThreadedUser(plans.get(mix.next()), number, this, factory, countNames);
            if (expect != null && expect.body() != null) {
                user.call.watchFor(new TextWatch(expect.body()));
            }
            slot.threaded = user;
        }
        long nowNs = clock.nanoTime();
        user.begin(slot, nowNs);
        exchange.begin(nowNs);
        if (!slot.discarded) {
            iterations.get(user.plan.name()).started();
        }
        threads.execute(user);
        return true;
    }

    @Override
    public int poll(CompletionHandler completionHandler, long maxWaitNs) {
        handler = completionHandler;
        int work = 0;
        for (Exchange exchange = cancelled.poll(); exchange != null; exchange = cancelled.poll()) {
            handler.onCompletion(exchange);
            work++;
        }
        work += beneath.poll(onCall, 0);
        for (UserEvent event = events.poll(); event != null; event = events.poll()) {
            on(event);
            work++;
        }
        work += sendCalls();
        long nowNs = clock.nanoTime();
        if (timeoutNs + firstByteNs > 0 && nowNs - nextScanNs >= 0) {
            nextScanNs = nowNs + SCAN_NS;
            timeOut(nowNs);
        }
        if (work == 0 && maxWaitNs > 0) {
            LockSupport.parkNanos(Math.min(NAP_NS, maxWaitNs));
        }
        return work;
    }

    private int sendCalls() {
        int sent = 0;
        for (UserCall call = unsent.peek(); call != null; call = unsent.peek()) {
            if (call.user.isAbandoned()) {
                call.begin(clock.nanoTime());
                call.abort(clock.nanoTime());
                callEnded(call);
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

    private void timeOut(long nowNs) {
        for (int i = 0; i < calls.size(); i++) {
            UserCall call = calls.get(i);
            if (call.inFlight && timeoutNs > 0 && nowNs - call.startedNs() > timeoutNs) {
                timeOut(call, ErrorKind.TIMEOUT);
            } else if (call.inFlight
                    && firstByteNs > 0
                    && call.bytesOut() > 0
                    && call.bytesIn() == 0
                    && nowNs - call.sentNs() > firstByteNs) {
                timeOut(call, ErrorKind.FIRST_BYTE_TIMEOUT);
            }
        }
    }

    private void timeOut(UserCall call, ErrorKind kind) {
        call.inFlight = false;
        beneath.cancel(call, kind);
    }

    private void on(UserEvent event) {
        switch (event.kind()) {
            case CALL -> call(event.user().call, event.toNs());
            case PART -> {
                if (counts(event.user())) {
                    row(event.name()).part(event.toNs() - event.fromNs(), event.failure() == null);
                }
            }
            case CHECK_PASSED, CHECK_FAILED -> {
                if (counts(event.user())) {
                    checks.check(event.name(), event.kind() == UserEvent.Kind.CHECK_PASSED);
                }
            }
            case LEFT -> ended(event, true);
            default -> ended(event, false);
        }
    }

    /** Whether what a user does is part of the figures: not in the warm-up, and not when the run has given it up. */
    private static boolean counts(ThreadedUser user) {
        return user.slot != null && !user.slot.discarded && !user.isAbandoned();
    }

    private void call(UserCall call, long toldNs) {
        if (call.user.isAbandoned()) {
            return;
        }
        if (!call.known) {
            call.known = true;
            calls.add(call);
        }
        long nowNs = clock.nanoTime();
        call.intend(nowNs);
        unsent.add(call);
        call.counts = counts(call.user);
        if (call.counts) {
            row(call.row).started();
            handedOver(call.user, nowNs - toldNs);
            call.user.handOffNs += nowNs - toldNs;
        }
    }

    /** A user was woken up and told something. */
    private void handedOver(ThreadedUser user, long toAgentNs) {
        handOffs.toUser(user.wakeNs);
        handOffs.toAgent(toAgentNs);
        user.handOffNs += user.wakeNs;
    }

    private void callEnded(Exchange exchange) {
        UserCall call = (UserCall) exchange;
        call.inFlight = false;
        int judged = Responses.judge(call, expect, !call.counts, checks);
        if (call.counts) {
            row(call.row).ended(call, judged != Responses.REFUSED, judged == Responses.CHECK_FAILED);
            if (log != null) {
                boolean checkFailed = judged == Responses.CHECK_FAILED;
                log.ended(
                        call,
                        judged != Responses.REFUSED,
                        checkFailed,
                        call.connection,
                        call.user.number(),
                        log.id(rows.containsKey(call.row) ? call.row : OTHERS));
            }
        }
        call.user.answer(clock.nanoTime());
    }

    private Recorder row(String name) {
        Recorder row = rows.get(name);
        if (row == null) {
            row = rows.computeIfAbsent(rows.size() < MOST_ROWS ? name : OTHERS, key -> new Recorder(countNames, open));
        }
        return row;
    }

    private void ended(UserEvent event, boolean left) {
        ThreadedUser user = event.user();
        Slot slot = user.slot;
        if (user.isAbandoned() || slot == null) {
            return;
        }
        user.slot = null;
        if (!left && !slot.discarded) {
            handedOver(user, clock.nanoTime() - event.toNs());
            handOffs.inIteration(user.handOffNs);
        }
        if (left) {
            slot.abort(event.toNs());
        } else if (event.failure() == null) {
            slot.complete(event.toNs(), 200);
        } else {
            Throwable failure = event.failure();
            failures.thrown("scenario '" + user.plan.name() + "'", failure);
            slot.fail(event.toNs(), ErrorKind.CALL_FAILED, failure.toString());
        }
        if (!slot.discarded) {
            iterations.get(user.plan.name()).ended(slot, slot.outcome() == Outcome.COMPLETED, false);
        }
        slot.leaves = left;
        handler.onCompletion(slot);
    }

    @Override
    public long awakeSinceNs() {
        return clock.nanoTime();
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        Slot slot = (Slot) exchange;
        ThreadedUser user = slot.threaded;
        user.abandon();
        if (user.call.inFlight) {
            user.call.inFlight = false;
            beneath.cancel(user.call, null);
        }
        if (reason == null) {
            exchange.abort(clock.nanoTime());
        } else {
            exchange.fail(clock.nanoTime(), reason, reason.meaning());
        }
        if (!slot.discarded) {
            iterations.get(user.plan.name()).ended(slot, false, false);
        }
        cancelled.add(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return beneath.connections();
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        beneath.close();
    }

    /** Users that are there leave, each on a thread of its own; waits for them, but not for ever. */
    void leave(Slot[] slots) {
        for (Slot slot : slots) {
            if (keepUsers && slot.threaded != null && !slot.threaded.isAbandoned()) {
                threads.execute(slot.threaded::leave);
            }
        }
        threads.shutdown();
        try {
            threads.awaitTermination(LONGEST_LEAVE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    CodeFailures failures() {
        return failures;
    }

    List<TrialResult.Row> rows() {
        return rows(rows);
    }

    /** One of the protocol's counts, of all requests. */
    long protocolCount(int index) {
        long sum = 0;
        for (Recorder row : rows.values()) {
            sum += row.protocolCount(index);
        }
        return sum;
    }

    List<TrialResult.Row> iterations() {
        return rows(iterations);
    }

    /** What the requests within iterations moved. */
    TrialResult.Bytes bytes() {
        TrialResult.Bytes sum = new TrialResult.Bytes(0, 0, 0);
        for (Recorder row : rows.values()) {
            TrialResult.Bytes bytes = row.bytes();
            sum = new TrialResult.Bytes(sum.in() + bytes.in(), sum.body() + bytes.body(), sum.out() + bytes.out());
        }
        return sum;
    }

    TrialResult.HandOffs handOffs() {
        return handOffs.handOffs();
    }

    void add(ThreadedLane other) {
        handOffs.add(other.handOffs);
        other.rows.forEach((name, row) -> row(name).add(row));
        other.iterations.forEach((name, row) -> iterations.get(name).add(row));
    }

    private static List<TrialResult.Row> rows(Map<String, Recorder> recorders) {
        List<TrialResult.Row> all = new ArrayList<>();
        recorders.forEach((name, recorder) -> all.add(recorder.row(name)));
        return all;
    }
}
