// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.record.TrialResult;
import java.util.Locale;

/**
 * A trial held against Little's law, {@code L = λ·W} (J. D. C. Little, A Proof for the Queuing Formula, Operations
 * Research 9, 1961): in a closed loop, throughput times mean latency is the number of exchanges in flight, and should
 * be the concurrency asked for. Where it is not, the load was not what the level says.
 *
 * @param inFlight throughput times mean latency
 * @param gapPct how far that is from the concurrency, percent; negative when less was in flight
 * @param cause the likely cause of a gap over 5 %; null when the law holds
 */
public record LittlesLaw(double inFlight, double gapPct, String cause) {
    private static final double TOLERANCE_PCT = 5;
    private static final double NOTABLE_SHARE = 0.01;
    private static final long SHORT_RUN_ROUNDS = 20;

    static LittlesLaw of(Measurement measured) {
        double inFlight = measured.rps() * measured.meanNs() / 1e9;
        double gapPct = (inFlight - measured.concurrency()) / measured.concurrency() * 100;
        return new LittlesLaw(inFlight, gapPct, Math.abs(gapPct) <= TOLERANCE_PCT ? null : causeIn(measured));
    }

    /** Whether the gap is within 5 %. */
    public boolean holds() {
        return cause == null;
    }

    private static String causeIn(Measurement measured) {
        int concurrency = measured.concurrency();
        TrialResult.Counts counts = measured.counts();
        if (counts.responses() == 0) {
            return "no response arrived";
        }
        if (measured.connectionsPeak() < concurrency) {
            return "only " + measured.connectionsPeak() + " of " + concurrency + " connections were open at once";
        }
        long ended = counts.responses() + counts.failed();
        if (counts.failed() > ended * NOTABLE_SHARE) {
            return counts.failed() + " failed requests have no latency to count";
        }
        long reopened = measured.connectionsOpened() - measured.connectionsPeak();
        if (reopened > ended * NOTABLE_SHARE) {
            return "connections were reopened " + reopened + " times";
        }
        if (ended < concurrency * SHORT_RUN_ROUNDS) {
            return String.format(
                    Locale.ROOT,
                    "short run, %.1f requests per connection; raise -n or use -z",
                    (double) ended / concurrency);
        }
        if (counts.aborted() > ended * NOTABLE_SHARE) {
            return counts.aborted() + " requests were cut off at the end and have no latency to count";
        }
        TrialResult.Health health = measured.health();
        if (measured.generatorBound()) {
            return String.format(
                    Locale.ROOT, "the load generator was %.0f%% busy and sent late", health.busyShare() * 100);
        }
        if (Math.max(health.longestStallNs(), health.gcPauseNs()) > measured.elapsedNs() * NOTABLE_SHARE) {
            return String.format(
                    Locale.ROOT,
                    "the load generator stalled for up to %.1f ms",
                    Math.max(health.longestStallNs(), health.gcPauseNs()) / 1e6);
        }
        return "pauses between a response and the next request in the load generator";
    }
}
