// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/** A nano clock that stands still until a test moves it. May be read and moved from any thread. */
public final class FakeClock implements NanoClock {
    private final AtomicLong nowNs;

    /** Starts at 0. */
    public FakeClock() {
        this(0);
    }

    public FakeClock(long startNs) {
        nowNs = new AtomicLong(startNs);
    }

    @Override
    public long nanoTime() {
        return nowNs.get();
    }

    /**
     * Moves the clock forward and returns the new time.
     *
     * @throws IllegalArgumentException when the step is negative; {@link #set} goes anywhere
     */
    public long advanceNs(long stepNs) {
        if (stepNs < 0) {
            throw new IllegalArgumentException("a clock cannot advance by " + stepNs + " ns; use set to go back");
        }
        return nowNs.addAndGet(stepNs);
    }

    /** Sets the time, backwards too, or close to overflow, as {@link System#nanoTime} may be. */
    public void set(long timeNs) {
        nowNs.set(timeNs);
    }
}
