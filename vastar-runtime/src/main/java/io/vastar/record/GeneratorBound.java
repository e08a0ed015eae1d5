// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** When a result may say more about the load generator than about the target. One rule for reports, sweeps and verdicts. */
public final class GeneratorBound {
    private static final double BUSY = 0.9;
    private static final double NEAR_CEILING = 0.8;
    private static final double MOSTLY_BUSY = 0.7;

    private GeneratorBound() {}

    /** Whether the busiest I/O thread worked for 90 % of the window or more. */
    public static boolean busy(TrialResult.Health health) {
        return health.busyShare() >= BUSY;
    }

    /** Whether the rate was 80 % or more of what the I/O threads can do, and they had little time left. */
    public static boolean nearCeiling(TrialResult result) {
        TrialResult.Health health = result.health();
        return health.ceilingPerSec() > 0
                && result.requestsPerSec() >= NEAR_CEILING * health.ceilingPerSec()
                && health.busyShare() >= MOSTLY_BUSY;
    }

    /** Whether either holds: the target may be capable of more than was measured. */
    public static boolean holds(TrialResult result) {
        return busy(result.health()) || nearCeiling(result);
    }
}
