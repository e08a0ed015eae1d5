// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection of a {@link PipelineLane}, over many sockets in turn. */
final class PipelinedConnection implements Dial.Caller {
    final int index;

    /** Whether the lane's offers find it. */
    boolean queued;

    private final PipelineLane lane;
    private final PipelineCodec codec;
    private final LaneWires wires;
    private final Openings openings;
    private final Dial dial;
    private final int depth;
    private final long exchangesPerWire;
    private final InFlight inFlight;
    private final Outgoing out = new Outgoing();

    private State state = State.CLOSED;
    private Wire wire;
    private long issued;
    private long served;
    private boolean unflushed;
    private boolean awaitsWritable;
    private boolean writeBroken;

    PipelinedConnection(PipelineLane lane, int index, PipelineCodec codec, int depth, long exchangesPerWire) {
        this.lane = lane;
        this.index = index;
        this.codec = codec;
        this.depth = (int) Math.min(depth, exchangesPerWire);
        this.exchangesPerWire = exchangesPerWire;
        inFlight = new InFlight(this.depth);
        wires = lane.wires;
        openings = lane.openings;
        dial = openings.dial(index);
    }

    boolean hasRoom() {
        return (state == State.OPEN && issued < exchangesPerWire && !writeBroken || state == State.CONNECTING)
                && inFlight.size() < depth;
    }

    /** Opens without an exchange, or for those that are held. */
    void connect(long nowNs) {
        state = State.CONNECTING;
        lane.hasRoom(this);
        dial.begin(nowNs, this);
    }

    void connectFor(Exchange exchange, long nowNs) {
        exchange.begin(nowNs);
        inFlight.add(exchange);
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
        inFlight.add(exchange);
        if (state == State.OPEN) {
            issue(inFlight.size() - 1);
        }
    }

    private void issue(int i) {
        Exchange exchange = inFlight.get(i);
        inFlight.endsAt(i, out.append(codec, exchange));
        issued++;
        if (i == 0) {
            codec.expect(exchange);
        }
        if (!unflushed) {
            unflushed = true;
            lane.hasUnsent(index);
        }
    }

    void flush() {
        unflushed = false;
        if (state == State.OPEN && !awaitsWritable && !writeBroken && !out.isEmpty()) {
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
        inFlight.written(out.written(), wires.clock().nanoTime());
    }

    @Override
    public void onWritable() {
        if (state == State.OPEN && awaitsWritable && !writeBroken) {
            write();
        }
    }

    @Override
    public void onReadable() {
        if (state != State.OPEN) {
            return;
        }
        ByteBuffer buffer = wires.readBuffer();
        buffer.clear();
        int bytes;
        try {
            bytes = wire.read(buffer);
        } catch (IOException e) {
            ended(Failures.ofRead(e), Failures.words(e));
            return;
        }
        if (bytes < 0) {
            ended(null, null);
        } else if (bytes > 0) {
            read(bytes);
        }
    }

    private void read(int bytes) {
        long nowNs = wires.clock().nanoTime();
        int offset = 0;
        while (offset < bytes) {
            if (inFlight.size() == 0) {
                wires.stats()
                        .failed(
                                ErrorKind.PROTOCOL,
                                (bytes - offset) + " bytes arrived on a connection with no request pending");
                lose(false, nowNs, null, null);
                return;
            }
            Exchange current = inFlight.get(0);
            int answer = codec.onBytes(wires.readView(), offset, bytes - offset, current, nowNs);
            if (answer == WireCodec.MORE) {
                current.addBytesIn(bytes - offset);
                return;
            }
            if (answer == WireCodec.BROKEN) {
                current.addBytesIn(bytes - offset);
                broken(nowNs);
                return;
            }
            current.addBytesIn(codec.consumed());
            offset += codec.consumed();
            if (!completed(current, answer, nowNs)) {
                return;
            }
        }
    }

    /** Hands the first exchange over; false when the connection is not open any more. */
    private boolean completed(Exchange current, int answer, long nowNs) {
        boolean wasSent = inFlight.isFirstSent();
        current.complete(nowNs, codec.code());
        inFlight.removeFirst();
        served++;
        if (answer == WireCodec.COMPLETE_CLOSE || !wasSent || served == exchangesPerWire) {
            lose(false, nowNs, null, null);
            lane.completed(current);
            return false;
        }
        if (inFlight.size() > 0) {
            codec.expect(inFlight.get(0));
        }
        lane.hasRoom(this);
        lane.completed(current);
        return true;
    }

    /** After an answer that breaks the protocol nothing that follows can be told apart. */
    private void broken(long nowNs) {
        String why = codec.failure();
        inFlight.get(0).fail(nowNs, ErrorKind.PROTOCOL, why);
        lane.completeLater(inFlight.removeFirst());
        while (inFlight.size() > 0) {
            Exchange behind = inFlight.removeFirst();
            behind.fail(nowNs, ErrorKind.PROTOCOL, "behind a broken response on its connection: " + why);
            lane.completeLater(behind);
        }
        lose(false, nowNs, null, null);
    }

    /** The target ended the stream, in order or (with a kind) not. */
    private void ended(ErrorKind kind, String words) {
        if (state != State.OPEN) {
            return;
        }
        long nowNs = wires.clock().nanoTime();
        if (inFlight.size() == 0) {
            lose(true, nowNs, null, null);
            return;
        }
        Exchange current = inFlight.get(0);
        if (kind == null && codec.onEnd(current, nowNs) == WireCodec.COMPLETE_CLOSE) {
            current.complete(nowNs, codec.code());
            inFlight.removeFirst();
            served++;
            lose(true, nowNs, null, null);
            lane.completed(current);
            return;
        }
        ErrorKind reason = kind == null ? ErrorKind.CLOSED_EARLY : kind;
        String detail =
                kind == null ? codec.failure() : words + " after " + current.bytesIn() + " bytes of the response";
        if (codec.responseBegun()) {
            current.fail(nowNs, reason, detail);
            inFlight.removeFirst();
            lane.completeLater(current);
        }
        lose(true, nowNs, reason, detail);
    }

    /**
     * Closes the socket. What it held and can be repeated without harm is sent once more on another one, if this one has
     * answered anything (RFC 9112 §9.3.2); the rest fails.
     */
    private void lose(boolean byPeer, long nowNs, ErrorKind kind, String words) {
        long answered = served;
        drop(byPeer);
        for (int i = 0; i < inFlight.size(); ) {
            Exchange exchange = inFlight.get(i);
            if (answered > 0 && isRepeatable(i)) {
                inFlight.resend(i++);
                wires.stats().staleRetry();
                continue;
            }
            inFlight.remove(i);
            exchange.fail(
                    nowNs,
                    kind == null ? ErrorKind.CLOSED_EARLY : kind,
                    (words == null ? "the connection was closed after " + answered + " responses" : words)
                            + (i > 0 || inFlight.size() > 0 ? ", with other requests in flight" : "")
                            + (codec.retryable(exchange)
                                    ? ""
                                    : "; this request is not repeated, as that might do harm"));
            lane.completeLater(exchange);
        }
        held();
    }

    private boolean isRepeatable(int i) {
        Exchange exchange = inFlight.get(i);
        return codec.retryable(exchange) && !inFlight.wasResent(i) && exchange.bytesIn() == 0;
    }

    private void held() {
        if (inFlight.size() > 0) {
            state = State.LOST;
            lane.lost(index);
        } else {
            state = State.CLOSED;
            openings.closed(index);
        }
    }

    private void drop(boolean byPeer) {
        if (state == State.OPEN) {
            wires.stats().closed(byPeer);
        }
        if (wire != null) {
            wire.close();
            wire = null;
        }
        state = State.CLOSED;
        issued = 0;
        served = 0;
        awaitsWritable = false;
        writeBroken = false;
    }

    void cancel(Exchange exchange, ErrorKind reason, long nowNs) {
        int place = inFlight.indexOf(exchange);
        Endings.giveUp(exchange, reason, nowNs, progress(exchange, place));
        inFlight.remove(place);
        if (state == State.OPEN) {
            drop(false);
            moveOthers(nowNs);
        } else if (inFlight.size() == 0) {
            dial.cancel();
            drop(false);
            openings.closed(index);
        }
    }

    private String progress(Exchange exchange, int place) {
        if (state != State.OPEN) {
            return "the connection was still being opened";
        }
        return place == 0
                ? exchange.bytesIn() + " bytes of the response had arrived"
                : place + " responses before it on its connection had not come";
    }

    /** What stood before or behind a cancelled exchange goes to another socket, as its answer would never be read. */
    private void moveOthers(long nowNs) {
        for (int i = 0; i < inFlight.size(); ) {
            Exchange other = inFlight.get(i);
            if (isRepeatable(i)) {
                inFlight.resend(i++);
                continue;
            }
            inFlight.remove(i);
            other.fail(
                    nowNs,
                    ErrorKind.CLOSED_EARLY,
                    "its connection was closed here, as another request on it was given up");
            lane.completeLater(other);
        }
        held();
    }

    void shutDown() {
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
        state = State.OPEN;
        dial.useful();
        out.reset();
        inFlight.streamBegins();
        long nowNs = wires.clock().nanoTime();
        for (int i = 0; i < inFlight.size(); i++) {
            Exchange exchange = inFlight.get(i);
            exchange.connectTook(nowNs - Math.max(dial.begunNs(), exchange.startedNs()));
            issue(i);
        }
        lane.hasRoom(this);
    }

    @Override
    public void notConnected(ErrorKind kind, String words) {
        state = State.CLOSED;
        openings.closed(index);
        long nowNs = wires.clock().nanoTime();
        while (inFlight.size() > 0) {
            Exchange exchange = inFlight.removeFirst();
            exchange.connectTook(nowNs - Math.max(dial.begunNs(), exchange.startedNs()));
            exchange.fail(nowNs, kind, words);
            lane.completeLater(exchange);
        }
    }

    private enum State {
        CONNECTING,
        OPEN,
        /** Gone, and holding what is to be sent again. */
        LOST,
        CLOSED
    }
}
