// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The requests of a load test as they are now. Signatures for AWS hold for some minutes: a thread of its own encodes the
 * requests anew before they get old, and I/O threads only notice that there is another set.
 */
public final class RequestSource implements AutoCloseable {
    /** AWS refuses signatures that are more than five minutes off. */
    private static final long REFRESH_MS = 30_000;

    private final RequestSpec spec;
    private final boolean absolute;
    private final ScheduledExecutorService refresher;
    private volatile RequestSet current;

    /**
     * The requests of a load test.
     *
     * @param absolute whether their targets are whole URLs, as an HTTP proxy wants them (RFC 9112 §3.2.2)
     * @return null when there is one request that never changes, and so needs nothing of this; never null for Digest
     *     authentication over HTTP/2, which puts its line into requests as HTTP/1.1 writes them
     * @throws io.vastar.spi.ConfigurationException when one cannot be sent, or all together are too large
     */
    public static RequestSource of(RequestSpec spec, boolean absolute) {
        boolean digestOver2 =
                spec.content().digestAuth() != null && spec.transport().http().isHttp2();
        boolean same = spec.content().variety() == null && spec.content().aws() == null && !digestOver2;
        return same ? null : new RequestSource(spec, absolute, REFRESH_MS);
    }

    /** Of one request that never changes. */
    static RequestSource ofOne(RequestSpec spec, boolean absolute) {
        return new RequestSource(spec, absolute, REFRESH_MS);
    }

    RequestSource(RequestSpec spec, boolean absolute, long refreshMs) {
        this.spec = spec;
        this.absolute = absolute;
        current = RequestSet.of(spec, absolute, Instant.now());
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
        try {
            current = RequestSet.of(spec, absolute, Instant.now());
        } catch (ConfigurationException e) {
            // no memory for a second set at the moment; signatures hold longer than it takes to try again
            return;
        }
    }

    /** Bytes of a request on average, as HTTP/1.1 writes it. */
    public long meanBytes() {
        return current.meanBytes();
    }

    /** The first one after which the connection ends; -1 when there is none. */
    int firstClosing() {
        RequestSet set = current;
        for (int i = 0; i < set.size(); i++) {
            if (!set.keepsAlive(i)) {
                return i;
            }
        }
        return -1;
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
