// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection of a {@link WireLane}: at most one exchange at a time, over many sockets in turn. */
final class WireConnection implements Dial.Caller {
    final int index;
    private final WireLane lane;
    private final WireCodec codec;
    private final LaneWires wires;
    private final Dial dial;
    private final Openings openings;
    private final Endings endings;

    private State state = State.NEW;
    private Wire wire;
    private Exchange exchange;
    private ByteBuffer request;
    private int requestBytes;
    private boolean sent;

    /** Why the request could not be written; null while it could. */
    private IOException writeFailure;

    private long served;
    private boolean resent;

    WireConnection(WireLane lane, int index, WireCodec codec, Dial dial) {
        this.lane = lane;
        this.index = index;
        this.codec = codec;
        wires = lane.wires;
        openings = lane.openings;
        endings = lane.endings;
        this.dial = dial;
    }

    /** Opens without an exchange. */
    void connect(long nowNs) {
        state = State.CONNECTING;
        dial.begin(nowNs, this);
    }

    /** Opens for an exchange that is sent as soon as the connection is there. */
    void connectFor(Exchange pending, long nowNs) {
        exchange = pending;
        resent = false;
        pending.begin(nowNs);
        connect(nowNs);
    }

    /** Sends an exchange on the open, idle connection. */
    void start(Exchange next, long nowNs) {
        exchange = next;
        resent = false;
        next.begin(nowNs);
        send(next);
    }

    private void send(Exchange current) {
        state = State.BUSY;
        request = codec.begin(current);
        requestBytes = request.remaining();
        sent = false;
        writeFailure = null;
        write();
    }

    private void write() {
        try {
            sent = wire.write(request);
        } catch (IOException e) {
            // a target that closes may have answered before
            writeFailure = e;
            lane.broken(index);
            return;
        }
        if (sent) {
            exchange.sent(wires.clock().nanoTime(), requestBytes);
        }
    }

    @Override
    public void onWritable() {
        if (state == State.BUSY && !sent && writeFailure == null) {
            write();
        }
    }

    /** The request could not be written: the exchange ends when what came before that has been read. In a poll. */
    void readRest() {
        while (state == State.BUSY && writeFailure != null && read()) {
            continue;
        }
        if (state == State.BUSY && writeFailure != null) {
            writeFailed();
        }
    }

    @Override
    public void onReadable() {
        read();
    }

    /** Whether there were bytes. */
    private boolean read() {
        ByteBuffer buffer = wires.readBuffer();
        buffer.clear();
        int bytes;
        try {
            bytes = wire.read(buffer);
        } catch (IOException e) {
            readFailed(e);
            return false;
        }
        if (bytes == 0) {
            return false;
        }
        if (state != State.BUSY) {
            readWhileIdle(bytes);
            return false;
        }
        long nowNs = wires.clock().nanoTime();
        if (bytes < 0) {
            ended(nowNs);
            return false;
        }
        Exchange current = exchange;
        current.addBytesIn(bytes);
        int answer = codec.onBytes(wires.readView(), 0, bytes, current, nowNs);
        if (answer == WireCodec.MORE) {
            return true;
        }
        if (answer == WireCodec.COMPLETE && codec.consumed() == bytes && sent && ++served < lane.exchangesPerWire()) {
            state = State.IDLE;
            exchange = null;
            current.complete(nowNs, codec.code());
            lane.becameIdle(index);
            endings.now(current);
            return true;
        }
        endedByAnswer(answer, bytes, current, nowNs);
        return true;
    }

    private void endedByAnswer(int answer, int bytes, Exchange current, long nowNs) {
        if (answer == WireCodec.BROKEN) {
            current.fail(nowNs, ErrorKind.PROTOCOL, codec.failure());
        } else if (answer == WireCodec.AGAIN
                && codec.consumed() == bytes
                && sent
                && ++served < lane.exchangesPerWire()) {
            send(current);
            return;
        } else if (codec.consumed() == bytes && (answer == WireCodec.AGAIN || answer == WireCodec.AGAIN_CLOSE)) {
            sendOnAnother(false, nowNs);
            return;
        } else if (codec.consumed() < bytes) {
            current.fail(
                    nowNs,
                    ErrorKind.PROTOCOL,
                    (bytes - codec.consumed()) + " bytes after the end of the response, with no request pending");
        } else {
            current.complete(nowNs, codec.code());
        }
        finish(false);
    }

    private void ended(long nowNs) {
        Exchange current = exchange;
        if (codec.endsWithConnection() && !wire.endedCleanly()) {
            current.fail(
                    nowNs,
                    ErrorKind.TLS,
                    "the connection ended without close_notify after " + current.bytesIn()
                            + " bytes of a response that only the end completes, so that it may have been cut short");
            finish(true);
            return;
        }
        int answer = codec.onEnd(current, nowNs);
        if (answer == WireCodec.AGAIN_CLOSE) {
            sendOnAnother(true, nowNs);
        } else if (answer == WireCodec.COMPLETE_CLOSE) {
            current.complete(nowNs, codec.code());
            finish(true);
        } else if (isStale()) {
            resend(nowNs);
        } else if (writeFailure != null && !codec.responseBegun()) {
            writeFailed();
        } else {
            current.fail(nowNs, ErrorKind.CLOSED_EARLY, codec.failure());
            finish(true);
        }
    }

    private void readFailed(IOException e) {
        long nowNs = wires.clock().nanoTime();
        if (state == State.BUSY) {
            if (isStale()) {
                resend(nowNs);
                return;
            }
            if (writeFailure != null && !codec.responseBegun()) {
                writeFailed();
                return;
            }
            exchange.fail(
                    nowNs,
                    Failures.ofRead(e),
                    Failures.words(e) + " after " + exchange.bytesIn() + " bytes of the response");
            finish(true);
        } else {
            idleClosed();
        }
    }

    private void writeFailed() {
        long nowNs = wires.clock().nanoTime();
        if (isStale()) {
            resend(nowNs);
            return;
        }
        exchange.fail(
                nowNs,
                Failures.ofWrite(writeFailure),
                Failures.words(writeFailure) + " after " + request.position() + " of " + requestBytes
                        + " bytes of the request");
        finish(true);
    }

    private void readWhileIdle(int bytes) {
        if (state != State.IDLE) {
            return;
        }
        if (bytes > 0) {
            wires.stats().failed(ErrorKind.PROTOCOL, bytes + " bytes arrived on an idle connection");
        }
        idleClosed();
    }

    private void idleClosed() {
        if (state == State.IDLE) {
            lane.noLongerIdle(index);
            drop(true);
            openings.closed(index);
        }
    }

    /**
     * A request that met a connection which the target was just closing, on a socket that had served before and without
     * one byte of an answer, may be repeated once when repeating is harmless (RFC 9112 §9.3.1), which it always is when nothing
     * of it has left.
     */
    private boolean isStale() {
        boolean unsent = writeFailure != null && request.position() == 0;
        return served > 0 && !resent && !codec.responseBegun() && (unsent || codec.retryable());
    }

    private void resend(long nowNs) {
        wires.stats().staleRetry();
        drop(true);
        resent = true;
        connect(nowNs);
    }

    private void sendOnAnother(boolean byPeer, long nowNs) {
        drop(byPeer);
        connect(nowNs);
    }

    /** Ends the exchange and the socket; only on the way of a read, so that the completion happens inside a poll. */
    private void finish(boolean byPeer) {
        endings.now(release(byPeer));
    }

    private Exchange release(boolean byPeer) {
        Exchange current = exchange;
        exchange = null;
        drop(byPeer);
        openings.closed(index);
        return current;
    }

    private void drop(boolean byPeer) {
        if (state == State.IDLE || state == State.BUSY) {
            wires.stats().closed(byPeer);
        }
        if (wire != null) {
            wire.close();
            wire = null;
        }
        state = State.CLOSED;
        served = 0;
        writeFailure = null;
    }

    void cancel(Exchange cancelledExchange, ErrorKind reason, long nowNs) {
        dial.cancel();
        String progress = state == State.CONNECTING
                ? "the connection was still being opened"
                : cancelledExchange.bytesIn() + " bytes of the response had arrived";
        Endings.giveUp(cancelledExchange, reason, nowNs, progress);
        exchange = null;
        drop(false);
        openings.closed(index);
    }

    void shutDown() {
        dial.cancel();
        if (wire != null) {
            drop(false);
        }
    }

    @Override
    public void onConnectable() {
        dial.onConnectable();
    }

    @Override
    public void notConnected(ErrorKind kind, String words) {
        state = State.CLOSED;
        openings.closed(index);
        if (exchange != null) {
            Exchange current = exchange;
            exchange = null;
            long nowNs = wires.clock().nanoTime();
            current.connectTook(nowNs - dial.begunNs());
            current.fail(nowNs, kind, words);
            endings.later(current);
        }
    }

    @Override
    public void connected(Wire open) {
        wire = open;
        dial.useful();
        if (exchange == null) {
            state = State.IDLE;
            lane.becameIdle(index);
        } else {
            exchange.connectTook(wires.clock().nanoTime() - dial.begunNs());
            send(exchange);
        }
    }

    private enum State {
        NEW,
        CONNECTING,
        IDLE,
        BUSY,
        CLOSED
    }
}
