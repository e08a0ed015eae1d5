// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import java.util.List;

/**
 * How often a level is run where nobody says how long: until two runs agree about the throughput, at most four times.
 * The knee lies where throughput hardly grows any more, so that chance would decide it otherwise.
 */
final class Settling {
    /** Runs of each level. */
    static final int FEWEST = 2;

    private static final int MOST = 4;
    private static final double AGREEMENT = 0.05;
    private static final int RESPONSES_IN_TURN = 20;
    private static final long LONGEST_NS = 10_000_000_000L;

    private final long shortestNs;
    private long runNs;

    /** @param shortestNs length of a run of a target that answers fast */
    Settling(long shortestNs) {
        this.shortestNs = shortestNs;
        runNs = shortestNs;
    }

    /** Lets each connection get some responses one after another, within reason. */
    void fitTo(Measurement baseline) {
        runNs = Math.max(shortestNs, Math.min(LONGEST_NS, baseline.p50Ns() * RESPONSES_IN_TURN));
    }

    long runNs() {
        return runNs;
    }

    /** A level without a response is not tried again. */
    boolean wantsAnother(List<Measurement> runs) {
        if (runs.size() < FEWEST) {
            return runs.isEmpty() || runs.get(0).rps() > 0;
        }
        return runs.size() < MOST && !twoAgree(runs);
    }

    private static boolean twoAgree(List<Measurement> runs) {
        double[] rps = runs.stream().mapToDouble(Measurement::rps).sorted().toArray();
        for (int i = 1; i < rps.length; i++) {
            if (rps[i] - rps[i - 1] <= rps[i] * AGREEMENT) {
                return true;
            }
        }
        return false;
    }
}
