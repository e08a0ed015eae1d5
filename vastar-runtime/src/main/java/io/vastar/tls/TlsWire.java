// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ErrorKind;
import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.WireException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * One connection behind TLS: its plaintext, and its way from connecting to closed. It hears of its socket first, and tells
 * its user what the socket's news mean: connectable is the end of the {@link TlsHandshake}. Between two reads it keeps only
 * the ciphertext of a record that is not complete, in {@link CipherWire}.
 */
final class TlsWire extends CipherWire {
    private final ReadyHandler handler;

    private SSLEngine engine;
    private TlsHandshake handshake;
    private State state = State.CONNECTING;
    private IOException failure;

    /** Of the writing half alone: what came before can still be read. */
    private IOException writeFailure;

    private String protocol;
    private String security;
    private boolean ofVersion13;
    private boolean announces;
    private boolean endedCleanly;
    private boolean listedAsReadable;

    TlsWire(TlsConnector connector, ReadyHandler handler) {
        super(connector);
        this.handler = handler;
    }

    /** @throws IOException when the attempt fails at once */
    void connect(Connector opener, Poller poller, SocketAddress address) throws IOException {
        if (connectBelow(opener, poller, address)) {
            begin();
            if (failure != null) {
                IOException reason = failure;
                close();
                throw reason;
            }
        }
        announces = true;
    }

    @Override
    public void onConnectable() {
        if (state != State.CONNECTING) {
            return;
        }
        try {
            if (!finishConnectBelow()) {
                return;
            }
        } catch (IOException e) {
            failOpening(e);
            return;
        }
        begin();
    }

    private void begin() {
        state = State.SHAKING;
        try {
            engine = connector.newEngine();
            handshake = new TlsHandshake(engine, connector, this);
            handshake.begin();
        } catch (IOException e) {
            failOpening(e);
        } catch (RuntimeException e) {
            // Conscrypt, when the process may open no more descriptors
            failOpening(new WireException(ErrorKind.TLS, "TLS cannot begin on this machine: " + e.getMessage(), e));
        }
    }

    @Override
    public void onReadable() {
        if (state == State.OPEN) {
            handler.onReadable();
        } else if (state == State.SHAKING) {
            try {
                handshake.receive();
            } catch (IOException e) {
                failOpening(e);
            }
        }
    }

    @Override
    public void onWritable() {
        try {
            if (blocked() && !flush()) {
                return;
            }
            if (state == State.SHAKING) {
                handshake.proceed();
            }
        } catch (IOException e) {
            if (state == State.OPEN) {
                writeFailure = e;
            } else {
                failOpening(e);
            }
        }
        if (state == State.OPEN) {
            handler.onWritable();
            if (writeFailure != null) {
                readAgainLater();
            }
        }
    }

    /** On the lane's thread again. */
    void taskEnded() {
        if (state == State.SHAKING) {
            try {
                handshake.taskEnded();
            } catch (IOException e) {
                failOpening(e);
            }
        }
    }

    /** The handshake is over, and both ends agree. */
    void opened() {
        state = State.OPEN;
        SSLSession session = engine.getSession();
        ofVersion13 = session.getProtocol().equals("TLSv1.3");
        security = connector.security(session);
        protocol = connector.client().applicationProtocol(engine);
        if (keepsRecord()) {
            readAgainLater();
        }
        if (announces) {
            handler.onConnectable();
        }
    }

    private void failOpening(IOException e) {
        failure = e;
        state = State.FAILED;
        if (announces) {
            handler.onConnectable();
        }
    }

    @Override
    public boolean isConnected() {
        return state == State.OPEN;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return state == State.OPEN;
    }

    /** @throws IllegalArgumentException when the buffer has no room for a record, which engines do not read in parts */
    @Override
    public int read(ByteBuffer into) throws IOException {
        if (into.remaining() < TlsConnector.RECORD_BYTES) {
            throw new IllegalArgumentException("a read over TLS needs room for a record, " + TlsConnector.RECORD_BYTES
                    + " bytes, and this buffer has " + into.remaining());
        }
        if (failure != null) {
            throw failure;
        }
        if (endedCleanly) {
            return -1;
        }
        ByteBuffer input = load(into.remaining());
        int before = into.position();
        try {
            decrypt(input, into);
        } catch (IOException e) {
            failure = e;
        }
        keep(input);
        int bytes = into.position() - before;
        if (bytes > 0) {
            if (failure != null || endedCleanly) {
                readAgainLater();
            }
            return bytes;
        }
        if (failure != null) {
            throw failure;
        }
        return ended() ? -1 : 0;
    }

    private void decrypt(ByteBuffer input, ByteBuffer into) throws IOException {
        while (Records.completeAt(input, input.position(), input.limit())) {
            if (into.remaining() < TlsConnector.RECORD_BYTES) {
                // Conscrypt would keep the rest of the record in the engine, where nothing tells of it
                readAgainLater();
                return;
            }
            int position = input.position();
            SSLEngineResult result;
            try {
                result = engine.unwrap(input, into);
            } catch (SSLException e) {
                throw connector.client().failures().ofRead(e);
            }
            Status status = result.getStatus();
            if (status == Status.CLOSED) {
                end();
                endedCleanly = true;
                return;
            }
            if (status == Status.BUFFER_OVERFLOW) {
                readAgainLater();
                return;
            }
            HandshakeStatus next = result.getHandshakeStatus();
            if (next == HandshakeStatus.NOT_HANDSHAKING || next == HandshakeStatus.FINISHED) {
                continue;
            }
            answer(next);
            if (input.position() == position) {
                return;
            }
        }
    }

    /** A record of the handshake came in the middle of the stream: the peer wants new keys (RFC 8446 §4.6.3). */
    private void answer(HandshakeStatus next) throws IOException {
        if (!ofVersion13) {
            throw new WireException(
                    ErrorKind.TLS, "the target asked to negotiate TLS once more (RFC 5746), which is refused");
        }
        if (next == HandshakeStatus.NEED_WRAP && !blocked()) {
            ByteBuffer output = connector.output();
            wrap(NOTHING, output);
            send(output.flip());
        }
    }

    private void readAgainLater() {
        if (!listedAsReadable) {
            listedAsReadable = true;
            connector.readableAgain(this);
        }
    }

    void readAgain() {
        listedAsReadable = false;
        if (state == State.OPEN) {
            handler.onReadable();
        }
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        if (failure != null || writeFailure != null) {
            throw failure != null ? failure : writeFailure;
        }
        if (blocked() && !flush()) {
            return false;
        }
        while (from.hasRemaining()) {
            ByteBuffer output = connector.output();
            do {
                wrap(from, output);
            } while (from.hasRemaining() && output.remaining() >= TlsConnector.RECORD_BYTES);
            if (!send(output.flip())) {
                return false;
            }
        }
        return true;
    }

    private void wrap(ByteBuffer from, ByteBuffer output) throws IOException {
        SSLEngineResult result;
        try {
            result = engine.wrap(from, output);
        } catch (SSLException e) {
            throw connector.client().failures().ofWrite(e);
        }
        if (result.getStatus() != Status.OK || result.bytesProduced() == 0) {
            throw new WireException(ErrorKind.TLS, "TLS cannot send any more: the target has ended the connection");
        }
    }

    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        State last = state;
        state = State.CLOSED;
        if (engine != null && !handshake.hasTask()) {
            sayGoodbye(last);
        }
        closeBelow();
    }

    /**
     * Sends the alert that is due, which is close_notify at the end of an open connection (RFC 8446 §6.1). It is taken from the
     * engine also where nobody would read it: an engine that has something to send keeps its native memory and descriptors.
     */
    private void sayGoodbye(State last) {
        try {
            engine.closeOutbound();
            ByteBuffer output = connector.output();
            engine.wrap(NOTHING, output);
            if (!ended() && !blocked() && (last == State.OPEN || last == State.FAILED)) {
                sendLast(output.flip());
            }
        } catch (IOException e) {
            // the peer does not want to hear it
            failure = e;
        }
        connector.client().release(engine);
    }

    @Override
    public boolean endedCleanly() {
        return endedCleanly;
    }

    @Override
    public String applicationProtocol() {
        return protocol;
    }

    @Override
    public String awaits() {
        return state == State.SHAKING ? "the TLS handshake" : belowAwaits();
    }

    @Override
    public long handshakeNs() {
        return handshake == null ? 0 : handshake.tookNs();
    }

    @Override
    public boolean isResumed() {
        return handshake != null && handshake.isResumed();
    }

    @Override
    public String security() {
        return security;
    }

    private enum State {
        CONNECTING,
        SHAKING,
        OPEN,
        FAILED,
        CLOSED
    }
}
