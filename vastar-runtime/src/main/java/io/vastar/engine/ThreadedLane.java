// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.api.RequestFailedException;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.CheckCounts;
import io.vastar.record.CodeFailures;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.ScenarioDefinition;
import java.util.ArrayDeque;
import java.util.List;
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
    private static final long LONGEST_LEAVE_S = 5;
    private static final int MOST_CAUSES = 20;

    private final List<ScenarioPlan> plans;
    private final boolean keepUsers;
    private final Lane beneath;
    private final LaneFactory factory;
    private final int countNames;
    private final CheckCounts checks;
    private final NanoClock clock;
    private final int index;
    private final int agents;
    private final Mix mix;
    private final Recorder recorder;
    private final boolean hasTarget;
    private final ThreadedRows rows;
    private final UserCalls calls;
    private final ExecutorService threads = UserThreads.open();
    private final CodeFailures failures = new CodeFailures(Scenarios.class, ThreadedUser.class);
    private final ManyToOneConcurrentArrayQueue<UserEvent> events = new ManyToOneConcurrentArrayQueue<>(EVENTS);
    private final ArrayDeque<Exchange> cancelled = new ArrayDeque<>();
    private CompletionHandler handler;
    private volatile boolean closed;
    private int entered;

    /**
     * @param recorder of all that is measured
     * @param log of single requests; null when there is none
     */
    ThreadedLane(
            AgentShare share,
            Lane beneath,
            LaneFactory factory,
            int countNames,
            AcceptedCodes accepted,
            CheckCounts checks,
            NanoClock clock,
            Recorder recorder,
            OverLimits overLimits,
            RequestLog log) {
        LoadPlan plan = share.plan();
        this.recorder = recorder;
        hasTarget = factory.newInteraction(false, checks) != null;
        plans = plan.scenarios();
        keepUsers = !plan.model().isOpen();
        this.beneath = beneath;
        this.factory = factory;
        this.countNames = countNames;
        this.checks = checks;
        this.clock = clock;
        index = share.index();
        agents = share.agents();
        mix = new Mix(plans, index, agents);
        rows = new ThreadedRows(plans, countNames, plan.model().isOpen());
        calls = new UserCalls(plan, beneath, rows, accepted, checks, recorder, overLimits, log, clock);
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
            slot.threaded = user;
        }
        long nowNs = clock.nanoTime();
        user.begin(slot, nowNs);
        exchange.begin(nowNs);
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
        work += beneath.poll(calls, 0);
        for (UserEvent event = events.poll(); event != null; event = events.poll()) {
            on(event);
            work++;
        }
        work += calls.send();
        calls.timeOut();
        if (work == 0 && maxWaitNs > 0) {
            LockSupport.parkNanos(Math.min(NAP_NS, maxWaitNs));
        }
        return work;
    }

    private void on(UserEvent event) {
        switch (event.kind()) {
            case CALL -> {
                event.user().called = true;
                calls.add(event.user().call, event.toNs());
            }
            case PART -> {
                if (event.user().counts()) {
                    measured(event);
                }
            }
            case CHECK_PASSED -> {
                if (event.user().counts()) {
                    checks.check(event.name(), true);
                }
            }
            case CHECK_FAILED -> {
                if (event.user().counts()) {
                    checks.check(event.name(), false);
                    objected(event.user());
                }
            }
            case LEFT -> ended(event, true);
            default -> ended(event, false);
        }
    }

    /** Whether its code calls the target by a client of its own, as asynchronous code always does. */
    private boolean bringsClient(ThreadedUser user) {
        return !hasTarget || user.plan.kind() == ScenarioDefinition.Kind.ASYNCHRONOUS;
    }

    /** A part of the code was timed. Where the code brings its client, it is what counts as a request. */
    private void measured(UserEvent event) {
        ThreadedUser user = event.user();
        boolean ownClient = bringsClient(user);
        long intendedNs = event.fromNs() - (ownClient ? user.takeLatenessNs() : 0);
        Throwable failure = event.failure();
        String words = failure == null ? null : failure.toString();
        rows.row(event.name()).called(intendedNs, event.fromNs(), event.toNs(), words);
        if (ownClient) {
            user.called = true;
            recorder.called(intendedNs, event.fromNs(), event.toNs(), words);
            user.countedFailure = failure;
            user.answered(rows.row(event.name()), failure == null);
        }
    }

    /**
     * A check failed, or the code threw an exception: over the last response, if that was fine so far. Where an error has been counted
     * in this iteration, it is taken to be the cause.
     */
    private void objected(ThreadedUser user) {
        if (user.reject()) {
            recorder.rejected();
        } else if (user.fine) {
            recorder.codeFailed();
        }
        user.fine = false;
    }

    private void ended(UserEvent event, boolean left) {
        ThreadedUser user = event.user();
        Slot slot = user.slot;
        if (user.isAbandoned() || slot == null) {
            return;
        }
        user.slot = null;
        if (!left && !slot.discarded) {
            rows.ended(user, clock.nanoTime() - event.toNs());
        }
        if (left) {
            slot.abort(event.toNs());
        } else {
            slot.complete(event.toNs(), 0);
            iterationEnded(user, slot, event);
        }
        slot.leaves = left;
        handler.onCompletion(slot);
    }

    private void iterationEnded(ThreadedUser user, Slot slot, UserEvent event) {
        Throwable failure = event.failure();
        boolean known = isCounted(failure, user.countedFailure);
        if (failure != null && !known) {
            failures.thrown("scenario '" + user.plan.name() + "'", failure);
        }
        if (slot.discarded) {
            return;
        }
        if (failure != null && !known) {
            objected(user);
        } else if (bringsClient(user) && !user.called && failure == null) {
            recorder.called(slot.intendedNs(), slot.startedNs(), event.toNs(), null);
        }
        boolean fine = failure == null && user.fine;
        rows.iterationsOf(user).part(slot.iterationIntendedNs, slot.startedNs(), event.toNs(), fine);
    }

    /** Whether an exception that ended an iteration is, or comes from, a failure that has been counted already. */
    private static boolean isCounted(Throwable failure, Throwable counted) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < MOST_CAUSES; at = at.getCause()) {
            if (at instanceof RequestFailedException || at == counted) {
                return true;
            }
            depth++;
        }
        return false;
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
        calls.cancel(user.call, null);
        if (reason == null) {
            exchange.abort(clock.nanoTime());
        } else {
            exchange.fail(clock.nanoTime(), reason, reason.meaning());
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

    ThreadedRows rows() {
        return rows;
    }
}
