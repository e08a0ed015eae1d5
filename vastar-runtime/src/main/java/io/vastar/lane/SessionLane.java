// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Meter;
import java.util.function.Supplier;
import org.agrona.collections.IntArrayList;

/**
 * A lane for protocols whose connections hold a session: a greeting before the first exchange, several exchanges in flight, answered
 * in order or by id, messages that come unasked, timers. The protocol is a {@link SessionCodec} for each connection.
 *
 * <p>Exchanges are dealt to the connections in turn, or, where a connection belongs to a user, to that user's. What was offered
 * since the last poll leaves in one write for each connection; with one exchange a connection, at once.
 */
public final class SessionLane extends WiredLane {
    private final SessionConnection[] connections;
    private final Supplier<? extends SessionCodec> codecs;
    private final int depth;
    private final int mostCarried;
    private final boolean perUser;
    private final Meter meter;
    private final Exchange nobody = new Nobody();

    /** Connections with room for an exchange, in a circle; each is in it once at most. */
    private final int[] roomy;

    private final IntArrayList unsent = new IntArrayList();
    private final IntArrayList lost = new IntArrayList();

    private int carried;
    private int roomyFrom;
    private int roomyCount;
    private long nextTimerNs = Long.MAX_VALUE;

    /** Stands for an exchange that was given up and whose answer may still come. */
    private static final class Nobody extends Exchange {
        private static final int MOST_COUNTS = 64;

        Nobody() {
            super(MOST_COUNTS);
        }
    }

    /**
     * @param context whose connections are exchanges here, each with a part of a connection
     * @param wires of this lane alone, which closes them
     * @param codecs makes one codec for each connection
     * @param depth exchanges in flight on each connection at most
     * @param perUser whether each connection belongs to one user, for as long as that user lives
     */
    public SessionLane(
            LaneContext context, LaneWires wires, Supplier<? extends SessionCodec> codecs, int depth, boolean perUser) {
        super(wires, placesFor(context.connections(), depth), placesFor(context.openFirst(), depth));
        this.codecs = codecs;
        this.depth = depth;
        this.perUser = perUser;
        meter = context.meter();
        mostCarried = context.connections();
        connections = new SessionConnection[placesFor(mostCarried, depth)];
        roomy = new int[connections.length];
    }

    private static int placesFor(int exchanges, int depth) {
        return (exchanges + depth - 1) / depth;
    }

    @Override
    public void dial(int place, long nowNs) {
        connection(place).connect(nowNs);
    }

    /** Makes it when it is needed first: many lanes never need all of theirs. */
    private SessionConnection connection(int place) {
        if (connections[place] == null) {
            connections[place] = new SessionConnection(this, place, codecs.get(), depth);
        }
        return connections[place];
    }

    @Override
    public boolean offer(Exchange exchange) {
        if (carried < mostCarried && (perUser ? acceptOfUser(exchange) : accept(exchange))) {
            carried++;
            return true;
        }
        return false;
    }

    private boolean accept(Exchange exchange) {
        while (roomyCount > 0) {
            SessionConnection connection = connections[roomy[roomyFrom]];
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
        connection(place).connectFor(exchange, nowNs);
        return true;
    }

    private boolean acceptOfUser(Exchange exchange) {
        int place = Math.floorMod(exchange.user(), connections.length);
        SessionConnection connection = connection(place);
        long nowNs = wires.clock().nanoTime();
        if (connection.isClosed() && openings.takeClosed(place, nowNs)) {
            exchange.laneIndex = place;
            connection.connectFor(exchange, nowNs);
            return true;
        }
        if (!connection.hasRoom()) {
            return false;
        }
        exchange.laneIndex = place;
        connection.start(exchange, nowNs);
        return true;
    }

    /** Puts a connection where offers find it, when it has room. */
    void hasRoom(SessionConnection connection) {
        if (!perUser && !connection.queued && connection.hasRoom()) {
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
        long waitNs = work > 0 ? 0 : maxWaitNs;
        if (nextTimerNs != Long.MAX_VALUE) {
            long nowNs = wires.clock().nanoTime();
            work += nowNs - nextTimerNs >= 0 ? callTimers(nowNs) : 0;
            waitNs = Math.max(0, Math.min(waitNs, nextTimerNs - nowNs));
        }
        work += wires.poll(waitNs);
        flush();
        return work + openings.poll();
    }

    private int callTimers(long nowNs) {
        nextTimerNs = Long.MAX_VALUE;
        int called = 0;
        for (SessionConnection connection : connections) {
            if (connection != null && connection.timerNs() != Long.MAX_VALUE) {
                connection.onTimer(nowNs);
                timer(connection.timerNs());
                called++;
            }
        }
        flush();
        return called;
    }

    /** A codec asks to be called at this time. */
    void timer(long dueNs) {
        nextTimerNs = Math.min(nextTimerNs, dueNs);
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
        for (SessionConnection connection : connections) {
            if (connection != null) {
                connection.shutDown();
            }
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

    void hasUnsent(int index) {
        unsent.addInt(index);
    }

    Exchange nobody() {
        return nobody;
    }

    Meter meter() {
        return meter;
    }

    LaneWires wires() {
        return wires;
    }

    Openings openings() {
        return openings;
    }
}
