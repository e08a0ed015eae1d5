// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.record.RequestLog;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Metrics;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The heart of a run: one I/O thread's share of the virtual users. Each turn stamps the time, moves on to the next stage
 * of the run when its time has come, lets the {@link Lane} make progress, and starts what may be started. Everything here
 * belongs to this thread. What users do within a turn is in {@link Iterations}.
 */
final class LoadAgent implements Agent {
    private static final long SHORT_WAIT_NS = 1_000_000;

    /** Who presses Ctrl-C waits for the report, not for a slow target. */
    static final long INTERRUPTED_DRAIN_NS = 1_000_000_000;

    private final String name;
    private final LoadPlan plan;
    private final TrialControl control;
    private final NanoClock clock;
    private final AgentParts parts;
    private final Lane lane;
    private final WaitPolicy waitPolicy;
    private final DutyCycle dutyCycle;
    private final LiveCounters live;
    private final Iterations iterations;

    private Stage stage = Stage.OPENING;
    private long drainEndNs;
    private long finishedNs;
    private boolean drainBounded;
    private boolean hurried;
    private boolean cut;
    private int lastWork;
    private long waitNs;
    private long turnNs;

    /** @param log of single requests; null when there is none */
    LoadAgent(
            AgentShare share,
            Lane lane,
            LaneFactory factory,
            Metrics metrics,
            TrialControl control,
            NanoClock clock,
            List<TimeLimit> watched,
            RequestLog log) {
        name = "vastar-io-" + share.index();
        plan = share.plan();
        this.control = control;
        this.clock = clock;
        parts = AgentParts.of(share, lane, factory, metrics, clock, watched, log);
        this.lane = parts.lane();
        waitPolicy = parts.waitPolicy();
        dutyCycle = parts.dutyCycle();
        live = parts.live();
        iterations = new Iterations(share, parts);
    }

    @Override
    public void onStart() {
        parts.meter().onThreadStart();
        if (!control.isStopped()) {
            lane.open();
        }
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        dutyCycle.turned(nowNs, lastWork, waitNs, waitNs > 0 ? lane.awakeSinceNs() : 0);
        if (waitNs > 0) {
            parts.wakeUps().slept(turnNs, lane.awakeSinceNs());
        }
        turnNs = nowNs;
        int work = advance(nowNs);
        work += stage == Stage.FINISHED ? 0 : iterations.goOn(nowNs);
        waitNs = stage == Stage.FINISHED ? WaitPolicy.LONGEST_WAIT_NS : nextWaitNs(nowNs);
        work += lane.poll(iterations, waitNs);
        work += iterations.sendWaiting();
        live.publish(
                nowNs, iterations.recorderAt(nowNs), iterations.begun(), iterations.backlog(), iterations.active());
        lastWork = work;
        return work;
    }

    private long nextWaitNs(long nowNs) {
        long longestNs = waitPolicy.waitNs(nowNs, lastWork);
        if (longestNs == 0) {
            return 0;
        }
        if (stage == Stage.OPENING || stage == Stage.OPEN || iterations.anyWait()) {
            return Math.min(longestNs, SHORT_WAIT_NS);
        }
        long latestNs = nowNs + longestNs;
        long otherwiseNs = drainBounded && !cut ? Math.min(latestNs, drainEndNs) : latestNs;
        return WaitPolicy.until(iterations.nextDueNs(otherwiseNs) - nowNs, longestNs);
    }

    /** Moves on to the next stage when its time has come. */
    private int advance(long nowNs) {
        switch (stage) {
            case OPENING -> {
                if (lane.readiness() != Lane.Readiness.OPENING || control.isStopped()) {
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
                if (iterations.mayStillBegin() == 0) {
                    stage = Stage.DRAINING;
                    iterations.begunAll(nowNs);
                } else if (control.isStopped()) {
                    drain(nowNs);
                } else if (iterations.isOver(nowNs)) {
                    drain(iterations.deadlineNs());
                }
            }
            case DRAINING -> drainOn(nowNs);
            default -> {}
        }
        return 0;
    }

    private void begin(long nowNs) {
        stage = Stage.MEASURING;
        iterations.clockStarts(control.startNs(), nowNs);
        parts.meter().begin();
        dutyCycle.begin(nowNs);
        waitPolicy.begin(nowNs);
        if (control.isStopped()) {
            stage = Stage.DRAINING;
            drainBounded = true;
            drainEndNs = nowNs;
            iterations.beginNothing();
        } else {
            iterations.beginFirst();
        }
    }

    private void drain(long fromNs) {
        stage = Stage.DRAINING;
        drainBounded = true;
        drainEndNs = fromNs + plan.drainTimeoutNs();
        iterations.cutOff(fromNs);
    }

    private void drainOn(long nowNs) {
        if (!drainBounded && control.isStopped()) {
            drain(nowNs);
        }
        if (!hurried && control.isInterrupted()) {
            hurried = true;
            drainEndNs = nowNs + Math.min(drainEndNs - nowNs, INTERRUPTED_DRAIN_NS);
        }
        if (drainBounded && !cut && nowNs - drainEndNs >= 0) {
            cut = true;
            iterations.cancelInFlight();
        }
        if (iterations.active() == 0) {
            finishedNs = nowNs;
            stage = Stage.FINISHED;
            parts.usersLeave();
            dutyCycle.end();
            parts.meter().end();
            waitPolicy.end(nowNs);
            live.publishNow(parts.recorder(), iterations.begun(), iterations.backlog(), 0);
            control.finished.countDown();
        }
    }

    @Override
    public void onClose() {
        parts.meter().onThreadEnd();
        lane.close();
    }

    @Override
    public String roleName() {
        return name;
    }

    /** Takes a sample of how long it takes to wake up. Any thread. */
    void sampleWakeUp() {
        parts.wakeUps().signalled(clock.nanoTime());
        lane.wakeUp();
    }

    AgentParts parts() {
        return parts;
    }

    Iterations iterations() {
        return iterations;
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
