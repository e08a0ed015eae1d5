// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * TLS over whatever another connector opens. Owned by the lane's thread, with buffers that all its wires share, for none
 * of them keeps bytes there from one call to the next. Only {@link #completed} comes from other threads.
 */
final class TlsConnector implements Connector {
    /**
     * Of ciphertext, for one read or several writes. More than a stream brings between two turns, and a few records, so
     * that the price of a system call is shared.
     */
    private static final int SHARED_BYTES = 128 * 1024;

    /** A record (RFC 8446 §5.2) with what both engines want to have as reserve. */
    static final int RECORD_BYTES = 17 * 1024;

    private static final int MOST_SPARE_BUFFERS = 64;

    private final Connector below;
    private final TlsClient client;
    private final SSLParameters parameters;
    private final ByteBuffer input = ByteBuffer.allocateDirect(SHARED_BYTES);
    private final ByteBuffer output = ByteBuffer.allocateDirect(SHARED_BYTES);
    private final ByteBuffer handshakeText = ByteBuffer.allocateDirect(2 * RECORD_BYTES);
    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();
    private final ArrayDeque<TlsWire> readable = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<TlsWire> completed = new ConcurrentLinkedQueue<>();

    private Poller poller;
    private String lastVersion;
    private String lastCipherSuite;
    private String lastSecurity;

    TlsConnector(Connector below, TlsClient client, SSLParameters parameters) {
        this.below = below;
        this.client = client;
        this.parameters = parameters;
    }

    @Override
    public Wire connect(Poller lanePoller, SocketAddress address, ReadyHandler handler) throws IOException {
        poller = lanePoller;
        TlsWire wire = new TlsWire(this, handler);
        wire.connect(below, lanePoller, address);
        return wire;
    }

    @Override
    public int poll() {
        int work = below.poll();
        for (TlsWire wire = completed.poll(); wire != null; wire = completed.poll()) {
            wire.taskEnded();
            work++;
        }
        // what becomes readable on the way waits for the next turn
        for (int i = readable.size(); i > 0; i--) {
            readable.poll().readAgain();
            work++;
        }
        return work;
    }

    /** A handshake task ended. Called by the thread that ran it. */
    void completed(TlsWire wire) {
        completed.add(wire);
        poller.wakeUp();
    }

    /** A wire holds what no socket will announce. */
    void readableAgain(TlsWire wire) {
        readable.add(wire);
    }

    @Override
    public void close() {
        below.close();
    }

    TlsClient client() {
        return client;
    }

    SSLEngine newEngine() {
        return client.newEngine(parameters);
    }

    /** Empty, for the ciphertext of one read. */
    ByteBuffer input() {
        return input.clear();
    }

    /** Empty, for the ciphertext of one write. */
    ByteBuffer output() {
        return output.clear();
    }

    /** Where a handshake's plaintext would go, if it had any. */
    ByteBuffer handshakeText() {
        return handshakeText.clear();
    }

    /** An empty buffer with room for so many bytes. */
    ByteBuffer take(int bytes) {
        if (bytes > RECORD_BYTES) {
            return ByteBuffer.allocateDirect(bytes);
        }
        ByteBuffer buffer = spare.poll();
        return buffer == null ? ByteBuffer.allocateDirect(RECORD_BYTES) : buffer;
    }

    void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() == RECORD_BYTES && spare.size() < MOST_SPARE_BUFFERS) {
            spare.push(buffer.clear());
        }
    }

    /** Version, cipher suite and implementation, for people. */
    String security(SSLSession session) {
        String version = session.getProtocol();
        String cipherSuite = session.getCipherSuite();
        if (!version.equals(lastVersion) || !cipherSuite.equals(lastCipherSuite)) {
            lastVersion = version;
            lastCipherSuite = cipherSuite;
            lastSecurity = version + " " + cipherSuite + ", " + client.providerName();
        }
        return lastSecurity;
    }
}
