// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** A poller that asks the kernel directly and finds the handler by the descriptor in an array. */
final class EpollPoller extends Poller {
    private static final int MOST_EVENTS = 1024;
    private static final int FIRST_WATCHES = 1024;

    private final int epoll;
    private final UnsafeBuffer events = new UnsafeBuffer(ByteBuffer.allocateDirect(MOST_EVENTS * Epoll.EVENT_BYTES));
    private final WakeUpPipe wakeUps = new WakeUpPipe();
    private long awakeSinceNs;
    private DescriptorWatch[] watches = new DescriptorWatch[FIRST_WATCHES];

    EpollPoller() throws IOException {
        epoll = Epoll.create();
        Epoll.ctl(epoll, Epoll.ADD, wakeUps.descriptor(), Epoll.IN);
    }

    static boolean isAvailable() {
        return Epoll.OBSTACLE == null;
    }

    @Override
    public int poll(long maxWaitNs) {
        int ready;
        try {
            ready = Epoll.await(
                    epoll, events.addressOffset(), MOST_EVENTS, (int) TimeUnit.NANOSECONDS.toMillis(maxWaitNs));
        } catch (IOException e) {
            throw new UncheckedIOException("polling the sockets failed: " + e.getMessage(), e);
        }
        if (maxWaitNs > 0) {
            awakeSinceNs = System.nanoTime();
        }
        for (int i = 0; i < ready; i++) {
            int at = i * Epoll.EVENT_BYTES;
            int descriptor = events.getInt(at + Epoll.DESCRIPTOR_OFFSET);
            DescriptorWatch watch = watches[descriptor];
            if (watch != null) {
                watch.dispatch(events.getInt(at + Epoll.EVENTS_OFFSET));
            } else if (descriptor == wakeUps.descriptor()) {
                wakeUps.clear();
            }
        }
        return Math.max(0, ready);
    }

    @Override
    public long awakeSinceNs() {
        return awakeSinceNs;
    }

    @Override
    public void wakeUp() {
        wakeUps.signal();
    }

    @Override
    Watch watch(SocketChannel channel, boolean connecting, ReadyHandler handler) throws IOException {
        int descriptor = Epoll.descriptor(channel);
        DescriptorWatch watch = new DescriptorWatch(descriptor, connecting, handler);
        Epoll.ctl(epoll, Epoll.ADD, descriptor, connecting ? Epoll.OUT : Epoll.IN);
        if (descriptor >= watches.length) {
            watches = Arrays.copyOf(watches, Math.max(descriptor + 1, 2 * watches.length));
        }
        watches[descriptor] = watch;
        return watch;
    }

    private void modify(int descriptor, int interest) {
        try {
            Epoll.ctl(epoll, Epoll.MODIFY, descriptor, interest);
        } catch (IOException e) {
            throw new UncheckedIOException("polling a socket failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        wakeUps.close();
        try {
            Epoll.close(epoll);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close epoll: " + e.getMessage(), e);
        }
    }

    /**
     * One descriptor's handler. Closing the channel removes the descriptor from epoll by itself; an event that was
     * reported before, in the same batch, then finds no watch, or a later channel's, for which it is only a false alarm.
     */
    private final class DescriptorWatch implements Watch {
        private final int descriptor;
        private final ReadyHandler handler;
        private boolean connecting;

        DescriptorWatch(int descriptor, boolean connecting, ReadyHandler handler) {
            this.descriptor = descriptor;
            this.connecting = connecting;
            this.handler = handler;
        }

        void dispatch(int ready) {
            if (ready == Epoll.IN && !connecting) {
                handler.onReadable();
                return;
            }
            if (connecting) {
                handler.onConnectable();
                return;
            }
            if ((ready & Epoll.OUT) != 0) {
                handler.onWritable();
            }
            if ((ready & ~Epoll.OUT) != 0 && watches[descriptor] == this) {
                handler.onReadable();
            }
        }

        @Override
        public void forReads() {
            connecting = false;
            modify(descriptor, Epoll.IN);
        }

        @Override
        public void forReadsAndWrites() {
            modify(descriptor, Epoll.IN | Epoll.OUT);
        }

        @Override
        public void end() {
            watches[descriptor] = null;
        }
    }
}
