// SPDX-License-Identifier: Apache-2.0
package io.vastar.tunnel;

import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A wire to a proxy that becomes one to the target: until the {@link Handshake} is over, all that its socket announces counts
 * as progress of the connection attempt; from then on bytes pass as they are.
 */
final class TunnelWire implements Wire, ReadyHandler {
    private static final int FIRST_BYTES = 1024;

    private final Handshake handshake;
    private final ReadyHandler handler;
    private final List<TunnelWire> early;
    private Wire beneath;
    private boolean reachedProxy;
    private boolean open;
    private ByteBuffer sending;

    /** Bytes from the proxy from the start to the position; what is left of them at the end came from the target. */
    private ByteBuffer received = ByteBuffer.allocate(FIRST_BYTES);

    private boolean leftOver;
    private boolean closed;

    /** @param early wires that have bytes for their handlers which no socket announces */
    TunnelWire(Handshake handshake, ReadyHandler handler, List<TunnelWire> early) {
        this.handshake = handshake;
        this.handler = handler;
        this.early = early;
        sending = handshake.toSend();
    }

    void connect(Connector connector, Poller poller, SocketAddress proxy) throws IOException {
        beneath = connector.connect(poller, proxy, this);
        if (beneath.isConnected()) {
            reachedProxy = true;
            try {
                advance();
            } catch (IOException e) {
                beneath.close();
                throw e;
            }
        }
    }

    @Override
    public boolean isConnected() {
        return open;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (!reachedProxy) {
            if (!beneath.finishConnect()) {
                return false;
            }
            reachedProxy = true;
        }
        return open || advance();
    }

    private boolean advance() throws IOException {
        while (!open) {
            if (sending != null) {
                if (!beneath.write(sending)) {
                    return false;
                }
                sending = null;
            }
            if (!received.hasRemaining()) {
                received = ByteBuffer.allocate(received.capacity() * 2).put(received.flip());
            }
            int bytes = beneath.read(received);
            if (bytes == 0) {
                return false;
            }
            received.flip();
            if (bytes < 0) {
                throw handshake.closed(received);
            }
            open = handshake.advance(received);
            if (!open) {
                received.compact();
                sending = handshake.toSend();
            } else {
                opened();
            }
        }
        return true;
    }

    private void opened() {
        leftOver = received.hasRemaining();
        if (leftOver) {
            early.add(this);
        } else {
            received = null;
        }
    }

    void announceEarly() {
        if (leftOver && !closed) {
            handler.onReadable();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!leftOver) {
            return beneath.read(into);
        }
        int bytes = Math.min(into.remaining(), received.remaining());
        into.put(into.position(), received, received.position(), bytes);
        into.position(into.position() + bytes);
        received.position(received.position() + bytes);
        leftOver = received.hasRemaining();
        if (leftOver) {
            early.add(this);
        } else {
            received = null;
        }
        return bytes;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        return beneath.write(from);
    }

    @Override
    public void close() {
        closed = true;
        early.remove(this);
        beneath.close();
    }

    @Override
    public void onReadable() {
        if (open) {
            handler.onReadable();
        } else {
            handler.onConnectable();
        }
    }

    @Override
    public void onWritable() {
        if (open) {
            handler.onWritable();
        } else {
            handler.onConnectable();
        }
    }

    @Override
    public void onConnectable() {
        handler.onConnectable();
    }
}
