// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.record.Recorder;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.Outcome;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The heart of a run: one I/O thread's share of the virtual users. Each turn stamps the time, fires timeouts, lets its
 * {@link Lane} make progress, and starts what may be started; a user whose response has arrived sends its next request
 * within the same turn. Everything here belongs to this thread. What the lane delivers goes to the {@link Recorder}.
 */
final class LoadAgent implements Agent, CompletionHandler, DeadlineTimerWheel.TimerHandler {
    private static final long TICK_NS = 1 << 20;
    private static final int TICKS = 1024;
    private static final int TIMERS_A_TURN = 64;

    private final String name;
    private final Lane lane;
    private final Recorder recorder;
    private final TrialControl control;
    private final NanoClock clock;
    private final WaitPolicy waitPolicy;
    private final ThreadMeter meter;
    private final Slot[] slots;
    private final Slot[] waiting;
    private final long timeoutNs;
    private final long durationNs;
    private final long drainCapNs;
    private final DutyCycle dutyCycle = new DutyCycle();
    private final LiveCounters live = new LiveCounters();
    private final DeadlineTimerWheel timers;
    private final Long2ObjectHashMap<Slot> slotOfTimer = new Long2ObjectHashMap<>();

    private Stage stage = Stage.OPENING;
    private long toStart;
    private long deadlineNs;
    private long drainEndNs;
    private long finishedNs;
    private long lastEndNs;
    private boolean deadlineSet;
    private boolean drainBounded;
    private int waitingCount;
    private int inFlight;
    private int lastWork;
    private long waitNs;

    /**
     * @param users this agent's share of the concurrency
     * @param requests this agent's share of the requests; 0 when the duration decides
     */
    LoadAgent(
            String name,
            LoadPlan plan,
            int users,
            long requests,
            Lane lane,
            Recorder recorder,
            int countNames,
            TrialControl control,
            NanoClock clock,
            WaitPolicy waitPolicy,
            ThreadMeter meter) {
        this.name = name;
        this.lane = lane;
        this.recorder = recorder;
        this.control = control;
        this.clock = clock;
        this.waitPolicy = waitPolicy;
        this.meter = meter;
        timeoutNs = plan.timeoutNs();
        durationNs = plan.durationNs();
        drainCapNs = plan.drainCapNs();
        toStart = requests > 0 ? requests : Long.MAX_VALUE;
        slots = new Slot[users];
        waiting = new Slot[users];
        for (int i = 0; i < users; i++) {
            slots[i] = new Slot(countNames);
        }
        timers = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, clock.nanoTime(), TICK_NS, TICKS);
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
        work += timers.poll(nowNs, this, TIMERS_A_TURN);
        waitNs = stage == Stage.FINISHED ? WaitPolicy.LONGEST_WAIT_NS : nextWaitNs(nowNs);
        work += lane.poll(this, waitNs);
        if (waitingCount > 0) {
            work += startWaiting();
        }
        live.publish(nowNs, recorder);
        lastWork = work;
        return work;
    }

    private long nextWaitNs(long nowNs) {
        long longestNs = waitPolicy.waitNs(nowNs, lastWork);
        if (longestNs == 0) {
            return 0;
        }
        if (stage == Stage.OPENING || stage == Stage.OPEN || waitingCount > 0) {
            return Math.min(longestNs, TICK_NS);
        }
        return deadlineSet ? Math.max(0, Math.min(longestNs, deadlineNs - nowNs)) : longestNs;
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
                if (toStart == 0) {
                    stage = Stage.DRAINING;
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
        long startNs = control.startNs();
        deadlineSet = durationNs > 0;
        deadlineNs = startNs + durationNs;
        lastEndNs = startNs;
        stage = Stage.MEASURING;
        recorder.begin(startNs);
        if (timeoutNs > 0) {
            for (Slot slot : slots) {
                slotOfTimer.put(timers.scheduleTimer(nowNs + timeoutNs), slot);
            }
        }
        meter.begin();
        dutyCycle.begin(nowNs);
        for (Slot slot : slots) {
            start(slot, startNs);
        }
    }

    private void drain(long fromNs) {
        stage = Stage.DRAINING;
        toStart = 0;
        drainBounded = true;
        drainEndNs = fromNs + drainCapNs;
    }

    private void drainOn(long nowNs) {
        if (!drainBounded && control.isStopped()) {
            drain(nowNs);
        }
        waitingCount = 0;
        if (drainBounded && inFlight > 0 && nowNs - drainEndNs >= 0) {
            for (Slot slot : slots) {
                if (slot.inFlight) {
                    lane.cancel(slot, null);
                    slot.inFlight = false;
                }
            }
            drainBounded = false;
        }
        if (inFlight == 0) {
            finishedNs = nowNs;
            stage = Stage.FINISHED;
            dutyCycle.end();
            meter.end();
            live.publishNow(recorder);
            control.finished.countDown();
        }
    }

    private int startWaiting() {
        if (stage != Stage.MEASURING) {
            return 0;
        }
        int begun = 0;
        while (waitingCount > 0 && toStart > 0 && lane.offer(waiting[waitingCount - 1])) {
            started(waiting[--waitingCount]);
            begun++;
        }
        return begun;
    }

    /** A user wants to start its next exchange; without capacity it waits for the next turn. */
    private void start(Slot slot, long intendedNs) {
        if (toStart == 0) {
            return;
        }
        slot.intend(intendedNs);
        if (lane.offer(slot)) {
            started(slot);
        } else {
            waiting[waitingCount++] = slot;
        }
    }

    private void started(Slot slot) {
        slot.inFlight = true;
        inFlight++;
        toStart--;
        recorder.started();
    }

    @Override
    public void onCompletion(Exchange exchange) {
        Slot slot = (Slot) exchange;
        slot.inFlight = false;
        inFlight--;
        recorder.ended(exchange);
        long doneNs = exchange.doneNs();
        if (exchange.outcome() != Outcome.ABORTED) {
            lastEndNs = doneNs;
        }
        if (stage == Stage.MEASURING && !(deadlineSet && doneNs - deadlineNs >= 0)) {
            start(slot, doneNs);
        }
    }

    /**
     * One timer a user, not one an exchange: when it fires early for the exchange in flight, it is set again for the
     * rest of that exchange's time. So a request costs no timer work at all.
     */
    @Override
    public boolean onTimerExpiry(TimeUnit timeUnit, long nowNs, long timerId) {
        Slot slot = slotOfTimer.remove(timerId);
        if (stage == Stage.FINISHED) {
            return true;
        }
        long dueNs = slot.inFlight ? slot.startedNs() + timeoutNs : nowNs + timeoutNs;
        if (slot.inFlight && dueNs - nowNs <= 0) {
            slot.inFlight = false;
            lane.cancel(slot, ErrorKind.TIMEOUT);
            dueNs = nowNs + timeoutNs;
        }
        slotOfTimer.put(timers.scheduleTimer(dueNs), slot);
        return true;
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
