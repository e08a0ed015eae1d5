// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import java.util.function.LongSupplier;

/**
 * Tells a garbage collection from whatever else held up a thread. The JVM counts how long it has collected in whole
 * milliseconds and does not specify when, so whoever asks also looks often enough to know that what is new is recent.
 * Single reader.
 */
final class GcWatch {
    private static final long MS = 1_000_000;

    private final LongSupplier pausedMs;
    private long knownMs;

    GcWatch() {
        this(Collectors::pausedMs);
    }

    /** @param pausedMs all pauses so far */
    GcWatch(LongSupplier pausedMs) {
        this.pausedMs = pausedMs;
        knownMs = pausedMs.getAsLong();
    }

    /** What was collected up to now is no part of what comes. */
    void look() {
        knownMs = pausedMs.getAsLong();
    }

    /** What of the time that has just passed was a collection's pause. */
    long ofLastNs(long tookNs) {
        long knownBeforeMs = knownMs;
        look();
        return knownMs == knownBeforeMs ? 0 : Math.min(tookNs, (knownMs - knownBeforeMs + 1) * MS);
    }
}
