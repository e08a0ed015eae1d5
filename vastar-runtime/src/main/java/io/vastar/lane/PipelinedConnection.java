// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection of a {@link PipelineLane}, over many sockets in turn. */
final class PipelinedConnection implements Dial.Caller {
    /** So often in a row it may meet connections that end without any answer before it has failed. */
    private static final int MOST_REFUSALS = 16;

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

    /** Answered by what is being read; handed over when all of it has been. */
    private final Exchange[] answered;

    private int answeredCount;

    private State state = State.CLOSED;
    private Wire wire;
    private long issued;
    private long served;
    private boolean unflushed;
    private boolean awaitsWritable;

    /** Why the wire takes no more; null while it does. */
    private IOException writeFailure;

    PipelinedConnection(PipelineLane lane, int index, PipelineCodec codec, int depth, long exchangesPerWire) {
        this.lane = lane;
        this.index = index;
        this.codec = codec;
        this.depth = (int) Math.min(depth, exchangesPerWire);
        this.exchangesPerWire = exchangesPerWire;
        inFlight = new InFlight(this.depth);
        answered = new Exchange[this.depth];
        wires = lane.wires;
        openings = lane.openings;
        dial = openings.dial(index);
    }

    boolean hasRoom() {
        return (state == State.OPEN && issued < exchangesPerWire && writeFailure == null || state == State.CONNECTING)
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
        if (state == State.OPEN && !awaitsWritable && writeFailure == null && !out.isEmpty()) {
            write();
        }
    }

    private void write() {
        try {
            awaitsWritable = !out.write(wire);
        } catch (IOException e) {
            // what the target answered before it closed can still be read, and so can the end
            writeFailure = e;
            lane.broken(index);
            return;
        }
        inFlight.written(out.written(), wires.clock().nanoTime());
    }

    @Override
    public void onWritable() {
        if (state == State.OPEN && awaitsWritable && writeFailure == null) {
            write();
        }
    }

    /** The wire takes no more: ends when what came before that has been read. In a poll. */
    void readRest() {
        while (state == State.OPEN && writeFailure != null && readOnce()) {
            continue;
        }
        if (state == State.OPEN && writeFailure != null) {
            ended(null, null);
        }
    }

    @Override
    public void onReadable() {
        if (state == State.OPEN) {
            readOnce();
        }
    }

    /** Whether there were bytes. */
    private boolean readOnce() {
        ByteBuffer buffer = wires.readBuffer();
        buffer.clear();
        int bytes;
        try {
            bytes = wire.read(buffer);
        } catch (IOException e) {
            ended(Failures.ofRead(e), Failures.words(e));
            return false;
        }
        if (bytes < 0) {
            ended(null, null);
        } else if (bytes > 0) {
            read(bytes);
            handOver();
        }
        return bytes > 0;
    }

    private void read(int bytes) {
        long nowNs = wires.clock().nanoTime();
        int offset = 0;
        while (offset < bytes) {
            if (inFlight.begunBy(out.written()) == 0) {
                wires.stats()
                        .failed(
                                ErrorKind.PROTOCOL,
                                (bytes - offset) + " bytes arrived on a connection with no request pending");
                lose(false, nowNs, null, null, false);
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

    /** The first exchange has been answered; false when the connection is not open any more. */
    private boolean completed(Exchange current, int answer, long nowNs) {
        boolean wasSent = inFlight.isFirstSent();
        current.complete(nowNs, codec.code());
        inFlight.removeFirst();
        answered[answeredCount++] = current;
        served++;
        if (answer == WireCodec.COMPLETE_CLOSE || !wasSent || served == exchangesPerWire) {
            // the target processes nothing behind an answer that announces the end (RFC 9112 §9.6)
            lose(false, nowNs, null, null, answer == WireCodec.COMPLETE_CLOSE);
            return false;
        }
        if (inFlight.size() > 0) {
            codec.expect(inFlight.get(0));
        }
        return true;
    }

    /** Delivers what has been answered. Not before all is read: what begins now must not begin on a connection that is dead. */
    private void handOver() {
        if (answeredCount > 0) {
            lane.hasRoom(this);
            int count = answeredCount;
            answeredCount = 0;
            for (int i = 0; i < count; i++) {
                Exchange done = answered[i];
                answered[i] = null;
                lane.completed(done);
            }
        }
    }

    /** After an answer that breaks the protocol nothing that follows can be told apart. */
    private void broken(long nowNs) {
        String why = codec.failure();
        for (int sent = inFlight.begunBy(out.written()), i = 0; i < sent; i++) {
            Exchange exchange = inFlight.removeFirst();
            exchange.fail(
                    nowNs, ErrorKind.PROTOCOL, i == 0 ? why : "behind a broken response on its connection: " + why);
            lane.completeLater(exchange);
        }
        lose(false, nowNs, null, null, false);
    }

    /** The target ended the stream, in order or (with a kind) not. */
    private void ended(ErrorKind kind, String words) {
        if (state != State.OPEN) {
            return;
        }
        long nowNs = wires.clock().nanoTime();
        if (inFlight.size() == 0) {
            lose(true, nowNs, null, null, false);
            return;
        }
        Exchange current = inFlight.get(0);
        if (kind == null && codec.onEnd(current, nowNs) == WireCodec.COMPLETE_CLOSE) {
            current.complete(nowNs, codec.code());
            inFlight.removeFirst();
            served++;
            lose(true, nowNs, null, null, false);
            lane.completed(current);
            return;
        }
        if (codec.responseBegun()) {
            ErrorKind reason = kind == null ? ErrorKind.CLOSED_EARLY : kind;
            String detail =
                    kind == null ? codec.failure() : words + " after " + current.bytesIn() + " bytes of the response";
            current.fail(nowNs, reason, detail);
            inFlight.removeFirst();
            lane.completeLater(current);
            lose(true, nowNs, reason, detail, false);
        } else if (writeFailure != null) {
            lose(
                    true,
                    nowNs,
                    Failures.ofWrite(writeFailure),
                    Failures.words(writeFailure) + " while requests were written",
                    false);
        } else {
            lose(
                    true,
                    nowNs,
                    kind == null ? ErrorKind.CLOSED_EARLY : kind,
                    kind == null ? codec.failure() : words + " after 0 bytes of the response",
                    false);
        }
    }

    /**
     * Closes the socket. What the target has certainly not processed is sent again on another one: what had not left, and all
     * of it where the end was announced. So is, if this one has answered anything, what can be repeated without harm (RFC 9112
     * §9.3.2), but only once when it was the next to be answered; the rest fails.
     */
    private void lose(boolean byPeer, long nowNs, ErrorKind kind, String words, boolean announced) {
        long answers = served;
        int sent = inFlight.begunBy(out.written());
        drop(byPeer);
        for (int i = 0, number = 0; i < inFlight.size(); number++) {
            Exchange exchange = inFlight.get(i);
            boolean unprocessed = announced || number >= sent;
            if (unprocessed
                    ? inFlight.refused(i, answers == 0) <= MOST_REFUSALS
                    : answers > 0 && isRepeatable(exchange) && !(number == 0 && inFlight.wasFirstLost(i))) {
                if (number == 0 && !unprocessed) {
                    inFlight.firstLost(i);
                }
                i++;
                wires.stats().staleRetry();
                continue;
            }
            inFlight.remove(i);
            exchange.fail(
                    nowNs,
                    kind == null ? ErrorKind.CLOSED_EARLY : kind,
                    (words == null ? "the connection was closed after " + answers + " responses" : words)
                            + (i > 0 || inFlight.size() > 0 ? ", with other requests in flight" : "")
                            + (codec.retryable(exchange)
                                    ? ""
                                    : "; this request is not repeated, as that might do harm"));
            lane.completeLater(exchange);
        }
        held();
    }

    private boolean isRepeatable(Exchange exchange) {
        return codec.retryable(exchange) && exchange.bytesIn() == 0;
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
        writeFailure = null;
    }

    void cancel(Exchange exchange, ErrorKind reason, long nowNs) {
        int place = inFlight.indexOf(exchange);
        int sent = inFlight.begunBy(out.written());
        Endings.giveUp(exchange, reason, nowNs, progress(exchange, place));
        inFlight.remove(place);
        if (state == State.OPEN) {
            drop(false);
            moveOthers(nowNs, place < sent ? sent - 1 : sent);
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

    /**
     * What stood before or behind a cancelled exchange goes to another socket, as its answer would never be read.
     *
     * @param sent how many of them have left, at least in part
     */
    private void moveOthers(long nowNs, int sent) {
        for (int i = 0, number = 0; i < inFlight.size(); number++) {
            Exchange other = inFlight.get(i);
            if (number >= sent || isRepeatable(other)) {
                i++;
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
