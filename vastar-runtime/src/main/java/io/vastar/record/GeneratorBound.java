// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** When a result may say more about the load generator than about the target. One rule for reports, sweeps and verdicts. */
public final class GeneratorBound {
    /** Share of the window from which on an I/O thread counts as busy all the time. */
    public static final double BUSY = 0.9;

    private static final double NEAR_CEILING = 0.8;
    private static final double MOSTLY_BUSY = 0.7;
    private static final double HELD_BY_CODE = 0.05;

    private GeneratorBound() {}

    /** Whether the busiest I/O thread worked for 90 % of the window or more, or was held up by the load test's own code. */
    public static boolean busy(TrialResult.Health health) {
        return health.busyShare() >= BUSY || heldByCode(health);
    }

    /**
     * Whether long calls of the load test's own code, such as those that sleep, took 5 % of an I/O thread's time or more:
     * what its other users wait meanwhile counts as the target's latency.
     */
    public static boolean heldByCode(TrialResult.Health health) {
        return health.delays().code().heldShare() >= HELD_BY_CODE;
    }

    /** Whether the rate was 80 % or more of what the I/O threads can do, and they had little time left. */
    public static boolean nearCeiling(TrialResult result) {
        TrialResult.Health health = result.health();
        return health.ceilingPerSec() > 0
                && result.requestsPerSec() >= NEAR_CEILING * health.ceilingPerSec()
                && health.busyShare() >= MOSTLY_BUSY;
    }

    /** Whether any of these holds: the target may be capable of more than was measured. */
    public static boolean holds(TrialResult result) {
        return busy(result.health()) || nearCeiling(result);
    }

    /**
     * Whether the load generator itself explains a latency: it was the bottleneck, or it was held up (the process had no
     * core, or collected garbage) for long enough, and often enough to have touched as many responses.
     *
     * @param share of the responses that took so long or longer, such as 0.01 for a p99
     */
    public static boolean explains(TrialResult result, double share, double latencyNs) {
        return holds(result) || result.health().longestStallNs() * 2 >= latencyNs && touchedShare(result) * 2 >= share;
    }

    /**
     * Share of the responses that long turns can have delayed, at most: those in flight when one began, and in an open
     * model those that were due meanwhile.
     */
    public static double touchedShare(TrialResult result) {
        TrialResult.Health health = result.health();
        TrialResult.Arrivals arrivals = result.detail().arrivals();
        long responses = result.counts().responses() + result.counts().failed();
        if (responses == 0 || health.delays().longTurns() == 0) {
            return 0;
        }
        double turns = (double) health.delays().longTurns() / Math.max(1, health.threads());
        double touched = arrivals == null
                ? turns * result.concurrency()
                : turns * (result.service().getMean() * result.requestsPerSec() / 1e9 + 1)
                        + health.delays().longTurnsNs() / 1e9 * arrivals.targetPerSec();
        return Math.min(1, touched / responses);
    }

    /** Whether all I/O threads together stood still long enough to be seen in a rate over so many nanoseconds. */
    public static boolean explainsRate(TrialResult result, long overNs) {
        return holds(result) || result.health().longestStallNs() * 5 >= overNs;
    }
}
