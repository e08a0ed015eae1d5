// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

/** Takes every so-many-th arrival of bursts that come at equal distances. */
final class BurstCursor implements ArrivalCursor {
    private final int burst;
    private final long delayNs;
    private final int agents;
    private long arrival;

    BurstCursor(int burst, long delayNs, int agent, int agents) {
        this.burst = burst;
        this.delayNs = delayNs;
        this.agents = agents;
        arrival = agent;
    }

    @Override
    public long nextNs() {
        long before = arrival / burst;
        return before > Long.MAX_VALUE / delayNs ? Long.MAX_VALUE : before * delayNs;
    }

    @Override
    public void advance() {
        arrival += agents;
    }
}
