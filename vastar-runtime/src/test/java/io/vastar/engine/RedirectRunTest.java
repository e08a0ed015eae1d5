// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vastar.api.Http;
import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.Session;
import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.TransportSpec;
import io.vastar.spi.VirtualUser;
import io.vastar.target.TargetServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs whose requests leave the load test's origin, or are pointed elsewhere. */
@Timeout(60)
class RedirectRunTest {
    private static TargetServer target;
    private static TargetServer other;

    @BeforeAll
    static void start() {
        target = TargetServer.start();
        other = TargetServer.start();
    }

    @AfterAll
    static void stop() {
        target.close();
        other.close();
    }

    private static TrialResult run(String path, int redirects, boolean selfWarmUp, ScenarioPlan... scenarios) {
        RequestSpec request = RequestSpec.get(target.url() + path)
                .with(TransportSpec.NONE.with(HttpSpec.NONE.withRedirects(redirects)));
        LoadPlan plan = new LoadPlan(
                        "test",
                        request,
                        4,
                        200,
                        0,
                        5_000_000_000L,
                        5_000_000_000L,
                        2_000_000_000L,
                        new EngineOptions(2, List.of(), IdleMode.AUTO, selfWarmUp))
                .withModel(LoadModel.closed(4))
                .withScenarios(List.of(scenarios));
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static ScenarioPlan scenario(Kind kind, VirtualUser user) {
        Scenario code = new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of("shop", kind);
            }

            @Override
            public VirtualUser newUser() {
                return user;
            }
        };
        List<ScenarioPlan.Step> steps = kind == Kind.STEPS
                ? List.of(
                        new ScenarioPlan.Step("here", "here", null, null, true, null),
                        new ScenarioPlan.Step("there", "there", null, null, true, null))
                : List.of();
        return new ScenarioPlan(code, "shop", kind, 1, 0, false, steps, List.of());
    }

    @Test
    void shouldCountARedirectAsItIsByDefault() {
        TrialResult result = run("/redirect", 0, false);
        assertThat(result.counts().unexpected()).isEqualTo(200);
        assertThat(result.statusCodes()).containsOnlyKeys(302);
        assertThat(result.protocolCounts()).containsEntry("redirects", 0L);
    }

    @Test
    void shouldFollowTheOneRequestToAnotherOrigin() {
        TrialResult result = run("/redirect?to=" + other.url() + "/plain", 2, true);
        assertThat(result.counts().ok()).isEqualTo(200);
        assertThat(result.statusCodes()).containsOnlyKeys(200);
        assertThat(result.protocolCounts()).containsEntry("redirects", 200L).containsEntry("redirects_to_http", 0L);
        assertThat(result.connections().opened()).isBetween(5L, 8L);
    }

    @Test
    void shouldCountAChainThatDoesNotEndAsAnError() {
        TrialResult result = run("/redirect?to=/redirect", 1, false);
        assertThat(result.counts().failed()).isEqualTo(200);
        assertThat(result.errors()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo("redirects");
            assertThat(row.firstExample())
                    .startsWith("more than 1 redirects: " + target.url() + "/redirect?to=/redirect → 302");
        });
    }

    @Test
    void shouldTakeStepsToSeveralOrigins() {
        AtomicInteger followed = new AtomicInteger();
        TrialResult result = run("/", 3, false, scenario(Kind.STEPS, new VirtualUser() {
            @Override
            public void compose(int step, Object request, Session session) {
                HttpRequest http = (HttpRequest) request;
                http.get(step == 0 ? "/redirect?to=" + other.url() + "/plain" : other.url() + "/json?size=100");
            }

            @Override
            public void read(int step, Object response, Session session) {
                followed.addAndGet(((HttpResponse) response).redirects());
            }
        }));
        assertThat(result.counts().ok()).isEqualTo(400);
        assertThat(followed.get()).isEqualTo(200);
        assertThat(result.protocolCounts()).containsEntry("redirects", 200L);
        assertThat(result.detail().steps())
                .extracting(TrialResult.Row::name, row -> row.protocolCounts().get("redirects"))
                .containsExactly(tuple("here", 200L), tuple("there", 0L));
        assertThat(result.detail().transactions())
                .allSatisfy(row -> assertThat(row.protocolCounts()).isEmpty());
    }

    @Test
    void shouldTakeBlockingScenariosToSeveralOrigins() {
        TrialResult result = run("/", 3, false, scenario(Kind.BLOCKING, new VirtualUser() {
            @Override
            public void run(Object client, Session session) throws Exception {
                Http http = (Http) client;
                HttpResponse moved =
                        http.get("/redirect?to=" + other.url() + "/plain").send();
                session.check("moved", moved.status() == 200 && moved.redirects() == 1);
                session.check("there", http.get(other.url() + "/plain").send().status() == 200);
            }
        }));
        assertThat(result.counts().ok()).isEqualTo(400);
        assertThat(result.detail().iterations().fine()).isEqualTo(200);
        assertThat(result.detail().failedChecks()).isZero();
        assertThat(result.protocolCounts()).containsEntry("redirects", 200L);
        assertThat(result.detail().steps())
                .extracting(TrialResult.Row::name, row -> row.protocolCounts().get("redirects"))
                .containsExactlyInAnyOrder(tuple("GET /redirect", 200L), tuple("GET " + other.url() + "/plain", 0L));
    }
}
