// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A few threads on which names are looked up while the I/O thread goes on. They start with the first look-up. */
final class LookUps implements AutoCloseable {
    private static final int THREADS = 4;

    private ExecutorService threads;

    <T> CompletableFuture<T> begin(Supplier<T> lookUp) {
        if (threads == null) {
            threads = Executors.newFixedThreadPool(THREADS, LookUps::daemon);
        }
        return CompletableFuture.supplyAsync(lookUp, threads);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "vastar-look-up");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
