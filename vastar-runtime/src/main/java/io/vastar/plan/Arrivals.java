// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.StagesSpec;
import io.vastar.plan.LoadModel.Arrival;

/**
 * Who decides when iterations start, before it is known how long the run is.
 *
 * @param arrival null in a closed model
 * @param perSec a rate without stages; else 0
 * @param stages of a rate or of users; null when there are none
 * @param where what asked for it, for messages; null in a closed model without stages
 */
record Arrivals(Arrival arrival, double perSec, StagesSpec stages, int burst, long burstDelayNs, String where) {
    /** A fixed number of users. */
    static final Arrivals CLOSED = new Arrivals(null, 0, null, 0, 0, null);

    boolean open() {
        return arrival != null;
    }
}
