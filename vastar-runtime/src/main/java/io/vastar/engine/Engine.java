// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.ProtocolProvider;
import java.util.List;

/** Runs load plans, one after the other. */
public final class Engine implements AutoCloseable {
    private final List<ProtocolProvider> providers;

    /** @param providers the protocols that plans may ask for */
    public Engine(List<ProtocolProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * Runs one plan to its end and blocks meanwhile.
     *
     * @throws io.vastar.spi.ConfigurationException when the plan cannot be run on this machine
     * @throws io.vastar.spi.TargetUnreachableException when no connection could be opened
     */
    public TrialResult run(LoadPlan plan, RunListener listener) {
        throw new IllegalStateException(plan.name() + providers + listener);
    }

    /** Ends the current run early, and every later one at once: it drains and its result is marked interrupted. Any thread. */
    public void stop() {}

    @Override
    public void close() {}
}
