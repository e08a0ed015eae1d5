// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.HttpSpec;
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

    private final TransportSpec transport;
    private final Supplier<Conversation> conversations;

    /** What a server says on one connection; on the server's thread. */
    public interface Conversation {
        /** Bytes of the client. */
        void read(ByteBuffer bytes);

        /**
         * Writes what is owed.
         *
         * @return false when the connection takes no more for now
         */
        boolean write(SocketChannel peer) throws IOException;
    }

    private LoopbackServer(TransportSpec transport, Supplier<Conversation> conversations) throws IOException {
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
        return start(null);
    }

    /**
     * Speaks HTTP/1.1.
     *
     * @param pipeline how many requests clients have in flight on a connection; null where they wait for each response
     */
    public static LoopbackServer start(Integer pipeline) {
        TransportSpec transport =
                pipeline == null ? TransportSpec.NONE : TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(pipeline));
        return start(transport, Client::new);
    }

    /** @param transport of requests that the conversations understand */
    public static LoopbackServer start(TransportSpec transport, Supplier<Conversation> conversations) {
        try {
            LoopbackServer server = new LoopbackServer(transport, conversations);
            server.thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no server can be started on 127.0.0.1 for the self-warm-up", e);
        }
    }

    @Override
    public RequestSpec request() {
        return RequestSpec.get("http://127.0.0.1:" + port + "/").with(transport);
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
                peer.register(selector, SelectionKey.OP_READ, conversations.get());
            }
        } catch (IOException e) {
            stopped = true;
        }
    }

    private void serve(SelectionKey key) {
        SocketChannel peer = (SocketChannel) key.channel();
        Conversation client = (Conversation) key.attachment();
        try {
            if (key.isReadable()) {
                input.clear();
                if (peer.read(input) < 0) {
                    peer.close();
                    return;
                }
                client.read(input.flip());
            }
            boolean written = client.write(peer);
            key.interestOps(written ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        } catch (IOException e) {
            CloseHelper.quietClose(peer);
        }
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            CloseHelper.quietClose(key.channel());
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
        public boolean write(SocketChannel peer) throws IOException {
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
