// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.ErrorKind;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Ends exchanges that take too long. One timer a user, not one an exchange: when it fires early for the exchange in
 * flight, it is set again for the rest of that exchange's time, so that a request costs no timer work at all. Owned by
 * the agent thread.
 */
final class Timeouts implements DeadlineTimerWheel.TimerHandler {
    private static final long TICK_NS = 1 << 20;
    private static final int TICKS = 1024;
    private static final int TIMERS_A_TURN = 64;

    private final Iterations iterations;
    private final long timeoutNs;
    private final long firstByteNs;

    /** The shortest of the timeouts: a timer goes off at least so often, so that no exchange outlives it unseen. */
    private final long intervalNs;

    private final DeadlineTimerWheel timers;
    private final Long2ObjectHashMap<Slot> slotOfTimer = new Long2ObjectHashMap<>();

    /**
     * @param timeoutNs from the start of an exchange to its end; 0 ends none
     * @param firstByteNs from the end of the request to the first byte of the response; 0 ends none
     */
    Timeouts(Iterations iterations, long timeoutNs, long firstByteNs, long nowNs) {
        this.iterations = iterations;
        this.timeoutNs = timeoutNs;
        this.firstByteNs = firstByteNs;
        intervalNs = timeoutNs == 0 || firstByteNs == 0
                ? Math.max(timeoutNs, firstByteNs)
                : Math.min(timeoutNs, firstByteNs);
        timers = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, nowNs, TICK_NS, TICKS);
    }

    void begin(Slot[] slots, long nowNs) {
        if (intervalNs > 0) {
            for (Slot slot : slots) {
                slotOfTimer.put(timers.scheduleTimer(nowNs + intervalNs), slot);
            }
        }
    }

    int poll(long nowNs) {
        return timers.poll(nowNs, this, TIMERS_A_TURN);
    }

    @Override
    public boolean onTimerExpiry(TimeUnit timeUnit, long nowNs, long timerId) {
        Slot slot = slotOfTimer.remove(timerId);
        long leftNs = intervalNs;
        if (slot.inFlight && timeoutNs > 0) {
            leftNs = left(slot, slot.startedNs() + timeoutNs - nowNs, leftNs, ErrorKind.TIMEOUT);
        }
        if (slot.inFlight && firstByteNs > 0 && awaitsFirstByte(slot)) {
            leftNs = left(slot, slot.sentNs() + firstByteNs - nowNs, leftNs, ErrorKind.FIRST_BYTE_TIMEOUT);
        }
        slotOfTimer.put(timers.scheduleTimer(nowNs + leftNs), slot);
        return true;
    }

    /** Until the timer has to go off again; ends the exchange when its time is over. */
    private long left(Slot slot, long untilNs, long otherwiseNs, ErrorKind kind) {
        if (untilNs > 0) {
            return Math.min(untilNs, otherwiseNs);
        }
        iterations.timeOut(slot, kind);
        return intervalNs;
    }

    private static boolean awaitsFirstByte(Slot slot) {
        return slot.bytesOut() > 0 && slot.bytesIn() == 0;
    }
}
