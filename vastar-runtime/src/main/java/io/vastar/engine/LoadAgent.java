// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Outcome;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The heart of a run: one I/O thread's share of the virtual users. Each turn stamps the time, fires timeouts, lets its
 * {@link Lane} make progress, and starts what may be started; a user whose response has arrived sends its next request
 * within the same turn. Everything here belongs to this thread. What the lane delivers goes to the {@link Recorder}.
 */
final class LoadAgent implements Agent, CompletionHandler {
    private static final long SHORT_WAIT_NS = 1_000_000;

    private final String name;
    private final LoadPlan plan;
    private final Lane lane;
    private final Recorder recorder;
    private final Recorder discarded;
    private final TrialControl control;
    private final NanoClock clock;
    private final WaitPolicy waitPolicy;
    private final ThreadMeter meter;
    private final Slot[] slots;
    private final LoadSource source;
    private final Responses responses;
    private final Scenarios scenarios;
    private final ThreadedLane threaded;
    private final RequestLog log;
    private final Variants variants;
    private final SlotQueue waiting;
    private final DueQueue thinking;
    private final boolean open;
    private final long warmUpNs;
    private final long warmUpIterations;
    private final DutyCycle dutyCycle = new DutyCycle();
    private final OverLimits overLimits;
    private final LiveCounters live;
    private final Timeouts timeouts;

    private Stage stage = Stage.OPENING;
    private long toBegin;
    private long begun;
    private int left;
    private long startNs;
    private long measuredFromNs;
    private long deadlineNs;
    private long drainEndNs;
    private long finishedNs;
    private long lastEndNs;
    private boolean deadlineSet;
    private boolean drainBounded;
    private boolean cut;
    private int active;
    private int inFlight;
    private int lastWork;
    private long waitNs;

    LoadAgent(
            AgentShare share,
            Lane lane,
            LaneFactory factory,
            int countNames,
            TrialControl control,
            NanoClock clock,
            List<TimeLimit> watched,
            RequestLog log) {
        this.log = log;
        name = "vastar-io-" + share.index();
        plan = share.plan();
        this.control = control;
        this.clock = clock;
        waitPolicy = WaitPolicy.of(plan.engine());
        meter = new ThreadMeter(share.cpu());
        open = plan.model().isOpen();
        overLimits = new OverLimits(watched, open);
        live = new LiveCounters(overLimits);
        recorder = new Recorder(countNames, open);
        discarded = share.warmsUp() ? new Recorder(countNames, open) : recorder;
        warmUpNs = plan.model().warmUpNs();
        warmUpIterations = share.warmUpIterations();
        toBegin = share.requests() > 0 ? share.requests() : Long.MAX_VALUE;
        slots = new Slot[share.users()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot(countNames, share.index() + i * share.agents());
        }
        waiting = new SlotQueue(slots.length);
        thinking = new DueQueue(slots.length);
        CheckCounts checks = new CheckCounts();
        responses = new Responses(plan, checks);
        threaded = share.threaded() ? new ThreadedLane(share, lane, factory, countNames, checks, clock, log) : null;
        this.lane = threaded == null ? lane : threaded;
        scenarios = threaded != null || plan.scenarios().isEmpty() ? null : new Scenarios(share, factory, checks, log);
        if (this.lane == lane && scenarios == null) {
            for (Slot slot : slots) {
                slot.carry(factory.newRepeatedInteraction());
            }
        }
        variants = Variants.of(share);
        source = open
                ? new OpenArrivals(this, plan.model().schedule(), slots, share.index(), share.agents(), recorder)
                : new ClosedUsers(this, plan.model(), slots, share.index(), share.agents());
        timeouts = new Timeouts(
                this,
                threaded == null ? plan.timeoutNs() : 0,
                threaded == null ? plan.firstByteTimeoutNs() : 0,
                clock.nanoTime());
    }

    @Override
    public void onStart() {
        meter.onThreadStart();
        lane.open();
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        dutyCycle.turned(nowNs, lastWork, waitNs > 0, waitNs > 0 ? lane.awakeSinceNs() : 0);
        int work = advance(nowNs);
        work += stage == Stage.FINISHED ? 0 : timeouts.poll(nowNs);
        if (stage == Stage.MEASURING) {
            work += source.beginDue(nowNs);
        }
        if (thinking.size() > 0) {
            work += resume(nowNs);
        }
        waitNs = stage == Stage.FINISHED ? WaitPolicy.LONGEST_WAIT_NS : nextWaitNs(nowNs);
        work += lane.poll(this, waitNs);
        if (waiting.size() > 0) {
            work += sendWaiting();
        }
        Recorder shown = inWarmUp(nowNs - startNs, begun) ? discarded : recorder;
        live.publish(nowNs, shown, begun, source.backlog(), active);
        lastWork = work;
        return work;
    }

    private long nextWaitNs(long nowNs) {
        long longestNs = waitPolicy.waitNs(nowNs, lastWork);
        if (longestNs == 0) {
            return 0;
        }
        if (stage == Stage.OPENING || stage == Stage.OPEN || waiting.size() > 0) {
            return Math.min(longestNs, SHORT_WAIT_NS);
        }
        long dueNs = nowNs + longestNs;
        if (deadlineSet) {
            dueNs = Math.min(dueNs, deadlineNs);
        }
        if (stage == Stage.MEASURING) {
            dueNs = Math.min(dueNs, source.nextDueNs(dueNs));
        }
        return WaitPolicy.until(Math.min(dueNs, thinking.nextNs(dueNs)) - nowNs, longestNs);
    }

    /** Moves on to the next stage when its time has come. */
    private int advance(long nowNs) {
        switch (stage) {
            case OPENING -> {
                if (lane.readiness() != Lane.Readiness.OPENING) {
                    stage = Stage.OPEN;
                    control.opened.countDown();
                    return 1;
                }
            }
            case OPEN -> {
                if (control.isStarted()) {
                    begin(nowNs);
                    return 1;
                }
            }
            case MEASURING -> {
                if (toBegin == 0) {
                    stage = Stage.DRAINING;
                    source.stop(nowNs, 0);
                } else if (control.isStopped()) {
                    drain(nowNs);
                } else if (deadlineSet && nowNs - deadlineNs >= 0) {
                    drain(deadlineNs);
                }
            }
            case DRAINING -> drainOn(nowNs);
            default -> {}
        }
        return 0;
    }

    private void begin(long nowNs) {
        startNs = control.startNs();
        if (log != null) {
            log.begin(startNs);
        }
        deadlineSet = plan.durationNs() > 0;
        deadlineNs = startNs + plan.durationNs();
        lastEndNs = startNs;
        measuredFromNs = startNs;
        stage = Stage.MEASURING;
        recorder.begin(startNs + warmUpNs);
        discarded.begin(discarded == recorder ? startNs + warmUpNs : startNs);
        timeouts.begin(slots, nowNs);
        meter.begin();
        dutyCycle.begin(nowNs);
        source.begin(startNs);
    }

    /** Ends what has not been sent: nothing starts after the deadline. */
    private void drain(long fromNs) {
        stage = Stage.DRAINING;
        drainBounded = true;
        drainEndNs = fromNs + plan.drainCapNs();
        int unsent = 0;
        while (waiting.size() > 0) {
            Slot slot = waiting.remove();
            unsent += slot.first ? 1 : 0;
            quit(slot);
        }
        for (Slot slot = thinking.removeAny(); slot != null; slot = thinking.removeAny()) {
            quit(slot);
        }
        source.stop(fromNs, unsent);
        toBegin = 0;
    }

    private void quit(Slot slot) {
        slot.waiting = false;
        active--;
    }

    private void drainOn(long nowNs) {
        if (!drainBounded && control.isStopped()) {
            drain(nowNs);
        }
        if (drainBounded && !cut && nowNs - drainEndNs >= 0) {
            cut = true;
            for (Slot slot : slots) {
                if (slot.inFlight) {
                    lane.cancel(slot, null);
                    slot.inFlight = false;
                }
            }
        }
        if (active == 0) {
            finishedNs = nowNs;
            stage = Stage.FINISHED;
            if (scenarios != null) {
                scenarios.leave(slots);
            } else if (threaded != null) {
                threaded.leave(slots);
            }
            dutyCycle.end();
            meter.end();
            live.publishNow(recorder, begun, source.backlog(), 0);
            control.finished.countDown();
        }
    }

    /** Whether another iteration may begin. */
    boolean mayBegin() {
        return toBegin > 0 && stage == Stage.MEASURING;
    }

    /** How many iterations may begin after this moment. */
    long mayStillBegin() {
        return toBegin;
    }

    /** Whether an iteration belongs to the warm-up, which is discarded. */
    boolean inWarmUp(long offsetNs, long ordinal) {
        return offsetNs < warmUpNs || ordinal < warmUpIterations;
    }

    /** A user begins its next iteration, unless enough have begun. */
    void beginIteration(Slot slot, long intendedNs) {
        if (toBegin == 0) {
            return;
        }
        toBegin -= toBegin == Long.MAX_VALUE ? 0 : 1;
        active++;
        slot.first = true;
        slot.iterationIntendedNs = intendedNs;
        slot.discarded = discarded != recorder && inWarmUp(intendedNs - startNs, begun);
        if (begun++ == warmUpIterations && warmUpIterations > 0) {
            recorder.begin(intendedNs);
            measuredFromNs = intendedNs;
        }
        if (scenarios == null) {
            if (variants != null) {
                slot.vary(variants.next());
            }
            slot.intend(intendedNs);
            send(slot);
        } else {
            act(slot, scenarios.begin(slot), intendedNs);
        }
    }

    private void act(Slot slot, int action, long nowNs) {
        if (action == Scenarios.SEND) {
            slot.intend(nowNs);
            send(slot);
        } else if (action == Scenarios.THINK) {
            thinking.add(slot, slot.dueNs);
        } else if (action == Scenarios.END) {
            end(slot, nowNs);
        } else {
            leave();
        }
    }

    /** A user has run out of data: its iteration did not take place. Without users, or for an arrival, the run ends. */
    private void leave() {
        active--;
        toBegin = open || ++left == slots.length ? 0 : toBegin == Long.MAX_VALUE ? toBegin : toBegin + 1;
    }

    private int resume(long nowNs) {
        int resumed = 0;
        for (Slot slot = thinking.poll(nowNs); slot != null; slot = thinking.poll(nowNs)) {
            act(slot, scenarios.resume(slot), slot.dueNs);
            resumed++;
        }
        return resumed;
    }

    private void send(Slot slot) {
        responses.expect(slot);
        if (waiting.size() == 0 && lane.offer(slot)) {
            sent(slot);
        } else {
            slot.waiting = true;
            waiting.add(slot);
        }
    }

    private int sendWaiting() {
        int count = 0;
        while (waiting.size() > 0 && lane.offer(waiting.peek())) {
            Slot slot = waiting.remove();
            slot.waiting = false;
            sent(slot);
            count++;
        }
        return count;
    }

    private void sent(Slot slot) {
        slot.inFlight = true;
        slot.connection = slot.laneIndex;
        inFlight++;
        Recorder to = recorderOf(slot);
        to.started();
        if (slot.first) {
            slot.first = false;
            to.iteration(slot.startedNs() - slot.iterationIntendedNs);
        }
        if (scenarios != null) {
            scenarios.sent(slot);
        }
    }

    private Recorder recorderOf(Slot slot) {
        return slot.discarded ? discarded : recorder;
    }

    @Override
    public void onCompletion(Exchange exchange) {
        Slot slot = (Slot) exchange;
        slot.inFlight = false;
        inFlight--;
        int judged = responses.judge(slot);
        recorderOf(slot).ended(slot, judged != Responses.REFUSED, judged == Responses.CHECK_FAILED);
        if (log != null && scenarios == null && threaded == null && !slot.discarded) {
            boolean checkFailed = judged == Responses.CHECK_FAILED;
            log.ended(slot, judged != Responses.REFUSED, checkFailed, slot.connection, slot.number, -1);
        }
        if (overLimits.size() > 0
                && exchange.outcome() == Outcome.COMPLETED
                && judged != Responses.REFUSED
                && !slot.discarded) {
            overLimits.count(slot);
        }
        long doneNs = exchange.doneNs();
        if (exchange.outcome() != Outcome.ABORTED) {
            lastEndNs = doneNs;
        }
        if (slot.leaves) {
            slot.leaves = false;
            leave();
        } else if (scenarios == null) {
            end(slot, doneNs);
        } else if (stage == Stage.MEASURING || !drainBounded) {
            act(slot, scenarios.completed(slot, judged), doneNs);
        } else {
            scenarios.completed(slot, judged);
            end(slot, doneNs);
        }
    }

    private void end(Slot slot, long nowNs) {
        active--;
        if (stage == Stage.MEASURING && !(deadlineSet && nowNs - deadlineNs >= 0)) {
            source.ended(slot, nowNs);
        }
    }

    /** How long a user's iterations are apart at least; 0 when they are not paced. */
    long pacingNs(Slot slot) {
        if (threaded != null) {
            return slot.threaded == null ? 0 : slot.threaded.plan.pacingNs();
        }
        return scenarios == null ? 0 : scenarios.pacingNs(slot);
    }

    /** A user's exchange takes too long. */
    void timeOut(Slot slot, ErrorKind kind) {
        slot.inFlight = false;
        lane.cancel(slot, kind);
    }

    @Override
    public void onClose() {
        lane.close();
    }

    @Override
    public String roleName() {
        return name;
    }

    Lane lane() {
        return lane;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Where the first iteration after a warm-up by count began; 0 when there was none. */
    long measuredFromNs() {
        return measuredFromNs;
    }

    /** What the warm-up was; the same as {@link #recorder} when there was none. */
    Recorder discarded() {
        return discarded;
    }

    /** Null when the users repeat one request. */
    Scenarios scenarios() {
        return scenarios;
    }

    /** Null unless its users have threads of their own. */
    ThreadedLane threaded() {
        return threaded;
    }

    Responses responses() {
        return responses;
    }

    LiveCounters live() {
        return live;
    }

    DutyCycle dutyCycle() {
        return dutyCycle;
    }

    ThreadMeter meter() {
        return meter;
    }

    WaitPolicy waitPolicy() {
        return waitPolicy;
    }

    /** End of the last exchange that was not aborted; valid once finished. */
    long lastEndNs() {
        return lastEndNs;
    }

    /** When the last exchange, aborted or not, had been dealt with; valid once finished. */
    long finishedNs() {
        return finishedNs;
    }

    private enum Stage {
        OPENING,
        OPEN,
        MEASURING,
        DRAINING,
        FINISHED
    }
}
