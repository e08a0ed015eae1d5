// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Finds out which wires are ready. One per thread; nothing here is shared. */
public final class Poller implements AutoCloseable {
    private final Selector selector;
    private final Consumer<SelectionKey> dispatch = Poller::dispatch;

    public Poller() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector: " + e.getMessage(), e);
        }
    }

    /**
     * Calls the handlers of all ready wires.
     *
     * @param maxWaitNs how long to sleep when none is ready, in whole milliseconds rounded down; 0 never sleeps
     * @return how many wires were ready
     */
    public int poll(long maxWaitNs) {
        try {
            long waitMs = TimeUnit.NANOSECONDS.toMillis(maxWaitNs);
            return waitMs > 0 ? selector.select(dispatch, waitMs) : selector.selectNow(dispatch);
        } catch (IOException e) {
            throw new UncheckedIOException("polling the sockets failed: " + e.getMessage(), e);
        }
    }

    Selector selector() {
        return selector;
    }

    private static void dispatch(SelectionKey key) {
        ReadyHandler handler = (ReadyHandler) key.attachment();
        int ready;
        try {
            ready = key.readyOps();
        } catch (CancelledKeyException e) {
            return;
        }
        if (ready == SelectionKey.OP_READ) {
            handler.onReadable();
            return;
        }
        if ((ready & SelectionKey.OP_CONNECT) != 0) {
            handler.onConnectable();
            return;
        }
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            handler.onWritable();
        }
        if ((ready & SelectionKey.OP_READ) != 0 && key.isValid()) {
            handler.onReadable();
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a selector: " + e.getMessage(), e);
        }
    }
}
