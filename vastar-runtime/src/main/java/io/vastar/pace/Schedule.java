// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

/** When iterations of an open model are to start. Immutable; the agents of a run share it and take their parts of it. */
public interface Schedule {
    /**
     * The arrivals of one agent. Calling it twice gives the same arrivals twice. The arrivals of all agents together are
     * the whole schedule.
     */
    ArrivalCursor cursor(int agent, int agents);
}
