// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.LaneContext;
import java.util.function.Supplier;
import org.agrona.collections.IntArrayList;

/**
 * A lane whose connections carry several exchanges at once, answered in their order (RFC 9112 §9.3.2). Exchanges are dealt to
 * the connections in turn. Requests that were offered since the last poll leave in one write for each connection.
 */
public final class PipelineLane extends WiredLane {
    private final PipelinedConnection[] connections;
    private final int mostCarried;

    /** Connections with room for an exchange, in a circle; each is in it once at most. */
    private final int[] roomy;

    private final IntArrayList unsent = new IntArrayList();
    private final IntArrayList lost = new IntArrayList();
    private final IntArrayList broken = new IntArrayList();

    private int carried;
    private int roomyFrom;
    private int roomyCount;

    /**
     * @param context whose connections are exchanges here, each with a part of a connection
     * @param wires of this lane alone, which closes them
     * @param codecs makes one codec for each connection
     * @param depth exchanges in flight on each connection at most
     * @param exchangesPerWire after so many, a connection is closed, and opened again for the next exchange
     */
    public PipelineLane(
            LaneContext context, LaneWires wires, Supplier<PipelineCodec> codecs, int depth, long exchangesPerWire) {
        super(wires, placesFor(context.connections(), depth), placesFor(context.openFirst(), depth));
        mostCarried = context.connections();
        connections = new PipelinedConnection[placesFor(mostCarried, depth)];
        roomy = new int[connections.length];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new PipelinedConnection(this, i, codecs.get(), depth, exchangesPerWire);
        }
    }

    private static int placesFor(int exchanges, int depth) {
        return (exchanges + depth - 1) / depth;
    }

    @Override
    public void dial(int place, long nowNs) {
        connections[place].connect(nowNs);
    }

    @Override
    public boolean offer(Exchange exchange) {
        if (carried < mostCarried && accept(exchange)) {
            carried++;
            return true;
        }
        return false;
    }

    private boolean accept(Exchange exchange) {
        while (roomyCount > 0) {
            PipelinedConnection connection = connections[roomy[roomyFrom]];
            roomyFrom = roomyFrom + 1 == roomy.length ? 0 : roomyFrom + 1;
            roomyCount--;
            connection.queued = false;
            if (connection.hasRoom()) {
                exchange.laneIndex = connection.index;
                connection.start(exchange, wires.clock().nanoTime());
                hasRoom(connection);
                return true;
            }
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
        connections[place].connectFor(exchange, nowNs);
        hasRoom(connections[place]);
        return true;
    }

    /** Puts a connection where offers find it, when it has room. */
    void hasRoom(PipelinedConnection connection) {
        if (!connection.queued && connection.hasRoom()) {
            connection.queued = true;
            int at = roomyFrom + roomyCount++;
            roomy[at < roomy.length ? at : at - roomy.length] = connection.index;
        }
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        int work = lost.isEmpty() ? 0 : reopen();
        work += endings.begin(handler);
        flush();
        work += wires.poll(work > 0 || !broken.isEmpty() ? 0 : maxWaitNs);
        flush();
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

    private void flush() {
        for (int i = 0; i < unsent.size(); i++) {
            connections[unsent.getInt(i)].flush();
        }
        unsent.clear();
    }

    private int reopen() {
        int count = lost.size();
        for (int i = 0; i < count; i++) {
            connections[lost.getInt(i)].reopen(wires.clock().nanoTime());
        }
        lost.clear();
        return count;
    }

    @Override
    protected void giveUp(Exchange exchange, ErrorKind reason, long nowNs) {
        connections[exchange.laneIndex].cancel(exchange, reason, nowNs);
        completeLater(exchange);
    }

    @Override
    protected void shutDown() {
        for (PipelinedConnection connection : connections) {
            connection.shutDown();
        }
    }

    /** As {@link Endings#later}. */
    void completeLater(Exchange exchange) {
        carried--;
        endings.later(exchange);
    }

    /** As {@link Endings#now}. */
    void completed(Exchange exchange) {
        carried--;
        endings.now(exchange);
    }

    /** A connection that is gone holds exchanges which will be sent again. */
    void lost(int index) {
        lost.addInt(index);
    }

    /** The wire of this connection takes no more: it is read to its end in this poll or the next one. */
    void broken(int index) {
        broken.addInt(index);
    }

    void hasUnsent(int index) {
        unsent.addInt(index);
    }
}
