// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import java.util.List;

/**
 * What one load test comes to.
 *
 * @param run the run, or each trial of the sweep
 * @param sweep null when it is a single run
 * @param notes what was decided on the user's behalf, one sentence each
 */
public record Planned(LoadPlan run, SweepPlan sweep, List<String> notes) {
    public Planned {
        notes = List.copyOf(notes);
    }
}
