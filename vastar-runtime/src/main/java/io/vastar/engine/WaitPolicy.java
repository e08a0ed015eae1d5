// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * What an agent does when a turn brought no work. The spinning modes are Agrona's idle strategies between turns; the
 * blocking ones let the next poll sleep in the kernel, where arriving bytes end the sleep.
 */
final class WaitPolicy {
    /** Longest sleep: bounds how late an agent hears of a stop. */
    static final long LONGEST_WAIT_NS = 10_000_000;

    /** {@link IdleMode#AUTO} polls this long first: waking up costs some 5 µs on both sides of a loopback socket. */
    static final long AUTO_SPIN_NS = 50_000;

    private static final long SLEEP_SLACK_NS = 1_000_000;
    private static final long SHORTEST_SLEEP_NS = 2 * SLEEP_SLACK_NS;

    private final long spinNs;
    private final IdleStrategy between;
    private long idleSinceNs;
    private boolean wasIdle;

    private WaitPolicy(long spinNs, IdleStrategy between) {
        this.spinNs = spinNs;
        this.between = between;
    }

    static WaitPolicy of(EngineOptions options) {
        return switch (options.idle()) {
            case SPIN -> spinning();
            case YIELD -> new WaitPolicy(Long.MAX_VALUE, new YieldingIdleStrategy());
            case BACKOFF -> new WaitPolicy(Long.MAX_VALUE, new BackoffIdleStrategy(100, 20, 1_000, 1_000_000));
            case BLOCK -> new WaitPolicy(0, NoOpIdleStrategy.INSTANCE);
            case AUTO ->
                options.pinnedCpus().isEmpty() ? new WaitPolicy(AUTO_SPIN_NS, NoOpIdleStrategy.INSTANCE) : spinning();
        };
    }

    private static WaitPolicy spinning() {
        return new WaitPolicy(Long.MAX_VALUE, BusySpinIdleStrategy.INSTANCE);
    }

    /** The strategy for Agrona's runner, applied between turns. */
    IdleStrategy between() {
        return between;
    }

    /** How long the coming poll may sleep, after a turn that did {@code lastWork}. */
    long waitNs(long nowNs, int lastWork) {
        if (lastWork > 0) {
            wasIdle = false;
            return 0;
        }
        if (!wasIdle) {
            wasIdle = true;
            idleSinceNs = nowNs;
        }
        return nowNs - idleSinceNs >= spinNs ? LONGEST_WAIT_NS : 0;
    }

    /**
     * How long to sleep when there is something to do in so many nanoseconds: the kernel wakes up on whole milliseconds
     * and then late, so the rest is spun away.
     */
    static long until(long dueInNs, long longestNs) {
        return dueInNs < SHORTEST_SLEEP_NS ? 0 : Math.min(longestNs, dueInNs - SLEEP_SLACK_NS);
    }
}
