// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.agrona.CloseHelper;

/**
 * The peer for self-warm-up: one thread on 127.0.0.1 that, of HTTP/1.1, answers each blank line with a small response and
 * looks at nothing else, so that it costs the machine as little as a server can. For requests without a body.
 *
 * <p>Now and then it answers in another of the ways in which servers do, see {@link LoopbackAnswers}.
 */
public final class LoopbackServer implements LoopbackPeer, Runnable {
    private static final int READ_BYTES = 64 * 1024;
    private static final int BACKLOG = 1024;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final int port;
    private final Thread thread;
    private final ByteBuffer input = ByteBuffer.allocateDirect(READ_BYTES);
    private volatile boolean stopped;

    private final String scheme;
    private final TransportSpec transport;
    private final Supplier<Conversation> conversations;

    /** What a server says on one connection; on the server's thread. */
    public interface Conversation {
        /** Bytes of the client. */
        void read(ByteBuffer bytes) throws IOException;

        /**
         * Writes what is owed.
         *
         * @return false when the connection takes no more for now
         */
        boolean write(Outlet peer) throws IOException;

        /** The connection is over. */
        default void ended() {}
    }

    /** Takes what a conversation says. */
    public interface Outlet {
        /** Takes as much as it can now. */
        void write(ByteBuffer from) throws IOException;

        /** Nothing more will be said. */
        void shutdownOutput() throws IOException;
    }

    private LoopbackServer(String scheme, TransportSpec transport, Supplier<Conversation> conversations)
            throws IOException {
        this.scheme = scheme;
        this.transport = transport;
        this.conversations = conversations;
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        thread = new Thread(this, "vastar-loopback");
        thread.setDaemon(true);
    }

    /** Speaks HTTP/1.1. */
    public static LoopbackServer start() {
        return start("http", TransportSpec.NONE, LoopbackServer::conversation);
    }

    /** One that speaks HTTP/1.1. */
    public static Conversation conversation() {
        return new Client();
    }

    /** @param scheme and transport of requests that the conversations understand */
    public static LoopbackServer start(String scheme, TransportSpec transport, Supplier<Conversation> conversations) {
        try {
            LoopbackServer server = new LoopbackServer(scheme, transport, conversations);
            server.thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no server can be started on 127.0.0.1 for the self-warm-up", e);
        }
    }

    @Override
    public RequestSpec request() {
        return RequestSpec.get(scheme + "://127.0.0.1:" + port + "/").with(transport);
    }

    @Override
    public Scenario scenario(Kind kind) {
        return kind == Kind.ASYNCHRONOUS ? null : new LoopbackScenario(kind);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                selector.select(this::onReady);
            }
        } catch (IOException e) {
            stopped = true;
        } finally {
            closeAll();
        }
    }

    private void onReady(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid()) {
            serve(key);
        }
    }

    private void accept() {
        try {
            for (SocketChannel peer = listener.accept(); peer != null; peer = listener.accept()) {
                peer.configureBlocking(false);
                peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
                peer.register(selector, SelectionKey.OP_READ, new Connection(peer, conversations.get()));
            }
        } catch (IOException e) {
            stopped = true;
        }
    }

    private void serve(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isReadable()) {
                input.clear();
                if (connection.channel.read(input) < 0) {
                    connection.close();
                    return;
                }
                connection.conversation.read(input.flip());
            }
            boolean written = connection.conversation.write(connection);
            key.interestOps(written ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        } catch (IOException e) {
            connection.close();
        }
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection) {
                connection.close();
            } else {
                CloseHelper.quietClose(key.channel());
            }
        }
        CloseHelper.quietClose(selector);
    }

    @Override
    public void close() {
        stopped = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Connection(SocketChannel channel, Conversation conversation) implements Outlet {
        @Override
        public void write(ByteBuffer from) throws IOException {
            channel.write(from);
        }

        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        void close() {
            CloseHelper.quietClose(channel);
            conversation.ended();
        }
    }

    /** What one connection has asked for and not yet got. */
    private static final class Client implements Conversation {
        private final LoopbackAnswers answers = new LoopbackAnswers();
        private int matched;
        private int owed;

        /** Counts the blank lines in the bytes; each CR or LF in its turn moves one step towards the next. */
        @Override
        public void read(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                byte b = bytes.get();
                if (b == (matched % 2 == 0 ? '\r' : '\n')) {
                    matched++;
                } else {
                    matched = b == '\r' ? 1 : 0;
                }
                if (matched == 4) {
                    matched = 0;
                    owed++;
                }
            }
        }

        @Override
        public boolean write(Outlet peer) throws IOException {
            while (owed > 0) {
                if (!answers.write(peer)) {
                    return false;
                }
                owed--;
            }
            return true;
        }
    }
}
