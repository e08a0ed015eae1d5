// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

/** Takes every so-many-th arrival of the schedule, each computed from its number. */
final class EvenCursor implements ArrivalCursor {
    private final Intensity intensity;
    private final int agents;
    private long arrival;
    private int stage;
    private long nextNs;

    EvenCursor(Intensity intensity, int agent, int agents) {
        this.intensity = intensity;
        this.agents = agents;
        arrival = agent;
        locate();
    }

    @Override
    public long nextNs() {
        return nextNs;
    }

    @Override
    public void advance() {
        if (nextNs != Long.MAX_VALUE) {
            arrival += agents;
            locate();
        }
    }

    private void locate() {
        if (arrival >= intensity.total()) {
            nextNs = Long.MAX_VALUE;
            return;
        }
        stage = intensity.stageOf(arrival, stage);
        nextNs = intensity.timeNs(arrival, stage);
    }
}
