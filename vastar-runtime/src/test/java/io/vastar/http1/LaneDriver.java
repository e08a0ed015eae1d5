// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;
import io.vastar.http.HttpProvider;
import io.vastar.spi.BodyWatch;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.SystemNanoClock;

/** Sends one exchange after the other over a real lane, and waits for each. */
final class LaneDriver implements AutoCloseable {
    final List<String> checks = new ArrayList<>();
    final List<String> rows = new ArrayList<>();
    final LaneFactory factory;
    final Interaction interaction;
    final Lane lane;
    private int completed;

    LaneDriver(RequestSpec spec, boolean cookies) {
        factory = new HttpProvider().prepare(spec);
        interaction = factory.newInteraction(cookies, (name, passed) -> checks.add(name + "=" + passed));
        lane = factory.create(new LaneContext(1, 1, true, 5_000_000_000L, SystemNanoClock.INSTANCE));
        lane.open();
        while (lane.readiness() == Lane.Readiness.OPENING) {
            poll();
        }
    }

    static LaneDriver to(String url) {
        return new LaneDriver(RequestSpec.get(url), false);
    }

    private void poll() {
        lane.poll(exchange -> completed++, 1_000_000L);
    }

    /** Carries whatever the exchange carries to its end. */
    TestExchange carry(TestExchange exchange) {
        int before = completed;
        while (!lane.offer(exchange)) {
            poll();
        }
        while (completed == before) {
            poll();
        }
        return exchange;
    }

    /** Composes, sends, and expects a whole response. */
    HttpResponse send(Consumer<HttpRequest> code) {
        return send(null, code);
    }

    HttpResponse send(BodyWatch watch, Consumer<HttpRequest> code) {
        TestExchange exchange = attempt(watch, code);
        if (exchange.outcome() != Outcome.COMPLETED) {
            throw new AssertionError(exchange.errorKind() + ": " + exchange.errorDetail());
        }
        return (HttpResponse) interaction.response();
    }

    TestExchange attempt(BodyWatch watch, Consumer<HttpRequest> code) {
        interaction.begin(true);
        code.accept((HttpRequest) interaction.request());
        return carry(new TestExchange(interaction, watch));
    }

    /** A blocking client whose requests this thread carries. */
    Http client() {
        return (Http) factory.newClient(interaction, (row, sent) -> {
            rows.add(row);
            TestExchange exchange = carry(new TestExchange(sent));
            if (exchange.outcome() != Outcome.COMPLETED) {
                throw new RequestFailedException(exchange.errorKind().label(), exchange.errorDetail());
            }
        });
    }

    @Override
    public void close() {
        lane.close();
    }
}
