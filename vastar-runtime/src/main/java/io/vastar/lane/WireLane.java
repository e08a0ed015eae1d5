// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.LaneContext;
import java.util.function.Supplier;
import org.agrona.collections.IntArrayList;

/**
 * A lane of TCP connections, each with a {@link WireCodec}, one exchange in flight on each. All connections share one
 * read buffer: codecs keep no bytes, so a body of any size passes through without being stored. A connection gets one
 * read a turn, which keeps long streams from starving short answers.
 *
 * <p>An exchange goes to an open idle connection first, to the one that was freed last; else to a closed one, which then
 * connects for it. A connection that could not be opened is left alone for a while that doubles with each failure.
 */
public final class WireLane extends WiredLane {
    private final long exchangesPerWire;
    private final Supplier<WireCodec> codecs;
    private final WireConnection[] connections;
    private final int[] idle;

    private int idleCount;

    /** Connections whose request could not be written. */
    private final IntArrayList broken = new IntArrayList();

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
        super(wires, context.connections(), context.openFirst());
        this.exchangesPerWire = exchangesPerWire;
        this.codecs = codecs;
        connections = new WireConnection[context.connections()];
        idle = new int[connections.length];
    }

    @Override
    public void dial(int place, long nowNs) {
        connection(place).connect(nowNs);
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
        work += wires.poll(work > 0 || !broken.isEmpty() ? 0 : maxWaitNs);
        if (!broken.isEmpty()) {
            work += readBroken();
        }
        return work + openings.poll();
    }

    private int readBroken() {
        int count = 0;
        while (!broken.isEmpty()) {
            connections[broken.removeAt(broken.size() - 1)].readRest();
            count++;
        }
        return count;
    }

    @Override
    protected void giveUp(Exchange exchange, ErrorKind reason, long nowNs) {
        connections[exchange.laneIndex].cancel(exchange, reason, nowNs);
        endings.later(exchange);
    }

    @Override
    protected void shutDown() {
        for (WireConnection connection : connections) {
            if (connection != null) {
                connection.shutDown();
            }
        }
    }

    /** The request of this connection could not be written: it is read to its end in the next poll. */
    void broken(int index) {
        broken.addInt(index);
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
}
