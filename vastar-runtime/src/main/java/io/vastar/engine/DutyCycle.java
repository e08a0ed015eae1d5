// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/** How an agent spent its turns: the share in which it worked, and the longest one. Single writer. */
final class DutyCycle {
    private long lastNs;
    private long busyNs;
    private long longestNs;
    private boolean running;

    void begin(long nowNs) {
        lastNs = nowNs;
        running = true;
    }

    void end() {
        running = false;
    }

    /**
     * A turn ended.
     *
     * @param work what it did
     * @param mayHaveSleptNs how long its poll was allowed to sleep; such a turn counts only for what exceeds it
     */
    void turned(long nowNs, int work, long mayHaveSleptNs) {
        if (!running) {
            return;
        }
        long tookNs = nowNs - lastNs - mayHaveSleptNs;
        lastNs = nowNs;
        if (tookNs > longestNs) {
            longestNs = tookNs;
        }
        if (work > 0 && mayHaveSleptNs == 0) {
            busyNs += tookNs;
        }
    }

    long busyNs() {
        return busyNs;
    }

    long longestNs() {
        return longestNs;
    }
}
