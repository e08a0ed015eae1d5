// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;

/**
 * The embedded target: a fast HTTP/1.1 and HTTP/1.0 server with routes to test a load generator, or to try one on. For
 * tests, for {@code @Setup} methods, and behind the {@code target} command.
 *
 * <pre>{@code
 * try (TargetServer target = TargetServer.start()) {
 *   String url = target.url() + "/bytes?size=100k";
 *   ...
 * }
 * }</pre>
 *
 * <p>Routes; sizes are bytes, or take k, m, g for 1024, 1024², 1024³. What the query does not say has the value shown:
 *
 * <ul>
 *   <li>{@code /} a plain text list of the routes
 *   <li>{@code /plain} {@code Hello, World!}, 13 bytes
 *   <li>{@code /json?size=1024} a JSON object of exactly that size, 2 bytes to 1 GB
 *   <li>{@code /bytes?size=1024} that many bytes with a Content-Length, 0 to 1 GB, never held in memory
 *   <li>{@code /chunked?size=64k&chunk=8k} the same bytes in chunks of that size, the last one shorter
 *   <li>{@code /sse?events=10&size=64&interval=0ms} a {@code text/event-stream} of events with that many bytes of data,
 *       the first at once and then one an interval, in a chunk each
 *   <li>{@code /delay?ms=10} {@code Hello, World!} that long after the end of the request; {@code ms=5..50} is uniformly
 *       random
 *   <li>{@code /status?code=200&every=1} that status, 200 to 599, for each n-th request to this target and thread;
 *       others get {@code Hello, World!}
 *   <li>{@code /echo} the request body, up to {@link TargetOptions#echoLimitBytes()}, else 413
 *   <li>{@code /fault?kind=} a broken response: reset, close, stall, truncate, slow, garbage, badchunk, badlength, conflict,
 *       twice, stale, early, and responses that are right but often misread: informational, eof, trailers, bighead
 * </ul>
 *
 * <p>Any of GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS works on every route ({@code /fault} without HEAD); the request
 * body is read before the answer. What is wrong is answered with 400, 404, 405, 413, 431, 501 or 505 and one line that
 * says so. Connections are kept alive without time limit, and pipelined requests are answered in order. The page
 * docs/TARGET.md has examples and says what a client should make of each fault.
 */
public final class TargetServer implements AutoCloseable {
    /** Longer than any ramp of a load test; the kernel cuts it to net.core.somaxconn. */
    private static final int BACKLOG = 4096;

    private static final long STOP_LIMIT_MS = 5000;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final EventLoop[] loops;
    private final Thread[] threads;
    private final CountDownLatch closed = new CountDownLatch(1);

    private TargetServer(ServerSocketChannel listener, EventLoop[] loops) throws IOException {
        this.listener = listener;
        this.loops = loops;
        address = (InetSocketAddress) listener.getLocalAddress();
        threads = new Thread[loops.length];
        for (int i = 0; i < loops.length; i++) {
            threads[i] = new Thread(loops[i], "vastar-target-" + address.getPort() + "-" + i);
            threads[i].setDaemon(true);
        }
        loops[0].listen(listener, loops);
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /** Starts on 127.0.0.1, on a free port, with one daemon thread. It is ready when this returns. */
    public static TargetServer start() {
        return start(TargetOptions.defaults());
    }

    /**
     * Starts as the options say, on daemon threads. It is ready when this returns.
     *
     * @throws ConfigurationException when it cannot listen there
     */
    public static TargetServer start(TargetOptions options) {
        InetSocketAddress where = new InetSocketAddress(resolve(options.host()), options.port());
        ServerSocketChannel listener = null;
        try {
            listener = ServerSocketChannel.open();
            listener.configureBlocking(false);
            listener.bind(where, BACKLOG);
            EventLoop[] loops = new EventLoop[options.threads()];
            for (int i = 0; i < loops.length; i++) {
                loops[i] = new EventLoop(options.echoLimitBytes());
            }
            return new TargetServer(listener, loops);
        } catch (IOException e) {
            closeQuietly(listener);
            throw new ConfigurationException(
                    "the target cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage()
                            + "; choose another address or port, or port 0 for a free one",
                    e);
        }
    }

    /** Where it listens, without a path: {@code http://127.0.0.1:43210}. A wildcard address is shown as loopback. */
    public String url() {
        InetAddress host = address.getAddress();
        if (host.isAnyLocalAddress()) {
            return "http://127.0.0.1:" + port();
        }
        String text = host.getHostAddress();
        return "http://" + (host instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port();
    }

    /** The port it listens on. */
    public int port() {
        return address.getPort();
    }

    /** Requests received so far, refused ones included; a request counts when its head is complete. From any thread. */
    public long requests() {
        long sum = 0;
        for (EventLoop loop : loops) {
            sum += loop.requests();
        }
        return sum;
    }

    /** Connections accepted so far. From any thread. */
    public long connections() {
        long sum = 0;
        for (EventLoop loop : loops) {
            sum += loop.connections();
        }
        return sum;
    }

    /** Connections that are open now. From any thread. */
    public long openConnections() {
        long sum = 0;
        for (EventLoop loop : loops) {
            sum += loop.openConnections();
        }
        return sum;
    }

    /** Blocks until the server is closed by another thread. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Closes all connections and frees the port before it returns. Closing twice is harmless. */
    @Override
    public void close() {
        boolean interrupted = false;
        for (EventLoop loop : loops) {
            loop.stop();
        }
        for (Thread thread : threads) {
            try {
                thread.join(STOP_LIMIT_MS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        closeQuietly(listener);
        closed.countDown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ConfigurationException(
                    "the target's host '" + host
                            + "' is not known; write an address of this machine, such as 127.0.0.1",
                    e);
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                // the port is given up either way
            }
        }
    }
}
