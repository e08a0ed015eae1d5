// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.http.HttpProvider;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Metrics;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** A lane whose exchanges take a fixed time of a fake clock; a stalled one never answers. */
final class ScriptedLane implements Lane, LaneFactory {
    final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();
    final ArrayDeque<Exchange> cancelled = new ArrayDeque<>();
    private final LongSupplier clock;
    private final ConnectionStats stats = new ConnectionStats();
    long serviceNs = 1_000_000;
    int capacity = Integer.MAX_VALUE;
    Readiness readiness = Readiness.READY;
    boolean stalled;
    int offered;
    long mayWaitNs;
    static final Metrics METRICS = new HttpProvider().metrics();

    int code = 200;

    ScriptedLane(LongSupplier clock) {
        this.clock = clock;
    }

    int inFlight() {
        return inFlight.size();
    }

    /** Itself, for it is the only one. */
    @Override
    public Lane create(LaneContext context) {
        return this;
    }

    @Override
    public long requestBytes() {
        return 0;
    }

    @Override
    public void open() {
        stats.opened(1);
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public boolean offer(Exchange exchange) {
        if (inFlight.size() >= capacity) {
            return false;
        }
        exchange.begin(clock.getAsLong());
        inFlight.add(exchange);
        offered++;
        return true;
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        mayWaitNs = maxWaitNs;
        int work = 0;
        for (int i = cancelled.size(); i > 0; i--, work++) {
            handler.onCompletion(cancelled.poll());
        }
        long nowNs = clock.getAsLong();
        for (int i = stalled ? 0 : inFlight.size(); i > 0; i--) {
            Exchange exchange = inFlight.poll();
            if (nowNs - exchange.startedNs() >= serviceNs) {
                exchange.complete(nowNs, code);
                handler.onCompletion(exchange);
                work++;
            } else {
                inFlight.add(exchange);
            }
        }
        return work;
    }

    @Override
    public long awakeSinceNs() {
        return clock.getAsLong();
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        if (!inFlight.remove(exchange)) {
            throw new AssertionError("cancelled an exchange that is not in flight");
        }
        if (reason == null) {
            exchange.abort(clock.getAsLong());
        } else {
            exchange.fail(clock.getAsLong(), reason, reason.meaning());
        }
        cancelled.add(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return stats;
    }

    @Override
    public void close() {}
}
