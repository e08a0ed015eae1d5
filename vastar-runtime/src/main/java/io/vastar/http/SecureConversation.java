// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.LoopbackServer.Conversation;
import io.vastar.http1.LoopbackServer.Outlet;
import io.vastar.tls.LoopbackTls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The server's side of TLS around a conversation, for self-warm-up. Does the arithmetic of handshakes on the server's thread. */
final class SecureConversation implements Conversation, Outlet {
    private static final int RECORD_BYTES = 17 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Conversation inner;
    private final SSLEngine engine;
    private final ByteBuffer plain;
    private final ByteBuffer received = ByteBuffer.allocateDirect(2 * RECORD_BYTES);
    private final ByteBuffer sending = ByteBuffer.allocateDirect(4 * RECORD_BYTES);
    private boolean closing;
    private boolean closed;

    private SecureConversation(Conversation inner, SSLEngine engine, ByteBuffer plain) {
        this.inner = inner;
        this.engine = engine;
        this.plain = plain;
    }

    /** Conversations of one server behind TLS. */
    static Supplier<Conversation> around(Supplier<Conversation> conversations, LoopbackTls tls) {
        ByteBuffer plain = ByteBuffer.allocateDirect(RECORD_BYTES);
        return () -> new SecureConversation(conversations.get(), tls.newEngine(), plain);
    }

    @Override
    public void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int limit = bytes.limit();
            bytes.limit(bytes.position() + Math.min(bytes.remaining(), received.remaining()));
            received.put(bytes);
            bytes.limit(limit);
            received.flip();
            boolean more = true;
            while (more) {
                more = unwrap();
            }
            received.compact();
        }
    }

    private boolean unwrap() throws IOException {
        plain.clear();
        SSLEngineResult result = engine.unwrap(received, plain);
        if (plain.position() > 0) {
            inner.read(plain.flip());
        }
        HandshakeStatus next = engine.getHandshakeStatus();
        while (next == HandshakeStatus.NEED_TASK || next == HandshakeStatus.NEED_WRAP && !closed) {
            if (next == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING);
            } else {
                engine.getDelegatedTask().run();
            }
            next = engine.getHandshakeStatus();
        }
        closed |= result.getStatus() == Status.CLOSED;
        return result.getStatus() == Status.OK && received.hasRemaining();
    }

    private void wrap(ByteBuffer from) throws IOException {
        SSLEngineResult result = engine.wrap(from, sending);
        closed |= result.getStatus() == Status.CLOSED;
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("no room for a record");
        }
    }

    @Override
    public boolean write(Outlet peer) throws IOException {
        if (!flush(peer)) {
            return false;
        }
        boolean shaken = !closed && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
        boolean all = !shaken || inner.write(this);
        return flush(peer) && all;
    }

    private boolean flush(Outlet peer) throws IOException {
        peer.write(sending.flip());
        sending.compact();
        if (sending.position() > 0) {
            return false;
        }
        if (closing) {
            closing = false;
            peer.shutdownOutput();
        }
        return true;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        while (!closed && from.hasRemaining() && sending.remaining() >= RECORD_BYTES) {
            wrap(from);
        }
    }

    /** Says goodbye first (RFC 8446 §6.1). */
    @Override
    public void shutdownOutput() throws IOException {
        engine.closeOutbound();
        wrap(NOTHING);
        closing = true;
    }

    /** Frees what is outside of the heap, which an engine that has something to send would keep. */
    @Override
    public void ended() {
        engine.closeOutbound();
        try {
            engine.wrap(NOTHING, sending.clear());
            engine.closeInbound();
        } catch (SSLException e) {
            closed = true;
        }
        inner.ended();
    }
}
