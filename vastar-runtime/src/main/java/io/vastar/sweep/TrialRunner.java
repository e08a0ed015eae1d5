// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;

/** Runs one load plan to its end. The sweep knows nothing else of the engine. */
@FunctionalInterface
public interface TrialRunner {
    /** Blocks until the run has ended; a result with {@link TrialResult#interrupted()} tells the sweep to stop. */
    TrialResult run(LoadPlan plan);
}
