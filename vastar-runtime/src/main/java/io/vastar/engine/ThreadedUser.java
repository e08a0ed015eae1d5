// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.api.RequestFailedException;
import io.vastar.api.Session;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.Recorder;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Feeds;
import io.vastar.spi.Interaction;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Outcome;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.VirtualUser;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * A virtual user whose code may block: runs its iterations on a thread of its own, one at a time, and hands its requests
 * to the agent of its {@link ThreadedLane}. The volatile fields order everything that goes between the two threads.
 */
final class ThreadedUser implements Runnable, Session, Feeds, Dispatcher {
    final ScenarioPlan plan;
    final UserCall call;
    private final ThreadedLane lane;
    private final int number;
    private final Object client;
    private VirtualUser code;
    private long iterations;
    private volatile Thread thread;
    private volatile boolean answered;
    private volatile boolean abandoned;

    /** When the agent handed it an iteration or an answer. */
    private long handedNs;

    /** How long after that its thread ran; read by the agent when it is told something. */
    long wakeNs;

    /** The iteration that it runs; the agent's. */
    Slot slot;

    /** What the iteration has spent between threads; the agent's. */
    long handOffNs;

    /** How much later than intended its iteration began, until its first request takes that over; the agent's. */
    private long latenessNs;

    /** What failed in this iteration and has been counted: the last measured part's exception; the agent's. */
    Throwable countedFailure;

    /** Whether the iteration has sent or measured anything; the agent's. */
    boolean called;

    /** Whether nothing of the iteration has been counted as an error; the agent's. */
    boolean fine;

    /** Row of the last response, and whether user code has not objected to it; the agent's. */
    private Recorder lastRow;

    private boolean lastFine;

    ThreadedUser(ScenarioPlan plan, int number, ThreadedLane lane, LaneFactory factory, int countNames) {
        this.plan = plan;
        this.number = number;
        this.lane = lane;
        Interaction interaction = factory.newInteraction(plan.keepsCookies(), this::check);
        call = new UserCall(this, interaction, countNames);
        if (interaction != null) {
            interaction.newUser();
        }
        client = interaction == null ? null : factory.newClient(interaction, this);
    }

    /** Unique in the run. */
    int number() {
        return number;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        long beganNs = lane.nowNs();
        wakeNs = beganNs - handedNs;
        try {
            if (code == null) {
                code = plan.code().newUser();
                code.setUp();
            }
            iterations++;
            if (!code.begin(this)) {
                lane.tell(new UserEvent(UserEvent.Kind.LEFT, this, null, beganNs, beganNs, null));
                return;
            }
            if (plan.kind() == Kind.ASYNCHRONOUS) {
                CompletionStage<?> stage = code.start(this);
                stage.whenComplete((result, failure) -> done(beganNs, cause(failure)));
                return;
            }
            code.run(client, this);
            done(beganNs, null);
        } catch (StopException e) {
            done(beganNs, null);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            done(beganNs, e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void done(long beganNs, Throwable failure) {
        lane.tell(new UserEvent(UserEvent.Kind.DONE, this, null, beganNs, lane.nowNs(), failure));
        if (!lane.keepsUsers()) {
            leave();
        }
    }

    /** Runs the code's tear-down; never on the agent's thread, for it may block. */
    void leave() {
        if (code != null) {
            try {
                code.tearDown();
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                lane.tearDownFailed(plan.name(), e);
            }
            code = null;
        }
    }

    /** The run has no use for it any more: whatever it waits for ends. Agent thread. */
    void abandon() {
        abandoned = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Whether what it does is part of the figures: not in the warm-up, and not when the run has given it up. Agent thread.
     */
    boolean counts() {
        return slot != null && !slot.discarded && !abandoned;
    }

    /** An iteration is about to be handed to its thread. Agent thread. */
    void begin(Slot next, long nowNs) {
        slot = next;
        handedNs = nowNs;
        handOffNs = 0;
        latenessNs = Math.max(0, nowNs - next.iterationIntendedNs);
        countedFailure = null;
        called = false;
        fine = true;
        lastFine = false;
    }

    /** Something came back for the iteration. Agent thread. */
    void answered(Recorder row, boolean asExpected) {
        lastRow = row;
        lastFine = asExpected;
        fine &= asExpected;
    }

    /** User code objects to the last response: false when that was no good anyway, or there is none. Agent thread. */
    boolean reject() {
        if (!lastFine) {
            return false;
        }
        lastFine = false;
        lastRow.rejected();
        return true;
    }

    /** How much later than intended what it does first was begun; 0 for what follows. Agent thread. */
    long takeLatenessNs() {
        long taken = latenessNs;
        latenessNs = 0;
        return taken;
    }

    /** The request has ended. Agent thread. */
    void answer(long nowNs) {
        handedNs = nowNs;
        answered = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void send(String name, Interaction interaction) throws RequestFailedException {
        if (abandoned) {
            throw new CancellationException("the run is over");
        }
        call.row = name;
        answered = false;
        thread = Thread.currentThread();
        long toldNs = lane.nowNs();
        lane.tell(new UserEvent(UserEvent.Kind.CALL, this, name, toldNs, toldNs, null));
        while (!answered) {
            if (abandoned) {
                throw new CancellationException("the run is over");
            }
            LockSupport.park(this);
        }
        wakeNs = lane.nowNs() - handedNs;
        if (call.outcome() != Outcome.COMPLETED) {
            ErrorKind kind = call.errorKind();
            if (kind == null) {
                throw new CancellationException("the run is over");
            }
            throw new RequestFailedException(kind.label(), call.errorDetail());
        }
    }

    @Override
    public Object next(int feeder) {
        return plan.feeds().get(feeder).next(number);
    }

    @Override
    public int user() {
        return number;
    }

    @Override
    public long iteration() {
        return iterations - 1;
    }

    @Override
    public void next(String step) {
        throw new UnsupportedOperationException("there are no steps in a @Scenario method; write it in Java");
    }

    @Override
    public void skip() {
        next("");
    }

    @Override
    public void repeat() {
        next("");
    }

    @Override
    public void stop() {
        throw new StopException();
    }

    @Override
    public void check(String name, boolean passed) {
        lane.tell(new UserEvent(
                passed ? UserEvent.Kind.CHECK_PASSED : UserEvent.Kind.CHECK_FAILED, this, name, 0, 0, null));
    }

    @Override
    public <T> T measure(String name, Callable<T> part) throws Exception {
        long fromNs = lane.nowNs();
        Throwable failure = null;
        try {
            return part.call();
        } catch (Exception | Error e) {
            failure = e;
            throw e;
        } finally {
            lane.tell(new UserEvent(UserEvent.Kind.PART, this, name, fromNs, lane.nowNs(), failure));
        }
    }

    /** Ends an iteration from within; caught where it began. */
    private static final class StopException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StopException() {
            super("the iteration was stopped", null, false, false);
        }
    }
}
