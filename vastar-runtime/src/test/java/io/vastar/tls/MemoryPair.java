// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.testkit.TestIdentity;
import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A client's TLS wire over two buffers, and a JDK engine as the server at the other end. */
final class MemoryPair implements AutoCloseable {
    private static final String PASSWORD = "in-memory";
    private static final long DEADLINE_NS = 20_000_000_000L;

    int mostPerRead = Integer.MAX_VALUE;
    int mostPerWrite = Integer.MAX_VALUE;
    /** Of the buffer that is read into. */
    int mostRoom = Integer.MAX_VALUE;
    /** 0 for no cut. */
    int cutNextReadAt;

    private final Poller poller = Poller.open();
    private final Connector connector;
    private final SSLEngine server;
    private final ByteBuffer toClient = ByteBuffer.allocate(4_000_000);
    private final ByteBuffer toServer = ByteBuffer.allocate(4_000_000);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(256 * 1024);
    private final ByteBuffer atServer = ByteBuffer.allocate(4_000_000);
    private final Handler handler = new Handler();
    private boolean serverLeft;
    private boolean writeWasCut;
    private ReadyHandler below;
    private Wire wire;

    MemoryPair(TlsClient client, TestIdentity identity) {
        connector = client.over(() -> (opener, address, ready) -> new MemoryWire(ready), List.of())
                .create();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity.keyStore(PASSWORD), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
            context.init(keys.getKeyManagers(), null, null);
            server = context.createSSLEngine();
            server.setUseClientMode(false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Wire wire() {
        return wire;
    }

    String suite() {
        return " " + server.getSession().getCipherSuite();
    }

    int toClientBytes() {
        return toClient.position();
    }

    void connect() throws IOException {
        wire = connector.connect(poller, new InetSocketAddress(0), handler);
        long endNs = System.nanoTime() + DEADLINE_NS;
        while (!handler.connectable) {
            turn(endNs);
        }
        if (!wire.finishConnect()) {
            throw new IllegalStateException("announced, and not connected");
        }
        server();
    }

    /** Goes as far as the first task. */
    void connectUntilTask() throws IOException {
        wire = connector.connect(poller, new InetSocketAddress(0), handler);
        server();
        below.onReadable();
    }

    private void turn(long endNs) {
        if (System.nanoTime() - endNs > 0) {
            throw new IllegalStateException("nothing happened within the deadline");
        }
        server();
        if (writeWasCut) {
            writeWasCut = false;
            below.onWritable();
        }
        if (toClient.position() > 0 || serverLeft) {
            below.onReadable();
        }
        connector.poll();
    }

    /** Each as a record of its own, or more. */
    void serverSends(byte[]... texts) {
        for (byte[] text : texts) {
            ByteBuffer from = ByteBuffer.wrap(text);
            while (from.hasRemaining()) {
                serverWraps(from);
            }
        }
    }

    private void serverWraps(ByteBuffer from) {
        try {
            server.wrap(from, toClient);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void serverSendsPlain(String text) {
        serverLeft = true;
        toClient.put(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** With its own new keys comes the wish that the client changes its keys, too. */
    void serverUpdatesKeys() throws IOException {
        server.beginHandshake();
        serverWraps(ByteBuffer.allocate(0));
    }

    void serverSaysGoodbye() {
        server.closeOutbound();
        serverWraps(ByteBuffer.allocate(0));
    }

    void serverLeaves() {
        serverLeft = true;
    }

    void flipLastByte() {
        int last = toClient.position() - 1;
        toClient.put(last, (byte) ~toClient.get(last));
    }

    int readOnce() throws IOException {
        return wire.read(plain.clear().limit(Math.min(mostRoom, plain.capacity())));
    }

    byte[] receive(int bytes) throws IOException {
        byte[] received = new byte[bytes];
        int at = 0;
        long endNs = System.nanoTime() + DEADLINE_NS;
        while (at < bytes) {
            if (System.nanoTime() - endNs > 0) {
                throw new IllegalStateException("only " + at + " bytes came within the deadline");
            }
            int count = wire.read(plain.clear().limit(Math.min(mostRoom, plain.capacity())));
            if (count < 0) {
                throw new IllegalStateException("the end came after " + at + " bytes");
            }
            plain.flip().get(received, at, count);
            at += count;
        }
        return received;
    }

    /** Returns what the server got. */
    byte[] send(byte[] text) throws IOException {
        atServer.clear();
        ByteBuffer from = ByteBuffer.allocateDirect(text.length).put(text).flip();
        long endNs = System.nanoTime() + DEADLINE_NS;
        boolean sent = wire.write(from);
        while (!sent) {
            writeWasCut = false;
            handler.writable = false;
            below.onWritable();
            server();
            if (handler.writable) {
                sent = wire.write(from);
            }
            if (System.nanoTime() - endNs > 0) {
                throw new IllegalStateException("not sent within the deadline");
            }
        }
        server();
        return Arrays.copyOf(atServer.array(), atServer.position());
    }

    /** Takes what the client sent, and goes on with the handshake. */
    private void server() {
        try {
            toServer.flip();
            boolean goesOn = true;
            while (goesOn && !serverLeft) {
                switch (server.getHandshakeStatus()) {
                    case NEED_TASK -> server.getDelegatedTask().run();
                    case NEED_WRAP -> serverWraps(ByteBuffer.allocate(0));
                    default -> {
                        SSLEngineResult result = server.unwrap(toServer, atServer);
                        goesOn = result.bytesConsumed() > 0
                                || result.bytesProduced() > 0
                                || result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_TASK;
                    }
                }
            }
            toServer.compact();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
        connector.close();
        poller.close();
    }

    private static final class Handler implements ReadyHandler {
        private boolean connectable;
        private boolean writable;

        @Override
        public void onReadable() {
            // the test reads by itself
        }

        @Override
        public void onWritable() {
            writable = true;
        }

        @Override
        public void onConnectable() {
            connectable = true;
        }
    }

    /** The client's socket. */
    private final class MemoryWire implements Wire {
        MemoryWire(ReadyHandler ready) {
            below = ready;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public int read(ByteBuffer into) {
            toClient.flip();
            int count = Math.min(Math.min(toClient.remaining(), into.remaining()), mostPerRead);
            if (cutNextReadAt > 0) {
                count = Math.min(count, cutNextReadAt);
                cutNextReadAt = 0;
            }
            boolean empty = !toClient.hasRemaining();
            into.put(toClient.slice(toClient.position(), count));
            toClient.position(toClient.position() + count).compact();
            return empty && serverLeft ? -1 : count;
        }

        @Override
        public boolean write(ByteBuffer from) {
            int count = Math.min(from.remaining(), mostPerWrite);
            toServer.put(from.slice(from.position(), count));
            from.position(from.position() + count);
            writeWasCut = from.hasRemaining();
            return !writeWasCut;
        }

        @Override
        public void close() {
            serverLeft = true;
        }
    }
}
