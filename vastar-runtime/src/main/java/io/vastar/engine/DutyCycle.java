// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * How an agent spent its turns: the share in which it worked, the longest one and what it went on, and those that were
 * long. Single writer.
 */
final class DutyCycle {
    /** What is in flight or due meanwhile waits long enough to be seen in latencies. */
    static final long LONG_NS = 5_000_000;

    private static final long LOOK_EACH_NS = 10_000_000;

    private final GcWatch collections;
    private final CodeTime code;
    private long lastNs;
    private long lastCodeNs;
    private long lookedNs;
    private long busyNs;
    private long longestNs;
    private long longestGcNs;
    private long longestCodeNs;
    private long longTurns;
    private long longTurnsNs;
    private boolean running;

    /** @param code null when no user code runs on this thread */
    DutyCycle(GcWatch collections, CodeTime code) {
        this.collections = collections;
        this.code = code;
    }

    void begin(long nowNs) {
        lastNs = nowNs;
        look(nowNs);
        running = true;
    }

    void end() {
        running = false;
    }

    /**
     * A turn ended. What it slept is no part of it, as far as it was allowed to: a thread that was to sleep for 10 ms and
     * comes back after 3 s was held up.
     *
     * @param work what it did
     * @param sleepNs how long its poll was allowed to sleep; 0 when it was not
     * @param awakeSinceNs when that sleep ended
     */
    void turned(long nowNs, int work, long sleepNs, long awakeSinceNs) {
        if (!running) {
            return;
        }
        long sleptNs = sleepNs > 0 ? Math.max(0, Math.min(sleepNs, awakeSinceNs - lastNs)) : 0;
        long tookNs = nowNs - lastNs - sleptNs;
        lastNs = nowNs;
        if (tookNs > longestNs || tookNs >= LONG_NS) {
            wasLong(tookNs);
        }
        if (work > 0) {
            busyNs += tookNs;
        }
        if (code != null) {
            lastCodeNs = code.insideNs();
        }
        if (nowNs - lookedNs >= LOOK_EACH_NS) {
            look(nowNs);
        }
    }

    private void look(long nowNs) {
        lookedNs = nowNs;
        collections.look();
        if (code != null) {
            code.look();
        }
    }

    private void wasLong(long tookNs) {
        long gcNs = collections.ofLastNs(tookNs);
        if (tookNs >= LONG_NS) {
            longTurns++;
            longTurnsNs += tookNs;
        }
        if (tookNs > longestNs) {
            longestNs = tookNs;
            longestGcNs = gcNs;
            longestCodeNs = code == null ? 0 : Math.min(tookNs - gcNs, code.insideNs() - lastCodeNs);
        }
    }

    long busyNs() {
        return busyNs;
    }

    long longestNs() {
        return longestNs;
    }

    /** What of the longest turn was a collection's pause. */
    long longestGcNs() {
        return longestGcNs;
    }

    /** What of the longest turn was the load test's own code. */
    long longestCodeNs() {
        return longestCodeNs;
    }

    long longTurns() {
        return longTurns;
    }

    long longTurnsNs() {
        return longTurnsNs;
    }
}
