// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import io.vastar.record.Recorder;
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
    private static final int MOST_ROWS = 200;
    private static final String OTHERS = "(further rows)";

    private final List<ScenarioPlan> plans;
    private final boolean keepUsers;
    private final boolean open;
    private final long timeoutNs;
    private final Lane beneath;
    private final LaneFactory factory;
    private final int countNames;
    private final CheckCounts checks;
    private final NanoClock clock;
    private final Mix mix;
    private final ExecutorService threads;
    private final CodeFailures failures = new CodeFailures();
    private final Map<String, Recorder> rows = new LinkedHashMap<>();
    private final Map<String, Recorder> iterations = new LinkedHashMap<>();
    private final ManyToOneConcurrentArrayQueue<UserEvent> events = new ManyToOneConcurrentArrayQueue<>(EVENTS);
    private final ArrayDeque<UserCall> unsent = new ArrayDeque<>();
    private final ArrayDeque<Exchange> cancelled = new ArrayDeque<>();
    private final List<UserCall> calls = new ArrayList<>();
    private final CompletionHandler onCall = this::callEnded;
    private CompletionHandler handler;
    private long nextScanNs;

    ThreadedLane(
            AgentShare share, Lane beneath, LaneFactory factory, int countNames, CheckCounts checks, NanoClock clock) {
        plans = share.plan().scenarios();
        open = share.plan().model().isOpen();
        keepUsers = !open;
        timeoutNs = share.plan().timeoutNs();
        this.beneath = beneath;
        this.factory = factory;
        this.countNames = countNames;
        this.checks = checks;
        this.clock = clock;
        mix = new Mix(plans);
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
        while (!events.offer(event)) {
            LockSupport.parkNanos(NAP_NS);
        }
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
            if (user != null) {
                user.leave();
            }
            user = new ThreadedUser(plans.get(mix.next()), slot.number, this, factory, countNames);
            slot.threaded = user;
        }
        user.slot = slot;
        exchange.begin(clock.nanoTime());
        iterations.get(user.plan.name()).started();
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
        while (!unsent.isEmpty() && beneath.offer(unsent.peek())) {
            unsent.poll().inFlight = true;
            work++;
        }
        long nowNs = clock.nanoTime();
        if (timeoutNs > 0 && nowNs - nextScanNs >= 0) {
            nextScanNs = nowNs + SCAN_NS;
            timeOut(nowNs);
        }
        if (work == 0 && maxWaitNs > 0) {
            LockSupport.parkNanos(Math.min(NAP_NS, maxWaitNs));
        }
        return work;
    }

    private void timeOut(long nowNs) {
        for (int i = 0; i < calls.size(); i++) {
            UserCall call = calls.get(i);
            if (call.inFlight && nowNs - call.startedNs() > timeoutNs) {
                call.inFlight = false;
                beneath.cancel(call, ErrorKind.TIMEOUT);
            }
        }
    }

    private void on(UserEvent event) {
        switch (event.kind()) {
            case CALL -> call(event.user().call);
            case PART -> row(event.name()).part(event.toNs() - event.fromNs(), event.failure() == null);
            case CHECK_PASSED -> checks.check(event.name(), true);
            case CHECK_FAILED -> checks.check(event.name(), false);
            case LEFT -> ended(event, true);
            default -> ended(event, false);
        }
    }

    private void call(UserCall call) {
        if (!call.known) {
            call.known = true;
            calls.add(call);
        }
        call.intend(clock.nanoTime());
        unsent.add(call);
        row(call.row).started();
    }

    private void callEnded(Exchange exchange) {
        UserCall call = (UserCall) exchange;
        call.inFlight = false;
        row(call.row).ended(call);
        call.user.answer();
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
        if (left) {
            slot.abort(event.toNs());
        } else if (event.failure() == null) {
            slot.complete(event.toNs(), 200);
        } else {
            Throwable failure = event.failure();
            failures.thrown("scenario '" + user.plan.name() + "'", failure);
            slot.fail(event.toNs(), ErrorKind.CALL_FAILED, failure.toString());
        }
        iterations.get(user.plan.name()).ended(slot, slot.outcome() == Outcome.COMPLETED, false);
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
        iterations.get(user.plan.name()).ended(slot, false, false);
        cancelled.add(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return beneath.connections();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        beneath.close();
    }

    /** Users that are there leave. */
    void leave(Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.threaded != null && !slot.threaded.isAbandoned()) {
                slot.threaded.leave();
            }
        }
    }

    CodeFailures failures() {
        return failures;
    }

    List<TrialResult.Row> rows() {
        return rows(rows);
    }

    List<TrialResult.Row> iterations() {
        return rows(iterations);
    }

    void add(ThreadedLane other) {
        other.rows.forEach((name, row) -> row(name).add(row));
        other.iterations.forEach((name, row) -> iterations.get(name).add(row));
    }

    private static List<TrialResult.Row> rows(Map<String, Recorder> recorders) {
        List<TrialResult.Row> all = new ArrayList<>();
        recorders.forEach((name, recorder) -> all.add(recorder.row(name)));
        return all;
    }
}
