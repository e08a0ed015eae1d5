// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * Finds out whether an I/O thread should spin on its core or sleep when there is nothing to do. Who spins beside another busy
 * thread loses the core for some milliseconds at a time; who sleeps gets it back as soon as bytes arrive, because a thread that
 * has run less goes first. So the thread looks every few milliseconds, and after each pause that it did not ask for, how
 * long it has waited for its core. When that adds up to too much it gives way, and tries again after a while, which grows with
 * each attempt that did not last. Who needs more than its share of the core gets nearly as much done either way. Owned by the agent thread.
 */
final class OwnCore {
    private static final long LOOK_NS = 4_000_000;

    /** A turn that took so long may have been interrupted by others. */
    private static final long PAUSE_NS = 1_000_000;

    /** Share of the time, as a divisor, that compiler, collector and kernel may have the core for. */
    private static final long MOST_WAITED = 8;

    /** So much more they may have at a time: it is more than one time slice of a busy process, and less than two. */
    private static final long BURST_NS = 5_000_000;

    /** An attempt has lasted when nobody wanted the core for so long. */
    private static final long QUIET_NS = 100_000_000;

    static final long FIRST_AWAY_NS = 100_000_000;

    /** An attempt beside a busy process costs two of its time slices of some 4 ms. */
    static final long LONGEST_AWAY_NS = 1_000_000_000;

    private final CoreMeter meter;
    private State state = State.ALONE;
    private boolean looked;
    private long turnNs;
    private long lookedNs;
    private long waitedNs;
    private long sinceNs;
    private long wantedNs;
    private long burstNs;
    private long awayForNs;
    private long countedNs;
    private long awayNs;
    private long gaveWay;

    private enum State {
        /** Nobody else wants the core: spins. */
        ALONE,
        /** Others want the core: sleeps. */
        AWAY,
        /** Spins to see whether others still want the core. */
        TRYING
    }

    OwnCore(CoreMeter meter) {
        this.meter = meter;
    }

    /** Whether to spin rather than sleep. To be called once a turn. */
    boolean spins(long nowNs) {
        boolean looks = nowNs - lookedNs >= LOOK_NS || state != State.AWAY && nowNs - turnNs >= PAUSE_NS;
        turnNs = nowNs;
        if (looks) {
            look(nowNs);
        }
        return state != State.AWAY;
    }

    private void look(long nowNs) {
        meter.read(nowNs, state != State.AWAY);
        burstNs = Math.max(0, burstNs + meter.waitedNs() - waitedNs - (nowNs - lookedNs) / MOST_WAITED);
        lookedNs = nowNs;
        waitedNs = meter.waitedNs();
        if (!looked) {
            looked = true;
            wantedNs = nowNs;
            enter(State.ALONE, nowNs);
            return;
        }
        boolean wanted = burstNs >= BURST_NS;
        if (wanted) {
            burstNs = 0;
            wantedNs = nowNs;
        }
        long lastedNs = nowNs - sinceNs;
        switch (state) {
            case ALONE -> {
                if (wanted) {
                    giveWay(FIRST_AWAY_NS, nowNs);
                }
            }
            case AWAY -> {
                // a thread that waits for its core although it sleeps knows that others want it
                if (lastedNs >= awayForNs && nowNs - wantedNs >= QUIET_NS) {
                    awayNs += nowNs - countedNs;
                    enter(State.TRYING, nowNs);
                }
            }
            case TRYING -> {
                if (wanted) {
                    giveWay(Math.min(LONGEST_AWAY_NS, 2 * awayForNs), nowNs);
                } else if (lastedNs >= QUIET_NS) {
                    enter(State.ALONE, nowNs);
                }
            }
        }
    }

    private void giveWay(long forNs, long nowNs) {
        awayForNs = forNs;
        gaveWay++;
        countedNs = nowNs;
        enter(State.AWAY, nowNs);
    }

    private void enter(State next, long nowNs) {
        state = next;
        sinceNs = nowNs;
        burstNs = 0;
    }

    /** What went before does not count. */
    void begin(long nowNs) {
        countedNs = nowNs;
        awayNs = 0;
        gaveWay = 0;
    }

    void end(long nowNs) {
        awayNs += state == State.AWAY ? nowNs - countedNs : 0;
        countedNs = nowNs;
    }

    /** How often it gave way since {@link #begin}. */
    long gaveWay() {
        return gaveWay;
    }

    /** How long it gave way in all, until it spun again or {@link #end}. */
    long awayNs() {
        return awayNs;
    }
}
