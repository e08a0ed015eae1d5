// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One thread that serves many connections: waits for sockets and timers, and gives each ready connection a turn. The
 * buffers are the loop's, because only one connection has its turn at a time.
 */
final class EventLoop implements Runnable {
    static final int OUTPUT_BYTES = 128 << 10;

    private static final int MOST_ACCEPTS_A_TURN = 256;
    private static final long ACCEPT_PAUSE_NS = 100_000_000L;
    private static final long SHORT_NAP_NS = 50_000L;

    private final Selector selector;
    private final AnswerCache answers;
    private final int echoLimitBytes;
    private final Input input = new Input();
    private final RequestHead head = new RequestHead();
    private final ByteBuffer output = ByteBuffer.allocateDirect(OUTPUT_BYTES);
    private final ArrayDeque<ByteBuffer> spareOutputs = new ArrayDeque<>();
    private final DateLine date = new DateLine();
    private final TimerHeap timers = new TimerHeap();
    private final Queue<SocketChannel> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong openConnections = new AtomicLong();
    private final Consumer<SelectionKey> onReady = this::onReady;

    private EventLoop[] all = {this};
    private ServerSocketChannel listener;
    private SelectionKey acceptKey;
    private int nextLoop;
    private boolean acceptPaused;
    private long acceptResumeNs;
    private long nowNs;
    private volatile boolean running = true;

    EventLoop(int echoLimitBytes) throws IOException {
        selector = Selector.open();
        answers = new AnswerCache(new Routes());
        this.echoLimitBytes = echoLimitBytes;
    }

    /** Makes this the loop that accepts; it deals the connections to all in turn. Before the thread starts. */
    void listen(ServerSocketChannel server, EventLoop[] loops) throws IOException {
        listener = server;
        all = loops;
        acceptKey = server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Asks the loop to close everything and return. From any thread. */
    void stop() {
        running = false;
        selector.wakeup();
    }

    long requests() {
        return requests.get();
    }

    long connections() {
        return connections.get();
    }

    long openConnections() {
        return openConnections.get();
    }

    @Override
    public void run() {
        try {
            while (running) {
                await();
                nowNs = System.nanoTime();
                for (SocketChannel channel = arrivals.poll(); channel != null; channel = arrivals.poll()) {
                    adopt(channel);
                }
                fireTimers();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the target's selector failed: " + e.getMessage(), e);
        } finally {
            closeAll();
        }
    }

    private void await() throws IOException {
        long waitNs = nextDeadlineNs();
        if (waitNs == Long.MAX_VALUE) {
            selector.select(onReady);
        } else if (waitNs >= 1_000_000L) {
            selector.select(onReady, waitNs / 1_000_000L);
        } else if (selector.selectNow(onReady) == 0 && waitNs > 0) {
            LockSupport.parkNanos(Math.min(waitNs, SHORT_NAP_NS)); // select waits whole milliseconds only
        }
    }

    private long nextDeadlineNs() {
        long waitNs = timers.isEmpty() ? Long.MAX_VALUE : timers.nextNs() - System.nanoTime();
        return acceptPaused ? Math.min(waitNs, acceptResumeNs - System.nanoTime()) : waitNs;
    }

    private void fireTimers() {
        if (!timers.isEmpty()) {
            date.update(System.currentTimeMillis());
        }
        for (Connection due = timers.pollDue(nowNs); due != null; due = timers.pollDue(nowNs)) {
            try {
                due.onTimer(nowNs);
            } catch (IOException e) {
                abandon(due);
            }
        }
        if (acceptPaused && nowNs - acceptResumeNs >= 0) {
            acceptPaused = false;
            acceptKey.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void onReady(SelectionKey key) {
        if (key == acceptKey) {
            accept();
            return;
        }
        Connection connection = (Connection) key.attachment();
        nowNs = System.nanoTime();
        date.update(System.currentTimeMillis());
        try {
            connection.onReady(key.readyOps(), nowNs);
        } catch (IOException e) {
            abandon(connection);
        }
    }

    /** The client is gone: nothing can be sent to it, and nobody but the client is to be told. */
    private void abandon(Connection connection) {
        output.clear();
        connection.close();
    }

    private void accept() {
        for (int i = 0; i < MOST_ACCEPTS_A_TURN; i++) {
            try {
                SocketChannel channel = listener.accept();
                if (channel == null) {
                    return;
                }
                EventLoop loop = all[nextLoop];
                nextLoop = (nextLoop + 1) % all.length;
                if (loop == this) {
                    adopt(channel);
                } else {
                    loop.arrivals.add(channel);
                    loop.selector.wakeup();
                }
            } catch (IOException e) {
                // most often: no file descriptor is free; the clients wait in the backlog until some are
                acceptPaused = true;
                acceptResumeNs = System.nanoTime() + ACCEPT_PAUSE_NS;
                acceptKey.interestOps(0);
                return;
            }
        }
    }

    private void adopt(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = new Connection(this, channel);
            connection.register(channel.register(selector, SelectionKey.OP_READ, connection));
            connections.lazySet(connections.get() + 1);
            openConnections.lazySet(openConnections.get() + 1);
        } catch (IOException e) {
            closeQuietly(channel);
        }
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            closeQuietly(key.channel());
        }
        for (SocketChannel channel = arrivals.poll(); channel != null; channel = arrivals.poll()) {
            closeQuietly(channel);
        }
        closeQuietly(selector);
        openConnections.set(0);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // nothing is left to be done with it
        }
    }

    Input input() {
        return input;
    }

    ByteBuffer output() {
        return output;
    }

    RequestHead head() {
        return head;
    }

    DateLine date() {
        return date;
    }

    int echoLimitBytes() {
        return echoLimitBytes;
    }

    Answer answer(RequestHead request, byte[] bytes) {
        Answer answer =
                answers.find(bytes, request.targetFrom, request.targetTo).choose();
        if (request.method == RequestHead.GET || request.method == RequestHead.OTHER_ALLOWED) {
            return answer;
        }
        if (request.method == RequestHead.HEAD) {
            return answer.takesHead() ? answer : Routes.NO_HEAD;
        }
        return Routes.notAllowed(Ascii.excerpt(bytes, request.methodFrom, request.methodTo));
    }

    void countRequest() {
        requests.lazySet(requests.get() + 1);
    }

    void schedule(Connection connection, long deadlineNs) {
        timers.schedule(connection, deadlineNs);
    }

    void forget(Connection connection) {
        timers.cancel(connection);
        openConnections.lazySet(openConnections.get() - 1);
    }

    ByteBuffer borrowOutput() {
        ByteBuffer spare = spareOutputs.poll();
        return spare == null ? ByteBuffer.allocateDirect(OUTPUT_BYTES) : spare.clear();
    }

    void returnOutput(ByteBuffer buffer) {
        spareOutputs.push(buffer);
    }
}
