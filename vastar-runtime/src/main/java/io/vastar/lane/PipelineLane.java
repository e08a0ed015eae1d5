// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.agrona.collections.IntArrayList;

/**
 * A lane whose connections carry several exchanges at once, answered in their order (RFC 9112 §9.3.2). Exchanges are dealt to
 * the connections in turn. Requests that were offered since the last poll leave in one write for each connection.
 */
public final class PipelineLane implements Lane {
    private static final long SCAN_INTERVAL_NS = 1_000_000;

    private final LaneWires wires;
    private final PipelinedConnection[] connections;
    private final int openFirst;
    private final int mostCarried;

    /** Connections with room for an exchange, in a circle; each is in it once at most. */
    private final int[] roomy;

    private final IntArrayList closed = new IntArrayList();
    private final IntArrayList unsent = new IntArrayList();
    private final IntArrayList lost = new IntArrayList();
    private final ArrayDeque<Exchange> ended = new ArrayDeque<>();

    private CompletionHandler handler;
    private int carried;
    private int roomyFrom;
    private int roomyCount;
    private int unopened;
    private long nextScanNs;

    /**
     * @param context whose connections are exchanges here, each with a part of a connection
     * @param wires of this lane alone, which closes them
     * @param codecs makes one codec for each connection
     * @param depth exchanges in flight on each connection at most
     * @param exchangesPerWire after so many, a connection is closed, and opened again for the next exchange
     */
    public PipelineLane(
            LaneContext context, LaneWires wires, Supplier<PipelineCodec> codecs, int depth, long exchangesPerWire) {
        this.wires = wires;
        mostCarried = context.connections();
        connections = new PipelinedConnection[(context.connections() + depth - 1) / depth];
        roomy = new int[connections.length];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new PipelinedConnection(this, i, codecs.get(), depth, exchangesPerWire);
        }
        openFirst = (context.openFirst() + depth - 1) / depth;
        for (int i = connections.length - 1; i >= openFirst; i--) {
            closed.addInt(i);
        }
        wires.stats().requested(openFirst);
    }

    @Override
    public void open() {
        unopened = openFirst;
        openMore();
    }

    @Override
    public Readiness readiness() {
        if (wires.firstAttempts() < openFirst) {
            return Readiness.OPENING;
        }
        return wires.stats().opened() > 0 ? Readiness.READY : Readiness.UNREACHABLE;
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
        return !closed.isEmpty() && offerToClosed(exchange);
    }

    private boolean offerToClosed(Exchange exchange) {
        long nowNs = wires.clock().nanoTime();
        for (int i = 0, size = Math.min(closed.size(), LaneWires.MOST_PENDING_CONNECTS); i < size; i++) {
            PipelinedConnection connection = connections[closed.getInt(i)];
            if (connection.mayConnect(nowNs)) {
                closed.fastUnorderedRemove(i);
                exchange.laneIndex = connection.index;
                connection.connectFor(exchange, nowNs);
                hasRoom(connection);
                return true;
            }
        }
        return false;
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
    public int poll(CompletionHandler completionHandler, long maxWaitNs) {
        handler = completionHandler;
        int work = 0;
        if (!lost.isEmpty()) {
            work += reopen();
        }
        if (!ended.isEmpty()) {
            work += deliverEnded();
        }
        flush();
        work += wires.poll(work > 0 ? 0 : maxWaitNs);
        flush();
        if (wires.pendingConnects() > 0 || unopened > 0) {
            work += scanConnects();
        }
        return work;
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
    public long awakeSinceNs() {
        return wires.awakeSinceNs();
    }

    private int deliverEnded() {
        int count = ended.size();
        for (int i = 0; i < count; i++) {
            completed(ended.poll());
        }
        return count;
    }

    private int scanConnects() {
        long nowNs = wires.clock().nanoTime();
        int work = openMore();
        if (nowNs - nextScanNs >= 0) {
            nextScanNs = nowNs + SCAN_INTERVAL_NS;
            for (PipelinedConnection connection : connections) {
                connection.checkConnectTimeout(nowNs);
            }
        }
        return work;
    }

    private int openMore() {
        int begun = 0;
        while (unopened > 0 && wires.mayDial()) {
            connections[openFirst - unopened--].connect(wires.clock().nanoTime());
            begun++;
        }
        return begun;
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        if (exchange.outcome() != Outcome.PENDING) {
            return; // it has ended by itself
        }
        connections[exchange.laneIndex].cancel(exchange, reason, wires.clock().nanoTime());
        completeLater(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return wires.stats();
    }

    @Override
    public void close() {
        for (PipelinedConnection connection : connections) {
            connection.shutDown();
        }
        wires.close();
    }

    /** For an exchange that ended outside a poll, or on the way of an offer: the next poll delivers it. */
    void completeLater(Exchange exchange) {
        ended.add(exchange);
    }

    /** Delivers at once; only inside a poll. */
    void completed(Exchange exchange) {
        carried--;
        exchange.laneIndex = -1;
        handler.onCompletion(exchange);
    }

    void becameClosed(int index) {
        closed.addInt(index);
    }

    /** A connection that is gone holds exchanges which will be sent again. */
    void lost(int index) {
        lost.addInt(index);
    }

    void hasUnsent(int index) {
        unsent.addInt(index);
    }

    LaneWires wires() {
        return wires;
    }
}
