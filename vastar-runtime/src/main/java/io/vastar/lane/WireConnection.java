// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.TcpWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One connection of a {@link WireLane}: at most one exchange at a time, over many sockets in turn. */
final class WireConnection implements ReadyHandler {
    private static final long FIRST_BACK_OFF_NS = 1_000_000;
    private static final long LONGEST_BACK_OFF_NS = 500_000_000;

    final int index;
    private final WireLane lane;
    private final WireCodec codec;

    private State state = State.NEW;
    private TcpWire wire;
    private Exchange exchange;
    private ByteBuffer request;
    private int requestBytes;
    private int addressIndex;
    private int addressesTried;
    private long connectBegunNs;
    private long attemptNs;
    private long backOffNs;
    private long mayConnectAtNs;
    private boolean servedBefore;
    private boolean resent;
    private boolean firstAttemptEnded;

    WireConnection(WireLane lane, int index, WireCodec codec) {
        this.lane = lane;
        this.index = index;
        this.codec = codec;
    }

    /** Opens without an exchange. */
    void connect(long nowNs) {
        addressIndex = lane.preferredAddress();
        addressesTried = 0;
        connectBegunNs = nowNs;
        state = State.CONNECTING;
        lane.connectBegun();
        tryAddress(nowNs);
    }

    /** Opens for an exchange that is sent as soon as the connection is there. */
    void connectFor(Exchange pending, long nowNs) {
        exchange = pending;
        resent = false;
        pending.begin(nowNs);
        connect(nowNs);
    }

    boolean mayConnect(long nowNs) {
        return mayConnectAtNs - nowNs <= 0;
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
        try {
            wire.write(request);
        } catch (IOException e) {
            writeFailed(e);
            return;
        }
        if (!request.hasRemaining()) {
            current.sent(lane.clock().nanoTime(), requestBytes);
        }
    }

    @Override
    public void onWritable() {
        if (state != State.BUSY || !request.hasRemaining()) {
            wire.writeDone();
            return;
        }
        try {
            wire.write(request);
        } catch (IOException e) {
            writeFailed(e);
            return;
        }
        if (!request.hasRemaining()) {
            wire.writeDone();
            exchange.sent(lane.clock().nanoTime(), requestBytes);
        }
    }

    @Override
    public void onReadable() {
        ByteBuffer buffer = lane.readBuffer();
        buffer.clear();
        int bytes;
        try {
            bytes = wire.read(buffer);
        } catch (IOException e) {
            readFailed(e);
            return;
        }
        if (bytes == 0) {
            return;
        }
        if (state != State.BUSY) {
            readWhileIdle(bytes);
            return;
        }
        long nowNs = lane.clock().nanoTime();
        if (bytes < 0) {
            ended(nowNs);
            return;
        }
        Exchange current = exchange;
        current.addBytesIn(bytes);
        int answer = codec.onBytes(lane.readView(), 0, bytes, current, nowNs);
        if (answer == WireCodec.MORE) {
            return;
        }
        if (answer == WireCodec.COMPLETE && codec.consumed() == bytes && lane.keepAlive() && !request.hasRemaining()) {
            state = State.IDLE;
            servedBefore = true;
            exchange = null;
            current.complete(nowNs, codec.code());
            lane.becameIdle(index);
            lane.completed(current);
            return;
        }
        endedByAnswer(answer, bytes, current, nowNs);
    }

    private void endedByAnswer(int answer, int bytes, Exchange current, long nowNs) {
        if (answer == WireCodec.BROKEN) {
            current.fail(nowNs, ErrorKind.PROTOCOL, codec.failure());
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
        if (codec.onEnd(current, nowNs) == WireCodec.COMPLETE_CLOSE) {
            current.complete(nowNs, codec.code());
            finish(true);
        } else if (isStale()) {
            resend(nowNs);
        } else {
            current.fail(nowNs, ErrorKind.CLOSED_EARLY, codec.failure());
            finish(true);
        }
    }

    private void readFailed(IOException e) {
        long nowNs = lane.clock().nanoTime();
        if (state == State.BUSY) {
            if (isStale()) {
                resend(nowNs);
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

    private void writeFailed(IOException e) {
        long nowNs = lane.clock().nanoTime();
        if (isStale()) {
            resend(nowNs);
            return;
        }
        exchange.fail(
                nowNs,
                Failures.ofWrite(e),
                Failures.words(e) + " after " + request.position() + " of " + requestBytes + " bytes of the request");
        lane.completeLater(release(true));
    }

    private void readWhileIdle(int bytes) {
        if (state != State.IDLE) {
            return;
        }
        if (bytes > 0) {
            lane.stats().failed(ErrorKind.PROTOCOL, bytes + " bytes arrived on an idle connection");
        }
        idleClosed();
    }

    private void idleClosed() {
        if (state == State.IDLE) {
            lane.noLongerIdle(index);
            drop(true);
            lane.becameClosed(index);
        }
    }

    /**
     * A request that met a connection which the target was just closing, on a socket that had served before and without
     * one byte of an answer, may be repeated once when repeating is harmless (RFC 9112 §9.3.1).
     */
    private boolean isStale() {
        return servedBefore && !resent && !codec.responseBegun() && exchange.bytesIn() == 0 && codec.retryable();
    }

    private void resend(long nowNs) {
        lane.stats().staleRetry();
        drop(true);
        resent = true;
        connect(nowNs);
    }

    /** Ends the exchange and the socket; only on the way of a read, so that the completion happens inside a poll. */
    private void finish(boolean byPeer) {
        lane.completed(release(byPeer));
    }

    private Exchange release(boolean byPeer) {
        Exchange current = exchange;
        exchange = null;
        drop(byPeer);
        lane.becameClosed(index);
        return current;
    }

    private void drop(boolean byPeer) {
        if (state == State.IDLE || state == State.BUSY) {
            lane.stats().closed(byPeer);
        }
        if (wire != null) {
            wire.close();
            wire = null;
        }
        state = State.CLOSED;
        servedBefore = false;
    }

    void cancel(Exchange cancelledExchange, ErrorKind reason, long nowNs) {
        if (state == State.CONNECTING) {
            lane.connectEnded();
        }
        if (reason == null) {
            cancelledExchange.abort(nowNs);
        } else {
            String progress = state == State.CONNECTING
                    ? "the connection was still being opened"
                    : cancelledExchange.bytesIn() + " bytes of the response had arrived";
            cancelledExchange.fail(nowNs, reason, reason.meaning() + "; " + progress);
        }
        exchange = null;
        drop(false);
        lane.becameClosed(index);
    }

    void shutDown() {
        if (wire != null) {
            drop(false);
        }
    }

    private void tryAddress(long nowNs) {
        InetSocketAddress address = lane.addresses().get(addressIndex);
        attemptNs = nowNs;
        try {
            wire = TcpWire.connect(lane.poller(), address, this);
        } catch (IOException e) {
            addressFailed(Failures.ofConnect(e), Failures.words(e));
            return;
        }
        if (wire.isConnected()) {
            connected();
        }
    }

    @Override
    public void onConnectable() {
        try {
            if (state != State.CONNECTING || !wire.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            addressFailed(Failures.ofConnect(e), Failures.words(e));
            return;
        }
        connected();
    }

    void checkConnectTimeout(long nowNs, long connectTimeoutNs) {
        if (state == State.CONNECTING && connectTimeoutNs > 0 && nowNs - attemptNs - connectTimeoutNs > 0) {
            addressFailed(ErrorKind.CONNECT_TIMEOUT, "not accepted within " + connectTimeoutNs / 1_000_000 + " ms");
        }
    }

    private void addressFailed(ErrorKind kind, String words) {
        InetSocketAddress failedAddress = lane.addresses().get(addressIndex);
        if (wire != null) {
            wire.close();
            wire = null;
        }
        addressIndex = (addressIndex + 1) % lane.addresses().size();
        if (++addressesTried < lane.addresses().size()) {
            lane.preferAddress(addressIndex);
            tryAddress(lane.clock().nanoTime());
            return;
        }
        String detail = words + ": " + failedAddress.getAddress().getHostAddress() + " port " + failedAddress.getPort();
        long nowNs = lane.clock().nanoTime();
        lane.stats().failed(kind, detail);
        connectEnded();
        backOffNs = backOffNs == 0 ? FIRST_BACK_OFF_NS : Math.min(backOffNs * 2, LONGEST_BACK_OFF_NS);
        mayConnectAtNs = nowNs + backOffNs;
        state = State.CLOSED;
        lane.becameClosed(index);
        if (exchange != null) {
            Exchange current = exchange;
            exchange = null;
            current.connectTook(nowNs - connectBegunNs);
            current.fail(nowNs, kind, detail);
            lane.completeLater(current);
        }
    }

    private void connected() {
        long nowNs = lane.clock().nanoTime();
        backOffNs = 0;
        lane.preferAddress(addressIndex);
        lane.stats().opened(nowNs - attemptNs);
        connectEnded();
        if (exchange == null) {
            state = State.IDLE;
            lane.becameIdle(index);
        } else {
            exchange.connectTook(nowNs - connectBegunNs);
            send(exchange);
        }
    }

    private void connectEnded() {
        lane.connectEnded();
        if (!firstAttemptEnded) {
            firstAttemptEnded = true;
            lane.firstAttemptEnded();
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
