// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import java.util.function.Supplier;

/**
 * A lane of TCP connections, each with a {@link WireCodec}, one exchange in flight on each. All connections share one
 * read buffer: codecs keep no bytes, so a body of any size passes through without being stored. A connection gets one
 * read a turn, which keeps long streams from starving short answers.
 *
 * <p>An exchange goes to an open idle connection first, to the one that was freed last; else to a closed one, which then
 * connects for it. A connection that could not be opened is left alone for a while that doubles with each failure.
 */
public final class WireLane implements Lane {
    private final LaneWires wires;
    private final Openings openings;
    private final Endings endings = new Endings();
    private final long exchangesPerWire;
    private final Supplier<WireCodec> codecs;
    private final WireConnection[] connections;
    private final int[] idle;

    private int idleCount;

    /**
     * @param wires of this lane alone, which closes them
     * @param codecs makes one codec for each connection
     * @param keepAlive false closes a connection after each exchange
     */
    public WireLane(LaneContext context, LaneWires wires, Supplier<WireCodec> codecs, boolean keepAlive) {
        this(context, wires, codecs, keepAlive ? Long.MAX_VALUE : 1);
    }

    /**
     * @param wires of this lane alone, which closes them
     * @param codecs makes one codec for each connection
     * @param exchangesPerWire after so many, a connection is closed, and opened again for the next exchange
     */
    public WireLane(LaneContext context, LaneWires wires, Supplier<WireCodec> codecs, long exchangesPerWire) {
        this.wires = wires;
        this.exchangesPerWire = exchangesPerWire;
        this.codecs = codecs;
        connections = new WireConnection[context.connections()];
        idle = new int[connections.length];
        openings = new Openings(
                wires,
                connections.length,
                context.openFirst(),
                (place, nowNs) -> connection(place).connect(nowNs));
    }

    @Override
    public void open() {
        openings.begin();
    }

    @Override
    public Readiness readiness() {
        return openings.readiness();
    }

    @Override
    public boolean offer(Exchange exchange) {
        if (idleCount > 0) {
            WireConnection connection = connections[idle[--idleCount]];
            exchange.laneIndex = connection.index;
            connection.start(exchange, wires.clock().nanoTime());
            return true;
        }
        return openings.hasClosed() && offerToClosed(exchange);
    }

    private boolean offerToClosed(Exchange exchange) {
        long nowNs = wires.clock().nanoTime();
        int place = openings.takeClosed(nowNs);
        if (place < 0) {
            return false;
        }
        exchange.laneIndex = place;
        connection(place).connectFor(exchange, nowNs);
        return true;
    }

    /** Makes it when it is needed first: many lanes never need all of theirs. */
    private WireConnection connection(int index) {
        if (connections[index] == null) {
            connections[index] = new WireConnection(this, index, codecs.get(), openings.dial(index));
        }
        return connections[index];
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        int work = endings.begin(handler);
        work += wires.poll(work > 0 ? 0 : maxWaitNs);
        return work + openings.poll();
    }

    @Override
    public long awakeSinceNs() {
        return wires.awakeSinceNs();
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        if (exchange.outcome() != Outcome.PENDING) {
            return; // it has ended by itself, and its connection may already carry another one
        }
        connections[exchange.laneIndex].cancel(exchange, reason, wires.clock().nanoTime());
        endings.later(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return wires.stats();
    }

    @Override
    public void close() {
        for (WireConnection connection : connections) {
            if (connection != null) {
                connection.shutDown();
            }
        }
        wires.close();
    }

    void becameIdle(int index) {
        idle[idleCount++] = index;
    }

    /** An idle connection is gone: it leaves the stack, wherever it stands. */
    void noLongerIdle(int index) {
        for (int i = idleCount - 1; i >= 0; i--) {
            if (idle[i] == index) {
                System.arraycopy(idle, i + 1, idle, i, idleCount - i - 1);
                idleCount--;
                return;
            }
        }
    }

    long exchangesPerWire() {
        return exchangesPerWire;
    }

    LaneWires wires() {
        return wires;
    }

    Openings openings() {
        return openings;
    }

    Endings endings() {
        return endings;
    }
}
