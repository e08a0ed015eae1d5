// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import org.HdrHistogram.Histogram;

/**
 * How long an I/O thread that sleeps takes to go on when there is something to read, which the latencies contain. Bytes do not
 * say when they arrived, so samples are taken: the thread that watches over the run signals the sleeper every now and then,
 * and the sleeper notes how long ago that was.
 */
final class WakeUps {
    private static final long LONGEST_NS = 60_000_000_000L;

    private final Histogram lagNs = new Histogram(LONGEST_NS, 2);
    private volatile long signalNs;

    /** The lane's sleep is being ended. By the thread that watches. */
    void signalled(long nowNs) {
        signalNs = nowNs;
    }

    /** The agent has been through a poll that may have slept. By the agent's thread. */
    void slept(long fromNs, long awakeNs) {
        long sinceNs = signalNs;
        if (sinceNs == 0 || awakeNs - sinceNs < 0) {
            return;
        }
        signalNs = 0;
        if (sinceNs - fromNs > 0) {
            lagNs.recordValue(Math.min(LONGEST_NS, awakeNs - sinceNs));
        }
    }

    /** To be read when the agent has finished. */
    Histogram lagNs() {
        return lagNs;
    }
}
