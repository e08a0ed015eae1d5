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
     * @param slept whether its poll was allowed to sleep
     * @param awakeSinceNs when that sleep ended; the turn counts from there
     */
    void turned(long nowNs, int work, boolean slept, long awakeSinceNs) {
        if (!running) {
            return;
        }
        long fromNs = slept && awakeSinceNs - lastNs > 0 ? awakeSinceNs : lastNs;
        long tookNs = nowNs - fromNs;
        lastNs = nowNs;
        if (tookNs > longestNs) {
            longestNs = tookNs;
        }
        if (work > 0) {
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
