// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.spi.ErrorKind;
import io.vastar.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The first part of a connection behind TLS: takes the engine from one step to the next as bytes come in, and hands its
 * long tasks to other threads.
 */
final class TlsHandshake implements Runnable {
    private final SSLEngine engine;
    private final TlsConnector connector;
    private final TlsWire wire;
    private final Verification verification = new Verification();
    private final long begunNs = System.nanoTime();

    private long tookNs;
    private boolean heard;
    private boolean hasTask;
    private Throwable taskFailure;

    TlsHandshake(SSLEngine engine, TlsConnector connector, TlsWire wire) {
        this.engine = engine;
        this.connector = connector;
        this.wire = wire;
    }

    void begin() throws IOException {
        try {
            engine.beginHandshake();
        } catch (SSLException e) {
            throw failures().ofHandshake(e, verification);
        }
        proceed();
    }

    /** The socket can be read. */
    void receive() throws IOException {
        ByteBuffer input = wire.load(Integer.MAX_VALUE);
        if (!heard && input.hasRemaining()) {
            heard = true;
            if (Records.isForeign(input)) {
                throw failures().foreign(input);
            }
        }
        if (hasTask) {
            wire.keep(input);
        } else {
            step(input);
        }
    }

    /** A step can be taken without the socket being read. */
    void proceed() throws IOException {
        if (!hasTask && !wire.blocked()) {
            step(wire.load(0));
        }
    }

    private void step(ByteBuffer input) throws IOException {
        Verification.begin(verification);
        try {
            while (advance(input)) {
                continue;
            }
        } catch (SSLException e) {
            throw failures().ofHandshake(e, verification);
        } finally {
            Verification.end();
        }
        wire.keep(input);
        if (tookNs > 0) {
            wire.opened();
        } else if (wire.ended() && !hasTask) {
            throw failures().closed(heard);
        }
    }

    /** Takes one step; false when there is none for now. */
    private boolean advance(ByteBuffer input) throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> {
                return wrap();
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                return unwrap(input);
            }
            case NEED_TASK -> {
                hasTask = true;
                HandshakePool.run(this);
                return false;
            }
            default -> {
                tookNs = Math.max(1, System.nanoTime() - begunNs);
                return false;
            }
        }
    }

    /** All that is due in one write. */
    private boolean wrap() throws IOException {
        ByteBuffer output = connector.output();
        boolean more = true;
        while (more) {
            SSLEngineResult result = engine.wrap(CipherWire.NOTHING, output);
            if (result.getStatus() == Status.CLOSED) {
                throw failures().closed(heard);
            }
            more = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    && result.getStatus() == Status.OK
                    && output.remaining() >= TlsConnector.RECORD_BYTES;
        }
        return !output.flip().hasRemaining() || wire.send(output);
    }

    private boolean unwrap(ByteBuffer input) throws IOException {
        if (!Records.completeAt(input, input.position(), input.limit())) {
            return false;
        }
        SSLEngineResult result = engine.unwrap(input, connector.handshakeText());
        if (result.getStatus() == Status.CLOSED) {
            throw failures().closed(heard);
        }
        if (result.bytesProduced() > 0) {
            throw new WireException(ErrorKind.TLS, "the target sent data before the end of the TLS handshake");
        }
        return result.getStatus() == Status.OK;
    }

    /** Runs the engine's tasks on a thread of the pool. */
    @Override
    public void run() {
        Verification.begin(verification);
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            taskFailure = e;
        } finally {
            Verification.end();
            connector.completed(wire);
        }
    }

    /** On the lane's thread; the queue between makes visible what the task did. */
    void taskEnded() throws IOException {
        hasTask = false;
        if (taskFailure != null) {
            throw new WireException(ErrorKind.TLS, "the TLS handshake broke: " + taskFailure, taskFailure);
        }
        proceed();
    }

    boolean hasTask() {
        return hasTask;
    }

    /** 0 until it is over. */
    long tookNs() {
        return tookNs;
    }

    /** No certificate is looked at when a session is resumed. */
    boolean isResumed() {
        return !verification.happened();
    }

    private TlsFailures failures() {
        return connector.client().failures();
    }
}
