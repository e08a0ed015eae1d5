// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Lane.Readiness;
import org.agrona.collections.IntArrayList;

/**
 * A lane's places for connections, each with a {@link Dial}: which of them are opened first, which are closed and may be
 * opened for an exchange, and which have taken too long. Owned by the agent thread.
 */
public final class Openings {
    private static final long SCAN_INTERVAL_NS = 1_000_000;

    /** Most connection attempts under way at once, of those that no exchange asked for. */
    private static final int MOST_DIALLED = 128;

    /** Of so many closed places at most one is looked for that may be opened. */
    private static final int MOST_LOOKED_AT = 128;

    private final LaneWires wires;
    private final int first;
    private final Dial[] dials;
    private final IntArrayList closed = new IntArrayList();

    private Opener opener;
    private int unopened;
    private int dialled;
    private int settling;
    private int tried;
    private int everUseful;
    private long nextScanNs;

    /** The lane's side. */
    public interface Opener {
        /** Dials for the connection of this place, which no exchange waits for. */
        void dial(int place, long nowNs);
    }

    /**
     * @param places how many connections there can be at once
     * @param first how many of them {@link #begin} opens; the others are closed
     */
    public Openings(LaneWires wires, int places, int first) {
        this.wires = wires;
        this.first = first;
        dials = new Dial[places];
        for (int i = places - 1; i >= first; i--) {
            closed.addInt(i);
        }
        wires.stats().requested(first);
    }

    /** Opens the first ones, as far as they may be opened at once; {@link #poll} goes on. */
    public void begin(Opener newOpener) {
        opener = newOpener;
        unopened = first;
        openMore();
    }

    /** As {@link io.vastar.spi.Lane#readiness()}. */
    public Readiness readiness() {
        if (tried < first) {
            return Readiness.OPENING;
        }
        return everUseful > 0 ? Readiness.READY : Readiness.UNREACHABLE;
    }

    /** Of this place; made when it is needed first. */
    public Dial dial(int place) {
        if (dials[place] == null) {
            dials[place] = new Dial(wires, this);
        }
        return dials[place];
    }

    /** Takes a closed place that may be opened now; -1 when there is none. */
    public int takeClosed(long nowNs) {
        for (int i = 0, size = Math.min(closed.size(), MOST_LOOKED_AT); i < size; i++) {
            int place = closed.getInt(i);
            if (dial(place).mayBegin(nowNs)) {
                closed.fastUnorderedRemove(i);
                return place;
            }
        }
        return -1;
    }

    /** Takes this place if it is closed and may be opened now. */
    public boolean takeClosed(int place, long nowNs) {
        return dial(place).mayBegin(nowNs) && closed.removeInt(place);
    }

    /** Whether {@link #takeClosed} may find one. */
    public boolean hasClosed() {
        return !closed.isEmpty();
    }

    /** The connection of this place is gone, or could not be opened: another one may take its place. */
    public void closed(int place) {
        closed.addInt(place);
    }

    /** Whether there are not too many attempts under way for one more. */
    public boolean mayDial() {
        return dialled < MOST_DIALLED;
    }

    /** Makes progress; returns how much was begun. To be called in every poll, after the wires'. */
    public int poll() {
        return dialled > 0 || settling > 0 || unopened > 0 ? openAndCheck() : 0;
    }

    private int openAndCheck() {
        int begun = openMore();
        long nowNs = wires.clock().nanoTime();
        if (nowNs - nextScanNs >= 0) {
            nextScanNs = nowNs + SCAN_INTERVAL_NS;
            for (Dial dial : dials) {
                if (dial != null) {
                    dial.checkTimeout(nowNs);
                }
            }
        }
        return begun;
    }

    private int openMore() {
        int begun = 0;
        while (unopened > 0 && mayDial()) {
            opener.dial(first - unopened--, wires.clock().nanoTime());
            begun++;
        }
        return begun;
    }

    void dialBegun() {
        dialled++;
    }

    void dialEnded() {
        dialled--;
    }

    void settlingBegun() {
        settling++;
    }

    void settlingEnded() {
        settling--;
    }

    /** A place has been tried for the first time. */
    void tried() {
        tried++;
    }

    void useful() {
        everUseful++;
    }
}
