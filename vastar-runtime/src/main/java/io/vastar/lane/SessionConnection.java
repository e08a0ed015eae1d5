// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One connection of a {@link SessionLane}, over many wires in turn: opens, greets, and shows its codec what arrives. What is in
 * flight on it is in {@link SessionFlights}, what its codec says of it in {@link SessionReports}, what is to be written in
 * {@link SessionWriter}.
 */
final class SessionConnection implements Dial.Caller {
    final int index;

    /** Whether the lane's offers find it. */
    boolean queued;

    private final SessionLane lane;
    private final SessionCodec codec;
    private final LaneWires wires;
    private final Openings openings;
    private final Dial dial;
    private final int depth;
    private final SessionFlights flights;
    private final SessionReports reports;
    private final SessionWriter writer;
    private final SessionRest rest = new SessionRest();

    private State state = State.CLOSED;
    private Wire wire;
    private long openedNs;
    private boolean reading;
    private boolean unflushed;

    SessionConnection(SessionLane lane, int index, SessionCodec codec, int depth) {
        this.lane = lane;
        this.index = index;
        this.codec = codec;
        this.depth = depth;
        wires = lane.wires();
        openings = lane.openings();
        dial = openings.dial(index);
        flights = new SessionFlights(depth);
        reports = new SessionReports(this, lane, flights);
        writer = new SessionWriter(flights, wires);
    }

    boolean hasRoom() {
        return flights.size() < depth
                && (state == State.OPEN
                        ? !reports.isClosing() && reports.brokenKind() == null && !writer.isBroken()
                        : state == State.CONNECTING || state == State.GREETING);
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Opens without an exchange, or for those that are held. */
    void connect(long nowNs) {
        state = State.CONNECTING;
        lane.hasRoom(this);
        dial.begin(nowNs, this);
    }

    void connectFor(Exchange exchange, long nowNs) {
        exchange.begin(nowNs);
        flights.add(exchange);
        flights.startAgain();
        connect(nowNs);
    }

    /** Opens again for what is held, unless all of that has been cancelled meanwhile. */
    void reopen(long nowNs) {
        if (state == State.LOST) {
            connect(nowNs);
        }
    }

    void start(Exchange exchange, long nowNs) {
        exchange.begin(nowNs);
        int id = flights.add(exchange);
        if (state != State.OPEN) {
            flights.encoded(id, Long.MAX_VALUE, Long.MAX_VALUE);
            return;
        }
        issue(id);
        if (depth == 1 && !reading) {
            flush();
        }
    }

    private void issue(int id) {
        writer.append(codec, id);
        unsent();
    }

    private void unsent() {
        if (!unflushed) {
            unflushed = true;
            lane.hasUnsent(index);
        }
    }

    void flush() {
        unflushed = false;
        if (wire != null && state != State.CONNECTING) {
            writer.flush(wire);
        }
    }

    @Override
    public void onWritable() {
        if (wire != null) {
            writer.onWritable(wire);
        }
    }

    @Override
    public void onReadable() {
        if (state != State.OPEN && state != State.GREETING) {
            return;
        }
        ByteBuffer buffer = wires.readBuffer();
        buffer.clear();
        int bytes;
        try {
            bytes = wire.read(buffer);
        } catch (IOException e) {
            lose(true, wires.clock().nanoTime(), Failures.ofRead(e), Failures.words(e));
            return;
        }
        if (bytes < 0) {
            ended(wires.clock().nanoTime());
        } else if (bytes > 0) {
            read(bytes, wires.clock().nanoTime());
        }
    }

    private void read(int bytes, long nowNs) {
        reading = true;
        reports.at(nowNs);
        if (rest.isEmpty()) {
            int consumed = codec.onBytes(wires.readView(), 0, bytes, nowNs, reports);
            if (consumed < bytes) {
                rest.keep(wires.readView(), consumed, bytes - consumed);
            }
        } else {
            rest.append(wires.readView(), bytes);
            rest.consumed(codec.onBytes(rest.bytes(), 0, rest.length(), nowNs, reports));
        }
        reading = false;
        if (rest.isTooLong()) {
            reports.broken(ErrorKind.PROTOCOL, "a message of more than " + SessionRest.MOST_BYTES + " bytes");
        }
        after(nowNs);
    }

    /** Does what the codec's reports asked for, once it has returned. */
    private void after(long nowNs) {
        if (reports.brokenKind() != null) {
            lose(false, nowNs, reports.brokenKind(), reports.brokenWords());
        } else if (reports.isClosing() && flights.size() == 0) {
            lose(true, nowNs, null, null);
        } else {
            lane.timer(codec.timerNs());
            if (depth == 1) {
                flush();
            }
        }
    }

    private void ended(long nowNs) {
        if (state == State.OPEN) {
            reading = true;
            reports.at(nowNs);
            codec.onEnd(nowNs, reports);
            reading = false;
        }
        lose(true, nowNs, null, null);
    }

    void onTimer(long nowNs) {
        if (state == State.OPEN && codec.timerNs() <= nowNs) {
            reports.at(nowNs);
            codec.onTimer(nowNs, outForReply(), reports);
            after(nowNs);
        }
    }

    /** When the codec's timer is due; never while there is no session. */
    long timerNs() {
        return state == State.OPEN ? codec.timerNs() : Long.MAX_VALUE;
    }

    /** Closes the wire. What can be sent again without harm is, on another one; the rest fails. */
    private void lose(boolean byPeer, long nowNs, ErrorKind kind, String words) {
        boolean greeting = state == State.GREETING;
        ErrorKind reason = kind == null ? ErrorKind.CLOSED_EARLY : kind;
        String why = words != null || !greeting ? words : "the target closed the connection during the greeting";
        if (greeting) {
            wires.stats().failed(reason, why);
            dial.useless();
        }
        long taken = writer.taken();
        boolean hadAnswered = reports.answered() > 0;
        drop(byPeer);
        int next;
        for (int id = flights.firstId(); id >= 0; id = next) {
            next = flights.after(id);
            Exchange exchange = flights.get(id);
            if (exchange == lane.nobody()) {
                reports.forget(id);
            } else if (!greeting && maySendAgain(id, exchange, taken, hadAnswered)) {
                flights.repeat(id);
                wires.stats().staleRetry();
            } else {
                flights.remove(id);
                exchange.fail(nowNs, reason, why == null ? closedAfter(exchange) : why);
                lane.completeLater(exchange);
            }
        }
        held();
    }

    private static String closedAfter(Exchange exchange) {
        return "the target closed the connection after " + exchange.bytesIn() + " bytes of the answer";
    }

    private boolean maySendAgain(int id, Exchange exchange, long taken, boolean hadAnswered) {
        boolean first = !flights.wasRepeated(id);
        return flights.isBegun(id, taken)
                ? hadAnswered && first && exchange.bytesIn() == 0 && codec.repeatable(exchange)
                : hadAnswered || first;
    }

    private void held() {
        if (flights.size() > 0) {
            flights.startAgain();
            state = State.LOST;
            lane.lost(index);
        } else {
            state = State.CLOSED;
            openings.closed(index);
        }
    }

    private void drop(boolean byPeer) {
        if (wire != null) {
            wires.stats().closed(byPeer);
            wire.close();
            wire = null;
        }
        state = State.CLOSED;
        writer.reset();
        reports.reset();
        rest.clear();
    }

    void cancel(Exchange exchange, ErrorKind reason, long nowNs) {
        int id = flights.idOf(exchange);
        Endings.giveUp(exchange, reason, nowNs, progress(exchange, id));
        boolean encoded = flights.isBegun(id, Long.MAX_VALUE);
        if (state == State.OPEN && encoded && flights.size() > 1 + reports.abandoned()) {
            reports.abandon(id);
            return;
        }
        flights.remove(id);
        if (state == State.OPEN) {
            lose(false, nowNs, null, null);
        } else if (flights.size() == 0) {
            dial.cancel();
            drop(false);
            openings.closed(index);
        }
    }

    private String progress(Exchange exchange, int id) {
        return switch (state) {
            case CONNECTING, LOST -> "the connection was still being opened";
            case GREETING -> "the greeting had not ended";
            default ->
                !flights.isBegun(id, writer.taken())
                        ? "the request had not been sent"
                        : exchange.bytesIn() == 0
                                ? "no byte of the answer had come"
                                : exchange.bytesIn() + " bytes of the answer had come";
        };
    }

    void shutDown() {
        if (state == State.OPEN) {
            codec.leave(writer.out());
            writer.flush(wire);
        }
        dial.cancel();
        drop(false);
    }

    @Override
    public void onConnectable() {
        dial.onConnectable();
    }

    @Override
    public void connected(Wire open) {
        wire = open;
        openedNs = wires.clock().nanoTime();
        reports.at(openedNs);
        state = State.GREETING;
        if (codec.greet(outForReply(), openedNs)) {
            ready(openedNs);
        }
    }

    /** Where a reply, or a greeting, is written. */
    SessionOut outForReply() {
        unsent();
        return writer.out();
    }

    /** The greeting is over. */
    void ready(long nowNs) {
        state = State.OPEN;
        dial.useful();
        wires.stats().greeted(nowNs - openedNs);
        int next;
        for (int id = flights.firstId(); id >= 0; id = next) {
            next = flights.after(id);
            Exchange exchange = flights.get(id);
            exchange.connectTook(nowNs - Math.max(dial.begunNs(), exchange.startedNs()));
            issue(id);
        }
        lane.timer(codec.timerNs());
        lane.hasRoom(this);
    }

    @Override
    public void notConnected(ErrorKind kind, String words) {
        state = State.CLOSED;
        openings.closed(index);
        long nowNs = wires.clock().nanoTime();
        while (flights.size() > 0) {
            Exchange exchange = flights.remove(flights.firstId());
            exchange.connectTook(nowNs - Math.max(dial.begunNs(), exchange.startedNs()));
            exchange.fail(nowNs, kind, words);
            lane.completeLater(exchange);
        }
    }

    @Override
    public void tookTooLong(long timeoutNs) {
        if (state == State.GREETING) {
            lose(
                    false,
                    wires.clock().nanoTime(),
                    ErrorKind.CONNECT_TIMEOUT,
                    "the greeting had not ended within " + timeoutNs / 1_000_000 + " ms");
        }
    }

    private enum State {
        CONNECTING,
        /** The wire is open, and exchanges may not go yet. */
        GREETING,
        OPEN,
        /** Gone, and holding what is to be sent again. */
        LOST,
        CLOSED
    }
}
