// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

import java.util.List;

/** The schedules that there are. For {@code plan}, which knows what the user asked for. */
public final class Schedules {
    private Schedules() {}

    /** Arrival k of the whole run comes when the stages have asked for k arrivals: evenly where the rate is constant. */
    public static Schedule constant(List<Stage> stages) {
        Intensity intensity = new Intensity(stages);
        return (agent, agents) -> new EvenCursor(intensity, agent, agents);
    }

    /** Independent arrivals, at the stages' rate on average; the same seed and number of agents gives the same ones. */
    public static Schedule poisson(List<Stage> stages, long seed) {
        Intensity intensity = new Intensity(stages);
        return (agent, agents) -> new PoissonCursor(intensity, seed, agent, agents);
    }

    /**
     * So many arrivals at once: at 0, after the delay, after twice the delay, without end.
     *
     * @param burst at least 1
     * @param delayNs at least 1
     */
    public static Schedule bursts(int burst, long delayNs) {
        return (agent, agents) -> new BurstCursor(burst, delayNs, agent, agents);
    }
}
