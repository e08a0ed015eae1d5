// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * Finds out whether an I/O thread has its core for itself, so that it may spin on it. Who spins beside another busy thread
 * loses the core for some milliseconds at a time, and with it half of the throughput; who sleeps when there is nothing to do
 * gets the core back as soon as bytes arrive, because a thread that has run less goes first. So the thread looks every few
 * milliseconds, and after each pause that it did not ask for, how long it has waited for its core. When that is too much it
 * gives way, and tries again after a while, which grows with each attempt that did not last. Owned by the agent thread.
 */
final class OwnCore {
    private static final long LOOK_NS = 4_000_000;

    /** A turn that took so long may have been interrupted by others. */
    private static final long PAUSE_NS = 1_000_000;

    /** Share of the time, as a divisor: compiler, collector and kernel need the core for moments, and may. */
    private static final long MOST_WAITED = 8;

    static final long FIRST_AWAY_NS = 100_000_000;

    /** An attempt beside a busy process costs one of its time slices, some 4 ms. */
    static final long LONGEST_AWAY_NS = 1_000_000_000;

    private final CoreMeter meter;
    private boolean own = true;
    private boolean began;
    private long turnNs;
    private long lookedNs;
    private long waitedNs;
    private long changedNs;
    private long awayForNs;
    private long awaySinceNs;
    private long awayNs;
    private long gaveWay;

    OwnCore(CoreMeter meter) {
        this.meter = meter;
    }

    /** Whether nobody else wants the core. To be called once a turn. */
    boolean isOwn(long nowNs) {
        boolean looks = nowNs - lookedNs >= LOOK_NS || own && nowNs - turnNs >= PAUSE_NS;
        turnNs = nowNs;
        if (looks) {
            look(nowNs);
        }
        return own;
    }

    private void look(long nowNs) {
        meter.read(nowNs, own);
        boolean wanted = began && (meter.waitedNs() - waitedNs) * MOST_WAITED > nowNs - lookedNs;
        lookedNs = nowNs;
        waitedNs = meter.waitedNs();
        if (!began) {
            began = true;
            changedNs = nowNs;
        } else if (own && wanted) {
            awayForNs = nowNs - changedNs > FIRST_AWAY_NS
                    ? FIRST_AWAY_NS
                    : Math.min(LONGEST_AWAY_NS, Math.max(FIRST_AWAY_NS, 2 * awayForNs));
            own = false;
            awaySinceNs = nowNs;
            gaveWay++;
            changedNs = nowNs;
        } else if (!own && wanted) {
            changedNs = nowNs; // no need to try
        } else if (!own && nowNs - changedNs >= awayForNs) {
            awayNs += nowNs - awaySinceNs;
            own = true;
            changedNs = nowNs;
        }
    }

    /** What went before does not count. */
    void begin(long nowNs) {
        awaySinceNs = nowNs;
        awayNs = 0;
        gaveWay = 0;
    }

    void end(long nowNs) {
        awayNs += own ? 0 : nowNs - awaySinceNs;
        awaySinceNs = nowNs;
    }

    /** How often it gave way since {@link #begin}. */
    long gaveWay() {
        return gaveWay;
    }

    /** How long it gave way in all, until it took the core back or {@link #end}. */
    long awayNs() {
        return awayNs;
    }
}
