// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

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

    private final LoadAgent agent;
    private final long timeoutNs;
    private final DeadlineTimerWheel timers;
    private final Long2ObjectHashMap<Slot> slotOfTimer = new Long2ObjectHashMap<>();

    /** @param timeoutNs 0 ends none */
    Timeouts(LoadAgent agent, long timeoutNs, long nowNs) {
        this.agent = agent;
        this.timeoutNs = timeoutNs;
        timers = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, nowNs, TICK_NS, TICKS);
    }

    void begin(Slot[] slots, long nowNs) {
        if (timeoutNs > 0) {
            for (Slot slot : slots) {
                slotOfTimer.put(timers.scheduleTimer(nowNs + timeoutNs), slot);
            }
        }
    }

    int poll(long nowNs) {
        return timers.poll(nowNs, this, TIMERS_A_TURN);
    }

    @Override
    public boolean onTimerExpiry(TimeUnit timeUnit, long nowNs, long timerId) {
        Slot slot = slotOfTimer.remove(timerId);
        long dueNs = slot.inFlight ? slot.startedNs() + timeoutNs : nowNs + timeoutNs;
        if (slot.inFlight && dueNs - nowNs <= 0) {
            agent.timeOut(slot);
            dueNs = nowNs + timeoutNs;
        }
        slotOfTimer.put(timers.scheduleTimer(dueNs), slot);
        return true;
    }
}
