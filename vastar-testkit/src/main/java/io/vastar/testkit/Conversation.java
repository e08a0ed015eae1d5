// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One connection of a {@link ScriptedServer} while its script runs. Used by the connection's own thread only. */
final class Conversation {
    private static final long LATCH_LIMIT_SECONDS = 60;

    private final int number;
    private final Socket socket;
    private final InputStream in;
    private final Consumer<ReceivedRequest> log;
    private boolean over;

    Conversation(int number, Socket socket, Consumer<ReceivedRequest> log) throws IOException {
        this.number = number;
        this.socket = socket;
        this.log = log;
        in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** Whether a step has closed the connection. */
    boolean isOver() {
        return over;
    }

    void readRequest() throws IOException {
        if (!readRequestUnlessClosed()) {
            throw new EOFException("the client closed where a request was expected");
        }
    }

    boolean readRequestUnlessClosed() throws IOException {
        ReceivedRequest request = new RequestReader(number, in).read();
        if (request != null) {
            log.accept(request);
        }
        return request != null;
    }

    /** Whether the client has sent its FIN; waits for its next byte or its end. */
    boolean clientHasClosed() throws IOException {
        in.mark(1);
        boolean closed = in.read() < 0;
        if (!closed) {
            in.reset();
        }
        return closed;
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    void pauseNs(long ns) throws IOException {
        long endNs = System.nanoTime() + ns;
        for (long leftNs = ns; leftNs > 0; leftNs = endNs - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("the server was closed during a pause");
            }
            LockSupport.parkNanos(leftNs);
        }
    }

    void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(LATCH_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the test did not open the latch within " + LATCH_LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server was closed while it waited for a latch", e);
        }
    }

    /** Blocks until the server is closed, without reading, so that a client learns nothing. */
    void stall() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** FIN; unread bytes are read away first as far as they are here, because they would turn it into an RST. */
    void close() throws IOException {
        while (in.available() > 0) {
            in.skip(in.available());
        }
        socket.close();
        over = true;
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        over = true;
    }

    /** Reads and drops until the client closes. */
    void drain() throws IOException {
        byte[] dropped = new byte[8192];
        while (in.read(dropped) >= 0) {
            // what the client still sends does not matter
        }
    }

    void expectEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            throw new IOException("the client sent a byte (" + next + ") where it should have closed");
        }
    }
}
