// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The daemon threads that do the arithmetic of handshakes for all lanes, so that no connection of a lane waits for that of
 * another one. They start with the first use, not from an I/O thread, whose CPU they would inherit.
 */
final class HandshakePool {
    private static final int MOST_THREADS = 4;

    private static final ThreadPoolExecutor THREADS = start();

    private HandshakePool() {}

    private static ThreadPoolExecutor start() {
        int count = Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() / 2));
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HandshakePool::daemon);
        threads.prestartAllCoreThreads();
        return threads;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "vastar-handshake");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the threads, if they are not there yet. */
    static void prepare() {
        THREADS.prestartAllCoreThreads();
    }

    static void run(Runnable task) {
        THREADS.execute(task);
    }
}
