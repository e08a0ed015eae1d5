// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A TCP server on 127.0.0.1 that does on each connection what a {@link Script} says, right or wrong, and remembers what it
 * received. One daemon thread a connection. What went against a script is thrown by {@link #close}, so that a test with
 * try-with-resources cannot pass by it.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long STOP_LIMIT_MS = 5000;

    private final ServerSocket listener;
    private final IntFunction<Script> scripts;
    private final Thread acceptor;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private int connections;
    private boolean closing;

    private ScriptedServer(IntFunction<Script> scripts) {
        this.scripts = scripts;
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("no port of loopback can be listened on", e);
        }
        acceptor = daemon("scripted-server-" + port(), this::acceptAll);
        acceptor.start();
    }

    /** Starts with the first script for the first connection and so on; the last one serves all later connections. */
    public static ScriptedServer start(Script first, Script... next) {
        List<Script> all = new ArrayList<>(List.of(next));
        all.add(0, first);
        return start(number -> all.get(Math.min(number, all.size()) - 1));
    }

    /** Starts with a script for each connection by its number; the first is 1. Called on the accepting thread. */
    public static ScriptedServer start(IntFunction<Script> scriptOfConnection) {
        return new ScriptedServer(scriptOfConnection);
    }

    /** Where it listens, without a path: {@code http://127.0.0.1:43210}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted so far. */
    public synchronized int connections() {
        return connections;
    }

    /** The requests that scripts have read so far, in the order in which they were complete. */
    public synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** What went against a script so far, without waiting for {@link #close} to throw it. */
    public synchronized List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Waits until that many connections were accepted; an AssertionError when they are not in time. */
    public void awaitConnections(int count, Duration limit) throws InterruptedException {
        await(() -> connections >= count, limit, () -> connections + " of " + count + " connections came");
    }

    /** Waits until that many requests were read; an AssertionError when they are not in time. */
    public void awaitRequests(int count, Duration limit) throws InterruptedException {
        await(() -> requests.size() >= count, limit, () -> requests.size() + " of " + count + " requests came");
    }

    /**
     * Closes all connections and frees the port. A script that still waits for its client then has not failed; a test that
     * wants all of it to have happened checks {@link #requests} or a latch.
     *
     * @throws AssertionError when a client did not do what a script expected; all failures are in it
     */
    @Override
    public void close() {
        List<Thread> running;
        synchronized (this) {
            closing = true;
            running = new ArrayList<>(threads);
        }
        closeQuietly(listener);
        running.add(acceptor);
        running.forEach(Thread::interrupt);
        synchronized (this) {
            sockets.forEach(ScriptedServer::closeQuietly);
        }
        for (Thread thread : running) {
            join(thread);
        }
        throwFailures();
    }

    private synchronized void throwFailures() {
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError(
                    failures.size() + " connection(s) did not follow their script; the first: "
                            + failures.get(0).getMessage(),
                    failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            failures.clear();
            throw error;
        }
    }

    private void acceptAll() {
        while (true) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                fail("the server cannot accept", e);
                return;
            }
        }
    }

    private synchronized void serve(Socket socket) {
        if (closing) {
            closeQuietly(socket);
            return;
        }
        int number = ++connections;
        sockets.add(socket);
        Thread thread = daemon("scripted-server-" + port() + "-" + number, () -> talk(number, socket));
        threads.add(thread);
        thread.start();
        notifyAll();
    }

    private void talk(int number, Socket socket) {
        boolean tolerant = false;
        try (socket) {
            Script script = scripts.apply(number);
            tolerant = script.isClientMayLeave();
            Conversation conversation = new Conversation(number, socket, this::log);
            script.run(conversation);
            if (!conversation.isOver()) {
                drainQuietly(conversation);
            }
        } catch (IOException e) {
            if (!tolerant) {
                fail("connection " + number, e);
            }
        } catch (RuntimeException | Error e) {
            fail("connection " + number, e);
        }
    }

    /** After the last step a client may leave as it likes. */
    private static void drainQuietly(Conversation conversation) {
        try {
            conversation.drain();
        } catch (IOException e) {
            // a reset is one way to leave
        }
    }

    private synchronized void log(ReceivedRequest request) {
        requests.add(request);
        notifyAll();
    }

    private synchronized void fail(String where, Throwable cause) {
        if (!closing) {
            failures.add(new IOException(where + ", " + cause.getMessage(), cause));
        }
    }

    private synchronized void await(BooleanSupplier met, Duration limit, Supplier<String> state)
            throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        while (!met.getAsBoolean()) {
            long leftNs = endNs - System.nanoTime();
            if (leftNs <= 0) {
                throw new AssertionError("after " + limit.toMillis() + " ms " + state.get());
            }
            wait(leftNs / 1_000_000L, (int) (leftNs % 1_000_000L));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // it is given up either way
        }
    }
}
