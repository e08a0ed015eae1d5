// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.CloseHelper;

/** A pipe whose readable end wakes a poller up. At most one byte is under way. */
final class WakeUpPipe {
    private final Pipe pipe;
    private final int descriptor;
    private final ByteBuffer sent = ByteBuffer.allocateDirect(1);
    private final ByteBuffer received = ByteBuffer.allocateDirect(1);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private boolean closed;

    WakeUpPipe() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        descriptor = Epoll.descriptor(pipe.source());
    }

    /** Of the readable end. */
    int descriptor() {
        return descriptor;
    }

    /** Makes the readable end readable. Any thread; does nothing once closed. */
    void signal() {
        if (!signalled.compareAndSet(false, true)) {
            return;
        }
        synchronized (sent) {
            if (closed) {
                return;
            }
            try {
                pipe.sink().write(sent.clear());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot wake up a poller: " + e.getMessage(), e);
            }
        }
    }

    /** The poller is awake. */
    void clear() {
        try {
            pipe.source().read(received.clear());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a wake-up: " + e.getMessage(), e);
        }
        signalled.set(false);
    }

    void close() {
        synchronized (sent) {
            closed = true;
            CloseHelper.quietCloseAll(pipe.source(), pipe.sink());
        }
    }
}
