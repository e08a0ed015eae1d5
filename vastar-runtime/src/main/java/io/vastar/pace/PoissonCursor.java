// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

import java.util.SplittableRandom;

/**
 * One agent's part of a Poisson process of varying rate: independent parts of an equal share of the rate add up to the
 * whole (superposition). A process of rate 1 is stretched by the inverse of Λ (Çinlar, "Introduction to Stochastic
 * Processes", 1975, §4.7).
 */
final class PoissonCursor implements ArrivalCursor {
    private final Intensity intensity;
    private final SplittableRandom random;
    private final int agents;
    private double arrivals;
    private int stage;
    private long nextNs;

    PoissonCursor(Intensity intensity, long seed, int agent, int agents) {
        this.intensity = intensity;
        this.agents = agents;
        random = generator(seed, agent);
        advance();
    }

    /** Splits as often as there are agents before: seeds in a row would give overlapping sequences. */
    private static SplittableRandom generator(long seed, int agent) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom own = root.split();
        for (int i = 0; i < agent; i++) {
            own = root.split();
        }
        return own;
    }

    @Override
    public long nextNs() {
        return nextNs;
    }

    @Override
    public void advance() {
        if (nextNs == Long.MAX_VALUE) {
            return;
        }
        arrivals -= agents * Math.log(1 - random.nextDouble());
        if (arrivals >= intensity.total()) {
            nextNs = Long.MAX_VALUE;
            return;
        }
        stage = intensity.stageOf(arrivals, stage);
        // arrivals closer than the rounding of a double must not go back in time
        nextNs = Math.max(nextNs, intensity.timeNs(arrivals, stage));
    }
}
