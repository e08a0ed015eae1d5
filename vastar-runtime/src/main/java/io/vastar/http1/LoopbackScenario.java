// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;
import io.vastar.api.Session;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.VirtualUser;
import java.util.concurrent.atomic.AtomicInteger;

/** What virtual users do to a {@link LoopbackServer}: they compose and read as those of load tests will. */
final class LoopbackScenario implements Scenario {
    private final Kind kind;
    private final AtomicInteger users = new AtomicInteger();

    LoopbackScenario(Kind kind) {
        this.kind = kind;
    }

    @Override
    public ScenarioDefinition definition() {
        ScenarioDefinition definition = ScenarioDefinition.of("self-warm-up", kind);
        return kind == Kind.STEPS
                ? definition.step(StepDefinition.named("read").reads()).step(StepDefinition.named("drain"))
                : definition;
    }

    /** One of three classes in turn: with a single one the compiler would build on never meeting that of a load test. */
    @Override
    public VirtualUser newUser() {
        return switch (users.getAndIncrement() % 3) {
            case 0 -> new First();
            case 1 -> new Second();
            default -> new Third();
        };
    }

    private static void compose(int step, HttpRequest request, Session session) {
        request.get(step == 0 ? "/read" : "/drain")
                .query("user", session.user())
                .header("X-Step", step == 0 ? "read" : "drain");
    }

    private static void run(Http http, Session session) {
        try {
            look(http.get("/read").query("user", session.user()).send());
        } catch (RequestFailedException e) {
            session.stop();
        }
    }

    private static boolean look(HttpResponse response) {
        return response.status() == 200
                && response.header("Content-Type") != null
                && response.text().isEmpty();
    }

    private static final class First implements VirtualUser {
        @Override
        public void compose(int step, Object request, Session session) {
            LoopbackScenario.compose(step, (HttpRequest) request, session);
        }

        @Override
        public void read(int step, Object response, Session session) {
            look((HttpResponse) response);
        }

        @Override
        public void run(Object client, Session session) {
            LoopbackScenario.run((Http) client, session);
        }
    }

    private static final class Second implements VirtualUser {
        @Override
        public void compose(int step, Object request, Session session) {
            LoopbackScenario.compose(step, (HttpRequest) request, session);
        }

        @Override
        public void read(int step, Object response, Session session) {
            look((HttpResponse) response);
        }

        @Override
        public void run(Object client, Session session) {
            LoopbackScenario.run((Http) client, session);
        }
    }

    private static final class Third implements VirtualUser {
        @Override
        public void compose(int step, Object request, Session session) {
            LoopbackScenario.compose(step, (HttpRequest) request, session);
        }

        @Override
        public void read(int step, Object response, Session session) {
            look((HttpResponse) response);
        }

        @Override
        public void run(Object client, Session session) {
            LoopbackScenario.run((Http) client, session);
        }
    }
}
