// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.Outcome;

/**
 * What the virtual users of one {@link LoadAgent} do: begins their iterations when its {@link LoadSource} says so, hands
 * their requests to the {@link Lane}, and takes what comes back; a user whose response has arrived sends its next request
 * at once. What is measured goes to the {@link Recorder}. Owned by the agent thread.
 */
final class Iterations implements CompletionHandler {
    private final Lane lane;
    private final Recorder recorder;
    private final Recorder discarded;
    private final Responses responses;
    private final Scenarios scenarios;
    private final ThreadedLane threaded;
    private final Variants variants;
    private final OverLimits overLimits;
    private final RequestLog log;
    private final Slot[] slots;
    private final SlotQueue waiting;
    private final DueQueue thinking;
    private final LoadSource source;
    private final Timeouts timeouts;
    private final boolean open;
    private final long warmUpNs;
    private final long warmUpIterations;
    private final long durationNs;

    private boolean measuring;
    private boolean cutOff;
    private long startNs;
    private long deadlineNs;
    private long measuredFromNs;
    private long lastEndNs;
    private long toBegin;
    private long begun;
    private int left;
    private int active;

    Iterations(AgentShare share, AgentParts parts) {
        lane = parts.lane();
        recorder = parts.recorder();
        discarded = parts.discarded();
        responses = parts.responses();
        scenarios = parts.scenarios();
        threaded = parts.threaded();
        variants = parts.variants();
        overLimits = parts.overLimits();
        log = parts.log();
        LoadPlan plan = share.plan();
        open = plan.model().isOpen();
        warmUpNs = plan.model().warmUpNs();
        warmUpIterations = share.warmUpIterations();
        durationNs = plan.durationNs();
        toBegin = share.requests() > 0 ? share.requests() : Long.MAX_VALUE;
        slots = parts.slots();
        waiting = new SlotQueue(slots.length);
        thinking = new DueQueue(slots.length);
        source = open ? new OpenArrivals(this, share, parts) : new ClosedUsers(this, share, parts);
        timeouts = new Timeouts(
                this,
                threaded == null ? plan.timeoutNs() : 0,
                threaded == null ? plan.firstByteTimeoutNs() : 0,
                slots.length);
    }

    /** @param startingNs the start that all agents have in common */
    void clockStarts(long startingNs, long nowNs) {
        if (log != null) {
            log.begin(startingNs);
        }
        startNs = startingNs;
        deadlineNs = startingNs + durationNs;
        lastEndNs = startingNs;
        measuredFromNs = startingNs;
        recorder.begin(startingNs + warmUpNs);
        discarded.begin(discarded == recorder ? startingNs + warmUpNs : startingNs);
        timeouts.begin(slots, nowNs);
    }

    void beginFirst() {
        measuring = true;
        source.begin(startNs);
    }

    /** Instead of {@link #beginFirst}: the run has been ended before it began. */
    void beginNothing() {
        cutOff = true;
        toBegin = 0;
    }

    /** Ends what takes too long, and begins and resumes what is due. Once a turn. */
    int goOn(long nowNs) {
        int work = timeouts.poll(nowNs);
        if (measuring) {
            work += source.beginDue(nowNs);
        }
        if (thinking.size() > 0) {
            work += resume(nowNs);
        }
        return work;
    }

    /** Offers the lane again what it had no room for. Once a turn. */
    int sendWaiting() {
        int count = 0;
        while (waiting.size() > 0 && lane.offer(waiting.peek())) {
            Slot slot = waiting.remove();
            slot.waiting = false;
            sent(slot);
            count++;
        }
        return count;
    }

    /** When there will be something to do; {@code otherwiseNs} when that is later, or depends on the lane. */
    long nextDueNs(long otherwiseNs) {
        long dueNs = otherwiseNs;
        if (measuring) {
            dueNs = durationNs > 0 ? Math.min(dueNs, deadlineNs) : dueNs;
            dueNs = Math.min(dueNs, source.nextDueNs(dueNs));
        }
        return timeouts.nextNs(Math.min(dueNs, thinking.nextNs(dueNs)));
    }

    /** As many have begun as there are to be; they go on. */
    void begunAll(long nowNs) {
        measuring = false;
        source.stop(nowNs, 0);
    }

    /** Ends what has not been sent: nothing starts after the deadline. */
    void cutOff(long fromNs) {
        measuring = false;
        cutOff = true;
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

    /** The time to drain is over. */
    void cancelInFlight() {
        for (Slot slot : slots) {
            if (slot.inFlight) {
                lane.cancel(slot, null);
                slot.inFlight = false;
            }
        }
    }

    /** Whether another one may begin. */
    boolean mayBegin() {
        return toBegin > 0 && measuring;
    }

    /** How many may begin after this moment. */
    long mayStillBegin() {
        return toBegin;
    }

    /** Whether an iteration belongs to the warm-up, which is discarded. */
    boolean inWarmUp(long offsetNs, long ordinal) {
        return offsetNs < warmUpNs || ordinal < warmUpIterations;
    }

    /** A user begins its next iteration, unless enough have begun. */
    void begin(Slot slot, long intendedNs) {
        if (toBegin == 0) {
            return;
        }
        toBegin -= toBegin == Long.MAX_VALUE ? 0 : 1;
        active++;
        slot.first = true;
        slot.iterationIntendedNs = intendedNs;
        slot.iterationStartedNs = intendedNs;
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

    private void sent(Slot slot) {
        slot.inFlight = true;
        slot.connection = slot.laneIndex;
        Recorder to = recorderOf(slot);
        if (threaded == null) {
            to.started();
        }
        if (slot.first) {
            slot.first = false;
            slot.iterationStartedNs = slot.startedNs();
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
        int judged = threaded == null ? judge(slot) : Responses.FINE;
        long doneNs = exchange.doneNs();
        if (exchange.outcome() != Outcome.ABORTED) {
            lastEndNs = doneNs;
        }
        if (slot.leaves) {
            slot.leaves = false;
            leave();
        } else if (scenarios == null) {
            end(slot, doneNs);
        } else if (!cutOff) {
            act(slot, scenarios.completed(slot, judged), doneNs);
        } else {
            scenarios.completed(slot, judged);
            end(slot, doneNs);
        }
    }

    /** Records the exchange of a request, and how it is judged. */
    private int judge(Slot slot) {
        int judged = responses.judge(slot);
        boolean accepted = judged != Responses.REFUSED;
        boolean checkFailed = judged == Responses.CHECK_FAILED;
        recorderOf(slot).ended(slot, accepted, checkFailed);
        if (log != null && scenarios == null && !slot.discarded) {
            log.ended(slot, accepted, checkFailed, slot.connection, slot.number, -1);
        }
        if (overLimits.size() > 0 && slot.outcome() == Outcome.COMPLETED && accepted && !slot.discarded) {
            overLimits.count(slot);
        }
        return judged;
    }

    private void end(Slot slot, long nowNs) {
        active--;
        if (slot.first) {
            lastEndNs = Math.max(lastEndNs, nowNs); // it sent nothing, and yet took place
        }
        if (measuring && !isOver(nowNs)) {
            source.ended(slot, nowNs);
        }
    }

    /** A user's exchange takes too long. */
    void timeOut(Slot slot, ErrorKind kind) {
        slot.inFlight = false;
        lane.cancel(slot, kind);
    }

    /** Whether the lane has not taken all that was offered. */
    boolean anyWait() {
        return waiting.size() > 0;
    }

    /** Whether the time to measure is over. */
    boolean isOver(long nowNs) {
        return durationNs > 0 && nowNs - deadlineNs >= 0;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /** Users that are in an iteration. */
    int active() {
        return active;
    }

    long begun() {
        return begun;
    }

    /** Those that were due in time and have not begun; 0 in a closed model. */
    long backlog() {
        return source.backlog();
    }

    /** What iterations that begin now are recorded in. */
    Recorder recorderAt(long nowNs) {
        return inWarmUp(nowNs - startNs, begun) ? discarded : recorder;
    }

    /** Where the first iteration after a warm-up by count began; the start when there was none. */
    long measuredFromNs() {
        return measuredFromNs;
    }

    /** End of the last exchange that was not aborted; valid once finished. */
    long lastEndNs() {
        return lastEndNs;
    }
}
