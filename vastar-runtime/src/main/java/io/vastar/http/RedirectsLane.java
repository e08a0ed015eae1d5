// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.HttpInteraction;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.Outcome;
import java.util.ArrayDeque;
import org.agrona.concurrent.NanoClock;

/**
 * Follows redirects: a response that points to another place is not delivered, its exchange goes there over the lane beneath.
 * All that is one exchange, whose time and bytes cover the whole chain.
 */
final class RedirectsLane implements Lane, CompletionHandler {
    private static final long SHORT_WAIT_NS = 1_000_000;

    private final Lane beneath;
    private final NanoClock clock;

    /** Follow, but the lane beneath had no capacity yet. */
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();

    private final ArrayDeque<Exchange> cancelled = new ArrayDeque<>();
    private CompletionHandler handler;

    RedirectsLane(Lane beneath, NanoClock clock) {
        this.beneath = beneath;
        this.clock = clock;
    }

    @Override
    public void open() {
        beneath.open();
    }

    @Override
    public Readiness readiness() {
        return beneath.readiness();
    }

    @Override
    public boolean offer(Exchange exchange) {
        if (!waiting.isEmpty()) {
            return false;
        }
        HttpInteraction interaction = interaction(exchange);
        if (interaction != null) {
            interaction.startOver(exchange.variant());
        }
        return beneath.offer(exchange);
    }

    private static boolean follows(Exchange exchange) {
        HttpInteraction interaction = interaction(exchange);
        return interaction != null && exchange.outcome() == Outcome.COMPLETED && interaction.follows(exchange);
    }

    private static HttpInteraction interaction(Exchange exchange) {
        return (HttpInteraction) exchange.interaction();
    }

    @Override
    public int poll(CompletionHandler completionHandler, long maxWaitNs) {
        handler = completionHandler;
        int work = 0;
        for (int i = cancelled.size(); i > 0; i--) {
            handler.onCompletion(cancelled.remove());
            work++;
        }
        work += beneath.poll(this, work > 0 ? 0 : waiting.isEmpty() ? maxWaitNs : Math.min(maxWaitNs, SHORT_WAIT_NS));
        while (!waiting.isEmpty() && beneath.offer(waiting.peek())) {
            waiting.remove();
            work++;
        }
        return work;
    }

    @Override
    public void onCompletion(Exchange exchange) {
        if (!follows(exchange)) {
            handler.onCompletion(exchange);
        } else if (!waiting.isEmpty() || !beneath.offer(exchange)) {
            exchange.begin(clock.nanoTime());
            exchange.follow();
            waiting.add(exchange);
        }
    }

    @Override
    public void wakeUp() {
        beneath.wakeUp();
    }

    @Override
    public long awakeSinceNs() {
        return beneath.awakeSinceNs();
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        if (!waiting.remove(exchange)) {
            beneath.cancel(exchange, reason);
            return;
        }
        if (reason == null) {
            exchange.abort(clock.nanoTime());
        } else {
            exchange.fail(clock.nanoTime(), reason, reason.meaning() + "; a redirect was still to be followed");
        }
        cancelled.add(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return beneath.connections();
    }

    @Override
    public void close() {
        beneath.close();
    }
}
