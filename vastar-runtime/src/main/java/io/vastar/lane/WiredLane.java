// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.Outcome;

/** What lanes over wires have in common: how connections are opened, how exchanges are given up, and the end. */
public abstract class WiredLane implements Lane, Openings.Opener {
    protected final LaneWires wires;
    protected final Openings openings;
    protected final Endings endings = new Endings();

    /**
     * @param wires of this lane alone, which closes them
     * @param places how many connections there can be at once
     * @param openFirst how many of them {@link #open} opens
     */
    protected WiredLane(LaneWires wires, int places, int openFirst) {
        this.wires = wires;
        openings = new Openings(wires, places, openFirst);
    }

    @Override
    public final void open() {
        openings.begin(this);
    }

    @Override
    public final Readiness readiness() {
        return openings.readiness();
    }

    @Override
    public final long awakeSinceNs() {
        return wires.awakeSinceNs();
    }

    @Override
    public final void wakeUp() {
        wires.poller().wakeUp();
    }

    @Override
    public final void cancel(Exchange exchange, ErrorKind reason) {
        // one that has ended by itself waits to be delivered, and its connection may already carry another one
        if (exchange.outcome() == Outcome.PENDING) {
            giveUp(exchange, reason, wires.clock().nanoTime());
        }
    }

    /** Ends an exchange that this lane carries with {@link Endings#giveUp}, and delivers it with the next poll. */
    protected abstract void giveUp(Exchange exchange, ErrorKind reason, long nowNs);

    @Override
    public final ConnectionStats connections() {
        return wires.stats();
    }

    @Override
    public final void close() {
        shutDown();
        wires.close();
    }

    /** Closes all connections. */
    protected abstract void shutDown();
}
