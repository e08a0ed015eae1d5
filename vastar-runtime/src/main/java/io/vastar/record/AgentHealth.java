// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import org.HdrHistogram.Histogram;

/**
 * What I/O threads went through while they measured.
 *
 * @param threads how many
 * @param turns of their duty cycles
 * @param workedNs in which they worked rather than waited, of all of them
 * @param mostWorkedNs the same of the busiest one
 * @param cpuNs CPU time of all of them; negative where unknown
 * @param allocatedBytes by all of them; negative where unknown
 * @param core how far they had their cores for themselves
 * @param code the load test's own code on the one that was in it longest
 */
public record AgentHealth(
        int threads,
        Turns turns,
        long workedNs,
        long mostWorkedNs,
        long cpuNs,
        long allocatedBytes,
        Cores core,
        CodeUse code) {

    /** Both together. */
    public AgentHealth plus(AgentHealth other) {
        return new AgentHealth(
                threads + other.threads,
                turns.plus(other.turns),
                workedNs + other.workedNs,
                Math.max(mostWorkedNs, other.mostWorkedNs),
                cpuNs + other.cpuNs,
                allocatedBytes + other.allocatedBytes,
                core.plus(other.core),
                other.code.spentNs() > code.spentNs() ? other.code : code);
    }

    /**
     * Turns of duty cycles.
     *
     * @param longestNs the longest one
     * @param longestGcNs what of it was a collection's pause
     * @param longestCodeNs what of it was the load test's own code
     * @param longTurns how many took 5 ms or more
     * @param longTurnsNs how long those took
     */
    public record Turns(long longestNs, long longestGcNs, long longestCodeNs, long longTurns, long longTurnsNs) {
        Turns plus(Turns other) {
            Turns longest = other.longestNs > longestNs ? other : this;
            return new Turns(
                    longest.longestNs,
                    longest.longestGcNs,
                    longest.longestCodeNs,
                    longTurns + other.longTurns,
                    longTurnsNs + other.longTurnsNs);
        }
    }

    /**
     * @param waitedNs how long they were ready to run while others had their cores; -1 where unknown
     * @param gaveWay how often one stopped spinning because others wanted its core
     * @param awayNs how long they did not spin for that reason
     * @param wakeUps samples of how long a sleeping one took to go on, nanoseconds; null when none was taken
     */
    public record Cores(long waitedNs, long gaveWay, long awayNs, Histogram wakeUps) {
        Cores plus(Cores other) {
            return new Cores(
                    waitedNs < 0 || other.waitedNs < 0 ? -1 : waitedNs + other.waitedNs,
                    gaveWay + other.gaveWay,
                    awayNs + other.awayNs,
                    sum(wakeUps, other.wakeUps));
        }

        private static Histogram sum(Histogram one, Histogram other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            Histogram sum = one.copy();
            sum.add(other);
            return sum;
        }
    }

    /**
     * The load test's own code on an I/O thread.
     *
     * @param spentNs in it; collections not counted
     * @param heldNs the same of calls of 0.1 ms and more
     * @param mostIn the step, reader or set-up that took the largest part; null when there was no such code
     * @param mostNs that part
     * @param mostCalls how many calls those were
     */
    public record CodeUse(long spentNs, long heldNs, String mostIn, long mostNs, long mostCalls) {
        public static final CodeUse NONE = new CodeUse(0, 0, null, 0, 0);

        /** @param wallNs of which this is a share */
        public UserCode over(long wallNs) {
            return wallNs <= 0 || spentNs == 0
                    ? UserCode.NONE
                    : new UserCode(
                            share(spentNs, wallNs),
                            share(heldNs, wallNs),
                            mostIn,
                            share(mostNs, spentNs),
                            mostNs / Math.max(1, mostCalls));
        }

        private static double share(long partNs, long wholeNs) {
            return Math.min(1, (double) partNs / wholeNs);
        }
    }

    void write(RecordOutput to) {
        to.count(threads);
        for (long value : new long[] {
            turns.longestNs,
            turns.longestGcNs,
            turns.longestCodeNs,
            turns.longTurns,
            turns.longTurnsNs,
            workedNs,
            mostWorkedNs,
            cpuNs,
            allocatedBytes,
            core.waitedNs,
            core.gaveWay,
            core.awayNs,
            code.spentNs,
            code.heldNs,
            code.mostNs,
            code.mostCalls
        }) {
            to.number(value);
        }
        to.text(code.mostIn);
        to.histogram(core.wakeUps);
    }

    static AgentHealth read(RecordInput from) {
        int threads = from.count();
        Turns turns = new Turns(from.number(), from.number(), from.number(), from.number(), from.number());
        long workedNs = from.number();
        long mostWorkedNs = from.number();
        long cpuNs = from.number();
        long allocatedBytes = from.number();
        long waitedNs = from.number();
        long gaveWay = from.number();
        long awayNs = from.number();
        long spentNs = from.number();
        long heldNs = from.number();
        long mostNs = from.number();
        long mostCalls = from.number();
        CodeUse code = new CodeUse(spentNs, heldNs, from.text(), mostNs, mostCalls);
        Cores core = new Cores(waitedNs, gaveWay, awayNs, from.histogram());
        return new AgentHealth(threads, turns, workedNs, mostWorkedNs, cpuNs, allocatedBytes, core, code);
    }
}
