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
 * A lane of TCP connections, each with a {@link WireCodec}, one exchange in flight on each. All connections share one
 * read buffer: codecs keep no bytes, so a body of any size passes through without being stored. A connection gets one
 * read a turn, which keeps long streams from starving short answers.
 *
 * <p>An exchange goes to an open idle connection first, to the one that was freed last; else to a closed one, which then
 * connects for it. A connection that could not be opened is left alone for a while that doubles with each failure.
 */
public final class WireLane implements Lane {
    private static final long SCAN_INTERVAL_NS = 1_000_000;

    private final LaneWires wires;
    private final long exchangesPerWire;
    private final Supplier<WireCodec> codecs;
    private final WireConnection[] connections;
    private final int openFirst;
    private final int[] idle;
    private final IntArrayList closed = new IntArrayList();
    private final ArrayDeque<Exchange> ended = new ArrayDeque<>();

    private CompletionHandler handler;
    private int idleCount;
    private int unopened;
    private long nextScanNs;

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
        openFirst = context.openFirst();
        for (int i = 0; i < openFirst; i++) {
            connection(i);
        }
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
        if (idleCount > 0) {
            WireConnection connection = connections[idle[--idleCount]];
            exchange.laneIndex = connection.index;
            connection.start(exchange, wires.clock().nanoTime());
            return true;
        }
        return !closed.isEmpty() && offerToClosed(exchange);
    }

    private boolean offerToClosed(Exchange exchange) {
        long nowNs = wires.clock().nanoTime();
        for (int i = 0, size = Math.min(closed.size(), LaneWires.MOST_PENDING_CONNECTS); i < size; i++) {
            WireConnection connection = connection(closed.getInt(i));
            if (connection.mayConnect(nowNs)) {
                closed.fastUnorderedRemove(i);
                exchange.laneIndex = connection.index;
                connection.connectFor(exchange, nowNs);
                return true;
            }
        }
        return false;
    }

    /** Makes it when it is needed first: many lanes never need all of theirs. */
    private WireConnection connection(int index) {
        if (connections[index] == null) {
            connections[index] = new WireConnection(this, index, codecs.get());
        }
        return connections[index];
    }

    @Override
    public int poll(CompletionHandler completionHandler, long maxWaitNs) {
        handler = completionHandler;
        int work = 0;
        if (!ended.isEmpty()) {
            work += deliverEnded();
        }
        work += wires.poll(work > 0 ? 0 : maxWaitNs);
        if (wires.pendingConnects() > 0 || unopened > 0) {
            work += scanConnects();
        }
        return work;
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
            for (WireConnection connection : connections) {
                if (connection != null) {
                    connection.checkConnectTimeout(nowNs);
                }
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
            return; // it has ended by itself, and its connection may already carry another one
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
        for (WireConnection connection : connections) {
            if (connection != null) {
                connection.shutDown();
            }
        }
        wires.close();
    }

    /** For an exchange that ended outside a poll, or on the way of an offer: the next poll delivers it. */
    void completeLater(Exchange exchange) {
        ended.add(exchange);
    }

    /** Delivers at once; only inside a poll. */
    void completed(Exchange exchange) {
        exchange.laneIndex = -1;
        handler.onCompletion(exchange);
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

    void becameClosed(int index) {
        closed.addInt(index);
    }

    long exchangesPerWire() {
        return exchangesPerWire;
    }

    LaneWires wires() {
        return wires;
    }
}
