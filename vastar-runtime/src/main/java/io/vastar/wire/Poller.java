// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;

/**
 * Finds out which wires are ready. One per thread; nothing here is shared. {@link EpollPoller} where the JDK's epoll can
 * be reached, which costs no allocation at any number of connections, else {@link SelectorPoller}.
 */
public abstract class Poller implements AutoCloseable {
    /** The best poller of this machine. */
    public static Poller open() {
        try {
            return EpollPoller.isAvailable() ? new EpollPoller() : new SelectorPoller();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot poll sockets on this machine: " + e.getMessage(), e);
        }
    }

    /** Name of the mechanism in use, for diagnosis. */
    public static String mechanism() {
        return EpollPoller.isAvailable() ? "epoll" : "selector";
    }

    /**
     * Calls the handlers of all ready wires.
     *
     * @param maxWaitNs how long to sleep when none is ready, in whole milliseconds rounded down; 0 never sleeps
     * @return how many wires were ready
     */
    public abstract int poll(long maxWaitNs);

    /** Ends the sleep of a {@link #poll} that is under way, or else of the next one. Any thread. */
    public abstract void wakeUp();

    /** When the last sleep of a {@link #poll} ended, {@link System#nanoTime()}. */
    public abstract long awakeSinceNs();

    /** Watches a channel, for its connecting to end or for bytes to read. */
    abstract Watch watch(SocketChannel channel, boolean connecting, ReadyHandler handler) throws IOException;

    @Override
    public abstract void close();

    /** What a poller looks for on one channel. Owned by the poller's thread. */
    interface Watch {
        void forReads();

        void forReadsAndWrites();

        /** Looks no more; called just before the channel is closed. */
        void end();
    }
}
