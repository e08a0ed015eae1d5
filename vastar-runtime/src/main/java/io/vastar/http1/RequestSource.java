// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.RequestSpec;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The requests of a load test as they are now. Signatures for AWS hold for some minutes: a thread of its own encodes the
 * requests anew before they get old, and I/O threads only notice that there is another set.
 */
final class RequestSource implements AutoCloseable {
    /** AWS refuses signatures that are more than five minutes off. */
    private static final long REFRESH_MS = 30_000;

    private final RequestSpec spec;
    private final ScheduledExecutorService refresher;
    private volatile RequestSet current;

    RequestSource(RequestSpec spec) {
        this(spec, REFRESH_MS);
    }

    RequestSource(RequestSpec spec, long refreshMs) {
        this.spec = spec;
        current = RequestSet.of(spec, Instant.now());
        if (spec.content().aws() == null) {
            refresher = null;
        } else {
            refresher = Executors.newSingleThreadScheduledExecutor(RequestSource::daemon);
            refresher.scheduleWithFixedDelay(this::refresh, refreshMs, refreshMs, TimeUnit.MILLISECONDS);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "vastar-signer");
        thread.setDaemon(true);
        return thread;
    }

    private void refresh() {
        current = RequestSet.of(spec, Instant.now());
    }

    RequestSet current() {
        return current;
    }

    @Override
    public void close() {
        if (refresher != null) {
            refresher.shutdownNow();
        }
    }
}
