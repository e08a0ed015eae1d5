// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.Origin;
import io.vastar.lane.LaneWires;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;

/** Makes the lanes of one protocol version. Any thread. */
@FunctionalInterface
interface OriginLanes {
    /**
     * Opens nothing yet.
     *
     * @param wires of this lane alone, which closes them
     * @param origin where they lead
     */
    Lane create(LaneContext context, LaneWires wires, Origin origin);
}
