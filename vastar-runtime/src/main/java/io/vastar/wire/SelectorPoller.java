// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A poller over the JDK's selector: works everywhere, and boxes the descriptor of each ready channel. */
final class SelectorPoller extends Poller {
    private final Selector selector;
    private final Consumer<SelectionKey> dispatch = this::dispatch;
    private boolean mayHaveSlept;
    private long awakeSinceNs;

    SelectorPoller() throws IOException {
        selector = Selector.open();
    }

    @Override
    public int poll(long maxWaitNs) {
        try {
            long waitMs = TimeUnit.NANOSECONDS.toMillis(maxWaitNs);
            if (waitMs <= 0) {
                return selector.selectNow(dispatch);
            }
            mayHaveSlept = true;
            int ready = selector.select(dispatch, waitMs);
            woke();
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException("polling the sockets failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    Watch watch(SocketChannel channel, boolean connecting, ReadyHandler handler) throws IOException {
        int interest = connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ;
        return new KeyWatch(channel.register(selector, interest, handler));
    }

    /** The selector tells that it woke up only by calling for the first ready key. */
    private void woke() {
        if (mayHaveSlept) {
            mayHaveSlept = false;
            awakeSinceNs = System.nanoTime();
        }
    }

    @Override
    public long awakeSinceNs() {
        return awakeSinceNs;
    }

    private void dispatch(SelectionKey key) {
        woke();
        ReadyHandler handler = (ReadyHandler) key.attachment();
        if (!key.isValid()) {
            return;
        }
        int ready = key.readyOps();
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

    private static final class KeyWatch implements Watch {
        private final SelectionKey key;

        KeyWatch(SelectionKey key) {
            this.key = key;
        }

        @Override
        public void forReads() {
            key.interestOps(SelectionKey.OP_READ);
        }

        @Override
        public void forReadsAndWrites() {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }

        @Override
        public void end() {
            key.cancel();
        }
    }
}
