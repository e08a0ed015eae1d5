// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** Sum, minimum and maximum of one phase. */
final class PhaseTimes {
    private long count;
    private long sumNs;
    private long minNs = Long.MAX_VALUE;
    private long maxNs;

    /** Adds one duration; a stamp taken a little early by another thread never makes it negative. */
    void add(long durationNs) {
        long ns = Math.max(0, durationNs);
        count++;
        sumNs += ns;
        minNs = Math.min(minNs, ns);
        maxNs = Math.max(maxNs, ns);
    }

    void add(PhaseTimes other) {
        count += other.count;
        sumNs += other.sumNs;
        minNs = Math.min(minNs, other.minNs);
        maxNs = Math.max(maxNs, other.maxNs);
    }

    TrialResult.Phase phase() {
        return new TrialResult.Phase(count, sumNs, count == 0 ? 0 : minNs, maxNs);
    }

    void write(RecordOutput to) {
        to.number(count);
        to.number(sumNs);
        to.number(minNs);
        to.number(maxNs);
    }

    void read(RecordInput from) {
        count = from.number();
        sumNs = from.number();
        minNs = from.number();
        maxNs = from.number();
    }
}
