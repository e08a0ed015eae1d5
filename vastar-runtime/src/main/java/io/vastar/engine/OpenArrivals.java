// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.pace.ArrivalCursor;
import io.vastar.pace.Schedule;
import io.vastar.record.Recorder;

/**
 * The open model: iterations begin when the schedule says so, each with a free virtual user. Those that are due while no
 * user is free form the backlog: it is no queue but the distance between two cursors on the same schedule, so it keeps
 * the intended time of each arrival in no memory at all.
 */
final class OpenArrivals implements LoadSource {
    private final Iterations iterations;
    private final Slot[] free;
    private final ArrivalCursor next;
    private final ArrivalCursor due;
    private final Recorder recorder;
    private int freeCount;
    private long dueCount;
    private long begunCount;
    private long discardedDue;
    private long discardedBegun;
    private long startNs;

    OpenArrivals(Iterations iterations, AgentShare share, AgentParts parts) {
        this.iterations = iterations;
        recorder = parts.recorder();
        Schedule schedule = share.plan().model().schedule();
        next = schedule.cursor(share.index(), share.agents());
        due = schedule.cursor(share.index(), share.agents());
        Slot[] slots = parts.slots();
        free = new Slot[slots.length];
        for (int i = slots.length - 1; i >= 0; i--) {
            free[freeCount++] = slots[i];
        }
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        beginDue(nowNs);
    }

    @Override
    public int beginDue(long nowNs) {
        long elapsedNs = nowNs - startNs;
        countDue(elapsedNs);
        int begun = 0;
        while (freeCount > 0 && next.nextNs() <= elapsedNs && iterations.mayBegin()) {
            long offsetNs = next.nextNs();
            next.advance();
            discardedBegun += iterations.inWarmUp(offsetNs, begunCount) ? 1 : 0;
            begunCount++;
            iterations.begin(free[--freeCount], startNs + offsetNs);
            begun++;
        }
        recorder.inFlight(free.length - freeCount);
        return begun;
    }

    private void countDue(long elapsedNs) {
        while (due.nextNs() <= elapsedNs && dueCount - begunCount < iterations.mayStillBegin()) {
            discardedDue += iterations.inWarmUp(due.nextNs(), dueCount) ? 1 : 0;
            due.advance();
            dueCount++;
        }
        recorder.backlog(dueCount - begunCount);
    }

    @Override
    public void ended(Slot slot, long nowNs) {
        free[freeCount++] = slot;
    }

    @Override
    public long nextDueNs(long otherwiseNs) {
        long nextNs = next.nextNs();
        return freeCount == 0 || nextNs == Long.MAX_VALUE ? otherwiseNs : startNs + nextNs;
    }

    @Override
    public long backlog() {
        return dueCount - begunCount;
    }

    @Override
    public void stop(long nowNs, int unsent) {
        countDue(nowNs - startNs);
        recorder.schedule(dueCount - discardedDue, begunCount - discardedBegun - unsent);
    }
}
