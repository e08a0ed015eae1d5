// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.Origin;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.TargetUnreachableException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.agrona.concurrent.NanoClock;

/**
 * One other origin of an {@link OriginsLane}: its lane, once its name has been looked up, and the exchanges that wait for that
 * or for a connection. A name that is unknown is left alone for a while that doubles with each failure.
 */
final class Branch {
    private static final long FIRST_BACK_OFF_NS = 1_000_000;
    private static final long LONGEST_BACK_OFF_NS = 500_000_000;

    private final Origin origin;
    private final OriginRoutes routes;
    private final LookUps lookUps;
    private final BiFunction<Origin, OriginRoutes.Route, Lane> lanes;
    private final NanoClock clock;
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private CompletableFuture<OriginRoutes.Route> lookUp;
    private Lane lane;
    private long backOffNs;
    private long nextLookUpNs;

    /** @param lanes makes the lane, which opens no connection before it is needed */
    Branch(
            Origin origin,
            OriginRoutes routes,
            LookUps lookUps,
            BiFunction<Origin, OriginRoutes.Route, Lane> lanes,
            NanoClock clock) {
        this.origin = origin;
        this.routes = routes;
        this.lookUps = lookUps;
        this.lanes = lanes;
        this.clock = clock;
        nextLookUpNs = clock.nanoTime();
    }

    /** Takes an exchange in any case: one that has to wait does not keep those to other origins waiting. */
    void take(Exchange exchange) {
        if (lane == null || !waiting.isEmpty() || !lane.offer(exchange)) {
            exchange.begin(clock.nanoTime());
            exchange.keepStart();
            waiting.add(exchange);
        }
    }

    int poll(CompletionHandler handler) {
        int work = lane == null ? findOut(handler) : lane.poll(handler, 0);
        while (lane != null && !waiting.isEmpty() && lane.offer(waiting.peek())) {
            waiting.remove();
            work++;
        }
        return work;
    }

    /** Whether exchanges wait for something that no ready wire announces. */
    boolean waits() {
        return !waiting.isEmpty();
    }

    private int findOut(CompletionHandler handler) {
        if (lookUp == null) {
            if (waiting.isEmpty() || nextLookUpNs - clock.nanoTime() > 0) {
                return 0;
            }
            lookUp = lookUps.begin(() -> routes.to(origin));
            return 1;
        }
        if (!lookUp.isDone()) {
            return 0;
        }
        try {
            lane = lanes.apply(origin, lookUp.join());
            lane.open();
        } catch (CompletionException e) {
            failed(e.getCause(), handler);
        }
        lookUp = null;
        return 1;
    }

    private void failed(Throwable cause, CompletionHandler handler) {
        backOffNs = backOffNs == 0 ? FIRST_BACK_OFF_NS : Math.min(2 * backOffNs, LONGEST_BACK_OFF_NS);
        nextLookUpNs = clock.nanoTime() + backOffNs;
        ErrorKind kind =
                cause instanceof TargetUnreachableException ? ErrorKind.NAME_UNKNOWN : ErrorKind.CONNECT_FAILED;
        boolean known = cause instanceof TargetUnreachableException || cause instanceof ConfigurationException;
        String words = known ? cause.getMessage() : origin + ": " + cause;
        for (int i = waiting.size(); i > 0; i--) {
            Exchange exchange = waiting.remove();
            exchange.fail(clock.nanoTime(), kind, words);
            exchange.carrier = null;
            handler.onCompletion(exchange);
        }
    }

    /** Gives up on an exchange; true when it was waiting here and nobody else delivers it. */
    boolean cancel(Exchange exchange, ErrorKind reason) {
        if (!waiting.remove(exchange)) {
            lane.cancel(exchange, reason);
            return false;
        }
        if (reason == null) {
            exchange.abort(clock.nanoTime());
        } else {
            String what = lane == null ? "its name was still being looked up" : "no connection was to be had";
            exchange.fail(clock.nanoTime(), reason, reason.meaning() + "; " + origin + ": " + what);
        }
        return true;
    }

    void close() {
        if (lane != null) {
            lane.close();
        }
    }
}
