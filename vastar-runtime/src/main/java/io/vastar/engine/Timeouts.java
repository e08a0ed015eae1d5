// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.ErrorKind;

/**
 * Ends exchanges that take too long. One timer a user, not one an exchange: when it goes off early for the exchange in
 * flight, it is set again for the rest of that exchange's time, so that a request costs no timer work at all. A heap
 * rather than a wheel, because a wheel moves one tick a call, and turns that sleep are longer than a tick. Owned by the
 * agent thread.
 */
final class Timeouts {
    /** The others follow in the next turn, which comes at once: closing connections takes some microseconds each. */
    private static final int MOST_A_TURN = 64;

    /** How late a timeout may be, so that a thread that sleeps need not spin for each of its users' timers. */
    private static final long LATE_NS = 3_000_000;

    private final Iterations iterations;
    private final long timeoutNs;
    private final long firstByteNs;

    /** The shortest of the timeouts: a timer goes off at least so often, so that no exchange outlives it unseen. */
    private final long intervalNs;

    private final DueQueue timers;

    /**
     * @param timeoutNs from the start of an exchange to its end; 0 ends none
     * @param firstByteNs from the end of the request to the first byte of the response; 0 ends none
     * @param users who have a timer each
     */
    Timeouts(Iterations iterations, long timeoutNs, long firstByteNs, int users) {
        this.iterations = iterations;
        this.timeoutNs = timeoutNs;
        this.firstByteNs = firstByteNs;
        intervalNs = timeoutNs == 0 || firstByteNs == 0
                ? Math.max(timeoutNs, firstByteNs)
                : Math.min(timeoutNs, firstByteNs);
        timers = new DueQueue(users);
    }

    void begin(Slot[] slots, long nowNs) {
        if (intervalNs > 0) {
            for (Slot slot : slots) {
                timers.add(slot, nowNs + intervalNs);
            }
        }
    }

    /** Ends all that is due, whatever the time since the last call. */
    int poll(long nowNs) {
        int gone = 0;
        for (Slot slot = timers.poll(nowNs); slot != null; slot = gone < MOST_A_TURN ? timers.poll(nowNs) : null) {
            timers.add(slot, nowNs + check(slot, nowNs));
            gone++;
        }
        return gone;
    }

    /** When a thread that sleeps has to look again; {@code otherwiseNs} when that is earlier, or no timer is set. */
    long nextNs(long otherwiseNs) {
        return Math.min(otherwiseNs, timers.nextNs(otherwiseNs - LATE_NS) + LATE_NS);
    }

    /** Until the timer has to go off again. */
    private long check(Slot slot, long nowNs) {
        long leftNs = intervalNs;
        if (slot.inFlight && timeoutNs > 0) {
            leftNs = left(slot, slot.startedNs() + timeoutNs - nowNs, leftNs, ErrorKind.TIMEOUT);
        }
        if (slot.inFlight && firstByteNs > 0 && awaitsFirstByte(slot)) {
            leftNs = left(slot, slot.sentNs() + firstByteNs - nowNs, leftNs, ErrorKind.FIRST_BYTE_TIMEOUT);
        }
        return leftNs;
    }

    /** As {@link #check}; ends the exchange when its time is over. */
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
