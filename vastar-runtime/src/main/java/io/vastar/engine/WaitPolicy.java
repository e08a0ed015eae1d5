// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import java.util.HashSet;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * What an agent does when a turn brought no work. The spinning modes are Agrona's idle strategies between turns; the
 * blocking ones let the next poll sleep in the kernel, where arriving bytes end the sleep. {@link IdleMode#AUTO} goes from
 * one to the other as {@link OwnCore} finds out.
 */
final class WaitPolicy {
    /** Longest sleep: bounds how late an agent hears of a stop. */
    static final long LONGEST_WAIT_NS = 10_000_000;

    private static final long SLEEP_SLACK_NS = 1_000_000;
    private static final long SHORTEST_SLEEP_NS = 2 * SLEEP_SLACK_NS;

    private final boolean spins;
    private final OwnCore ownCore;
    private final IdleStrategy between;

    /** @param ownCore decides instead of {@code spins}, unless null */
    private WaitPolicy(boolean spins, OwnCore ownCore, IdleStrategy between) {
        this.spins = spins;
        this.ownCore = ownCore;
        this.between = between;
    }

    /**
     * @param cores that the I/O threads run on
     * @param meter of the thread
     */
    static WaitPolicy of(IdleMode idle, int threads, int cores, CoreMeter meter) {
        return switch (idle) {
            case SPIN -> new WaitPolicy(true, null, BusySpinIdleStrategy.INSTANCE);
            case YIELD -> new WaitPolicy(true, null, new YieldingIdleStrategy());
            case BACKOFF -> new WaitPolicy(true, null, new BackoffIdleStrategy(100, 20, 1_000, 1_000_000));
            case BLOCK -> blocking();
            // who shares a core with another I/O thread never has it alone
            case AUTO ->
                threads > cores ? blocking() : new WaitPolicy(true, new OwnCore(meter), NoOpIdleStrategy.INSTANCE);
        };
    }

    private static WaitPolicy blocking() {
        return new WaitPolicy(false, null, NoOpIdleStrategy.INSTANCE);
    }

    /** The cores that the I/O threads of a run are on. */
    static int cores(EngineOptions options) {
        return options.pinnedCpus().isEmpty()
                ? Runtime.getRuntime().availableProcessors()
                : new HashSet<>(options.pinnedCpus()).size();
    }

    /** The strategy for Agrona's runner, applied between turns. */
    IdleStrategy between() {
        return between;
    }

    /** How long the coming poll may sleep, after a turn that did {@code lastWork}. Once a turn. */
    long waitNs(long nowNs, int lastWork) {
        boolean spinsNow = ownCore == null ? spins : ownCore.spins(nowNs);
        return spinsNow || lastWork > 0 ? 0 : LONGEST_WAIT_NS;
    }

    /** Whether polls sleep, or may. */
    boolean maySleep() {
        return !spins || ownCore != null;
    }

    void begin(long nowNs) {
        if (ownCore != null) {
            ownCore.begin(nowNs);
        }
    }

    void end(long nowNs) {
        if (ownCore != null) {
            ownCore.end(nowNs);
        }
    }

    /** How often the core was given to others since {@link #begin}. */
    long gaveWay() {
        return ownCore == null ? 0 : ownCore.gaveWay();
    }

    /** How long others were given way until {@link #end}. */
    long awayNs() {
        return ownCore == null ? 0 : ownCore.awayNs();
    }

    /**
     * How long to sleep when there is something to do in so many nanoseconds: the kernel wakes up on whole milliseconds
     * and then late, so the rest is spun away.
     */
    static long until(long dueInNs, long longestNs) {
        return dueInNs < SHORTEST_SLEEP_NS ? 0 : Math.min(longestNs, dueInNs - SLEEP_SLACK_NS);
    }
}
