// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import java.util.List;

/** Keeps every request of a run. Called by the thread that runs the engine. */
public interface RequestLogging {
    /**
     * Where one agent puts its requests; its thread has not begun yet.
     *
     * @param agent its number, from 0
     * @param agents how many there are
     * @param steps that are known beforehand, in the order of their indices
     */
    RequestLog open(int agent, int agents, List<String> steps);

    /**
     * The clock starts.
     *
     * @param epochMs the same moment by the wall clock
     */
    void begin(long epochMs);
}
