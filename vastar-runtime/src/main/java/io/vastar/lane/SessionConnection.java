// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One connection of a {@link SessionLane}, over many wires in turn: opens, greets, writes, and reads what the codec understands.
 * What is in flight on it is in {@link SessionFlights}.
 */
final class SessionConnection implements Dial.Caller, SessionInbound {
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
    private final SessionOut out = new SessionOut();
    private final SessionRest rest = new SessionRest();

    private State state = State.CLOSED;
    private Wire wire;
    private long openedNs;
    private long nowNs;
    private int abandoned;
    private int askedId;
    private long answered;
    private boolean reading;
    private boolean unflushed;
    private boolean awaitsWritable;
    private boolean writeBroken;
    private boolean closing;
    private ErrorKind brokenKind;
    private String brokenWords;

    SessionConnection(SessionLane lane, int index, SessionCodec codec, int depth) {
        this.lane = lane;
        this.index = index;
        this.codec = codec;
        this.depth = depth;
        flights = new SessionFlights(depth);
        wires = lane.wires();
        openings = lane.openings();
        dial = openings.dial(index);
    }

    boolean hasRoom() {
        return flights.size() < depth
                && (state == State.OPEN
                        ? !closing && !writeBroken && brokenKind == null
                        : state == State.CONNECTING || state == State.GREETING);
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Opens without an exchange, or for those that are held. */
    void connect(long newNowNs) {
        state = State.CONNECTING;
        lane.hasRoom(this);
        dial.begin(newNowNs, this);
    }

    void connectFor(Exchange exchange, long newNowNs) {
        exchange.begin(newNowNs);
        flights.add(exchange);
        flights.startAgain();
        connect(newNowNs);
    }

    /** Opens again for what is held, unless all of that has been cancelled meanwhile. */
    void reopen(long newNowNs) {
        if (state == State.LOST) {
            connect(newNowNs);
        }
    }

    void start(Exchange exchange, long newNowNs) {
        exchange.begin(newNowNs);
        int id = flights.add(exchange);
        if (state == State.OPEN) {
            issue(id, exchange);
            if (depth == 1 && !reading) {
                flush();
            }
        } else {
            flights.encoded(id, Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    private void issue(int id, Exchange exchange) {
        long from = out.end();
        codec.send(exchange, id, out);
        flights.encoded(id, from, out.end());
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
        if (wire != null && state != State.CONNECTING && !awaitsWritable && !writeBroken && !out.isEmpty()) {
            write();
        }
    }

    private void write() {
        try {
            awaitsWritable = !out.write(wire);
        } catch (IOException e) {
            // what the target answered before it closed can still be read, and so can the end
            writeBroken = true;
            return;
        }
        flights.taken(out.taken(), wires.clock().nanoTime());
    }

    @Override
    public void onWritable() {
        if (wire != null && awaitsWritable && !writeBroken) {
            write();
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
            nowNs = wires.clock().nanoTime();
            lose(true, Failures.ofRead(e), Failures.words(e));
            return;
        }
        nowNs = wires.clock().nanoTime();
        if (bytes < 0) {
            ended();
        } else if (bytes > 0) {
            read(bytes);
        }
    }

    private void read(int bytes) {
        reading = true;
        if (rest.isEmpty()) {
            int consumed = codec.onBytes(wires.readView(), 0, bytes, nowNs, this);
            if (consumed < bytes) {
                rest.keep(wires.readView(), consumed, bytes - consumed);
            }
        } else {
            rest.append(wires.readView(), bytes);
            rest.consumed(codec.onBytes(rest.bytes(), 0, rest.length(), nowNs, this));
        }
        reading = false;
        if (rest.isTooLong()) {
            broken(ErrorKind.PROTOCOL, "a message of more than " + SessionRest.MOST_BYTES + " bytes");
        }
        after();
    }

    /** Does what the codec's reports asked for, once it has returned. */
    private void after() {
        if (brokenKind != null) {
            ErrorKind kind = brokenKind;
            String words = brokenWords;
            brokenKind = null;
            lose(false, kind, words);
        } else if (closing && flights.size() == 0) {
            lose(true, null, null);
        } else {
            lane.timer(codec.timerNs());
            if (depth == 1) {
                flush();
            }
        }
    }

    private void ended() {
        if (state == State.OPEN) {
            reading = true;
            codec.onEnd(nowNs, this);
            reading = false;
        }
        brokenKind = null;
        lose(true, null, null);
    }

    void onTimer(long newNowNs) {
        if (state == State.OPEN && codec.timerNs() <= newNowNs) {
            nowNs = newNowNs;
            codec.onTimer(newNowNs, out, this);
            unsent();
            after();
        }
    }

    /** When the codec's timer is due; never while there is no session. */
    long timerNs() {
        return state == State.OPEN ? codec.timerNs() : Long.MAX_VALUE;
    }

    /** Closes the wire. What can be sent again without harm is, on another one; the rest fails. */
    private void lose(boolean byPeer, ErrorKind kind, String words) {
        boolean greeting = state == State.GREETING;
        if (greeting) {
            String why = words == null ? "the target closed the connection during the greeting" : words;
            wires.stats().failed(kind == null ? ErrorKind.CLOSED_EARLY : kind, why);
            dial.useless();
        }
        long taken = out.taken();
        long answers = answered;
        drop(byPeer);
        int next;
        for (int id = flights.firstId(); id >= 0; id = next) {
            next = flights.after(id);
            Exchange exchange = flights.get(id);
            if (exchange == lane.nobody()) {
                forget(id);
            } else if (!greeting && maySendAgain(id, exchange, taken, answers)) {
                flights.repeat(id);
                wires.stats().staleRetry();
            } else {
                flights.remove(id);
                exchange.fail(
                        nowNs,
                        kind == null ? ErrorKind.CLOSED_EARLY : kind,
                        words != null
                                ? words
                                : greeting
                                        ? "the target closed the connection during the greeting"
                                        : "the target closed the connection after " + exchange.bytesIn()
                                                + " bytes of the answer");
                lane.completeLater(exchange);
            }
        }
        held();
    }

    private boolean maySendAgain(int id, Exchange exchange, long taken, long answers) {
        if (!flights.isBegun(id, taken)) {
            return answers > 0 || !flights.wasRepeated(id);
        }
        return answers > 0 && exchange.bytesIn() == 0 && !flights.wasRepeated(id) && codec.repeatable(exchange);
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
        out.reset();
        rest.clear();
        answered = 0;
        awaitsWritable = false;
        writeBroken = false;
        closing = false;
    }

    void cancel(Exchange exchange, ErrorKind reason, long newNowNs) {
        nowNs = newNowNs;
        int id = flights.idOf(exchange);
        Endings.giveUp(exchange, reason, newNowNs, progress(exchange, id));
        if (state == State.OPEN && flights.isBegun(id, Long.MAX_VALUE) && flights.size() > 1 + abandoned) {
            // its answer may still come, and would else be taken for that of another
            flights.replace(id, lane.nobody());
            abandoned++;
            return;
        }
        flights.remove(id);
        if (state == State.OPEN) {
            lose(false, null, null);
        } else if (flights.size() == 0) {
            dial.cancel();
            drop(false);
            openings.closed(index);
        }
    }

    private String progress(Exchange exchange, int id) {
        if (state == State.CONNECTING || state == State.LOST) {
            return "the connection was still being opened";
        }
        if (state == State.GREETING) {
            return "the greeting had not ended";
        }
        if (!flights.isBegun(id, out.taken())) {
            return "the request had not been sent";
        }
        return exchange.bytesIn() == 0
                ? "no byte of the answer had come"
                : exchange.bytesIn() + " bytes of the answer had come";
    }

    void shutDown() {
        if (state == State.OPEN && !writeBroken && !awaitsWritable) {
            codec.leave(out);
            if (!out.isEmpty()) {
                write();
            }
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
        out.reset();
        rest.clear();
        openedNs = wires.clock().nanoTime();
        nowNs = openedNs;
        state = State.GREETING;
        boolean ready = codec.greet(out, openedNs);
        unsent();
        if (ready) {
            ready();
        }
    }

    @Override
    public void ready() {
        state = State.OPEN;
        dial.useful();
        wires.stats().greeted(nowNs - openedNs);
        int next;
        for (int id = flights.firstId(); id >= 0; id = next) {
            next = flights.after(id);
            Exchange exchange = flights.get(id);
            exchange.connectTook(nowNs - Math.max(dial.begunNs(), exchange.startedNs()));
            issue(id, exchange);
        }
        lane.timer(codec.timerNs());
        lane.hasRoom(this);
    }

    @Override
    public void notConnected(ErrorKind kind, String words) {
        state = State.CLOSED;
        openings.closed(index);
        nowNs = wires.clock().nanoTime();
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
            nowNs = wires.clock().nanoTime();
            lose(
                    false,
                    ErrorKind.CONNECT_TIMEOUT,
                    "the greeting had not ended within " + timeoutNs / 1_000_000 + " ms");
        }
    }

    @Override
    public Exchange first() {
        askedId = flights.firstId();
        return flights.first();
    }

    @Override
    public Exchange withId(int id) {
        askedId = id;
        return flights.get(id);
    }

    @Override
    public void completed(Exchange exchange, int code) {
        answered++;
        if (!isNobody(exchange)) {
            remove(exchange);
            exchange.complete(nowNs, code);
            end(exchange);
        }
    }

    @Override
    public void failed(Exchange exchange, ErrorKind kind, String detail) {
        answered++;
        if (!isNobody(exchange)) {
            remove(exchange);
            exchange.fail(nowNs, kind, detail);
            end(exchange);
        }
    }

    private boolean isNobody(Exchange exchange) {
        if (exchange != lane.nobody()) {
            return false;
        }
        forget(askedId);
        lane.hasRoom(this);
        return true;
    }

    private void forget(int id) {
        flights.remove(id);
        abandoned--;
    }

    private void remove(Exchange exchange) {
        flights.remove(flights.get(askedId) == exchange ? askedId : flights.idOf(exchange));
    }

    private void end(Exchange exchange) {
        lane.hasRoom(this);
        lane.completed(exchange);
    }

    @Override
    public void pushed(int kind, long latencyNs, long bytes) {
        lane.meter().arrived(kind, latencyNs, bytes);
    }

    @Override
    public SessionOut out() {
        unsent();
        return out;
    }

    @Override
    public void broken(ErrorKind kind, String detail) {
        if (brokenKind == null) {
            brokenKind = kind;
            brokenWords = detail;
        }
    }

    @Override
    public void closing() {
        closing = true;
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
