// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.spi.ScenarioDefinition;
import java.util.List;

/** One agent's part of a plan: what has to be counted is divided, and the first agents get what is left over. */
record AgentShare(LoadPlan plan, int index, int agents) {
    /** Virtual users, or in an open model the most at once. */
    int users() {
        return exchanges(plan.model().isOpen() ? plan.model().maxConcurrency() : plan.concurrency());
    }

    /** Exchanges for which there shall be connections before the clock starts. */
    int connections() {
        return Math.min(users(), exchanges(plan.concurrency()));
    }

    /** Connections are divided, not what they carry; the first agent has the one that is not full. */
    private int exchanges(int all) {
        int each = plan.request().transport().http().exchangesPerConnection();
        int connections = (all + each - 1) / each;
        int missing = index == 0 ? connections * each - all : 0;
        return (int) part(connections) * each - missing;
    }

    /** Iterations; 0 when the duration decides. */
    long requests() {
        return part(plan.requests());
    }

    /** Iterations of the agents before this one; 0 when the duration decides. */
    long requestsBefore() {
        return plan.requests() / agents * index + Math.min(index, plan.requests() % agents);
    }

    long warmUpIterations() {
        return part(plan.model().warmUpIterations());
    }

    boolean warmsUp() {
        LoadModel model = plan.model();
        return model.warmUpNs() > 0 || model.warmUpIterations() > 0;
    }

    /** CPU to pin its thread to; -1 pins none. */
    int cpu() {
        List<Integer> cpus = plan.engine().pinnedCpus();
        return cpus.isEmpty() ? -1 : cpus.get(index % cpus.size());
    }

    private long part(long whole) {
        return whole / agents + (index < whole % agents ? 1 : 0);
    }

    /** Whether its users' code may block, and so has threads of its own. */
    boolean threaded() {
        for (ScenarioPlan scenario : plan.scenarios()) {
            if (scenario.kind() != ScenarioDefinition.Kind.STEPS) {
                return true;
            }
        }
        return false;
    }
}
