// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import org.agrona.concurrent.NanoClock;

/**
 * What a lane needs from its agent.
 *
 * @param connections the most connections or workers that the lane shall have
 * @param openFirst how many of them {@link Lane#open()} opens; the others open when an offer needs them
 * @param varied whether requests differ from each other, as those of a scenario do
 * @param connectTimeoutNs how long one connection attempt may take
 * @param clock the agent's clock, monotonic nanoseconds
 * @param tap sees what goes over the connections; null for none
 * @param meter where the lane notes what belongs to no exchange; open while the run measures
 */
public record LaneContext(
        int connections,
        int openFirst,
        boolean varied,
        long connectTimeoutNs,
        NanoClock clock,
        WireTap tap,
        Meter meter) {
    /** Of a protocol that declares no metrics. */
    public LaneContext(
            int connections, int openFirst, boolean varied, long connectTimeoutNs, NanoClock clock, WireTap tap) {
        this(connections, openFirst, varied, connectTimeoutNs, clock, tap, new Meter(Metrics.NONE));
    }

    /** Seen by nobody. */
    public LaneContext(int connections, int openFirst, boolean varied, long connectTimeoutNs, NanoClock clock) {
        this(connections, openFirst, varied, connectTimeoutNs, clock, null);
    }

    /** Opens all of them first. */
    public LaneContext(int connections, long connectTimeoutNs, NanoClock clock) {
        this(connections, connections, false, connectTimeoutNs, clock);
    }
}
