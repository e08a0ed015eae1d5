// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.Session;
import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.Expectation;
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
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redirects, other origins, compressed bodies and GraphQL's errors over HTTP/2, against nginx. */
@Timeout(60)
class Http2FollowTest {
    private static final String ITEMS = "{\"items\":[" + "{\"id\":7},".repeat(2000) + "{\"id\":8}]}";

    @TempDir
    Path files;

    @BeforeEach
    void writeFiles() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("small.txt"), "Hello, World!");
        Files.writeString(files.resolve("items.json"), ITEMS);
        Files.writeString(files.resolve("errors.json"), "{\"errors\":[{\"message\":\"out of order\"}]}");
    }

    private interface Check {
        void with(String url, String otherUrl);
    }

    private void nginx(Check test) {
        int port = Ports.freePort();
        int otherPort = Ports.freePort();
        String lines = "listen 127.0.0.1:" + port + " http2; listen 127.0.0.1:" + otherPort
                + " http2; absolute_redirect off; gzip on; gzip_types application/json;"
                + " location /old { return 302 /older; } location /older { return 301 /small.txt; }"
                + " location /away { return 307 http://127.0.0.1:" + otherPort + "/small.txt; }";
        try (RealServer server = RealServers.nginx(files, lines).orElseThrow()) {
            assertThat(server.port()).isPositive();
            test.with("http://127.0.0.1:" + port, "http://127.0.0.1:" + otherPort);
        }
    }

    private static TrialResult run(String url, HttpSpec more, Expectation expect, ScenarioPlan... scenarios) {
        HttpSpec http = more.over(new HttpSpec("2", 4, null, null, null));
        LoadPlan plan = new LoadPlan(
                        "test",
                        RequestSpec.get(url).with(TransportSpec.NONE.with(http)),
                        8,
                        200,
                        0,
                        5_000_000_000L,
                        5_000_000_000L,
                        2_000_000_000L,
                        new EngineOptions(1, List.of(), IdleMode.AUTO, false))
                .withModel(LoadModel.closed(8))
                .withScenarios(List.of(scenarios))
                .withExpect(expect);
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    @Test
    void shouldFollowRedirectsOverStreams() {
        nginx((url, otherUrl) -> {
            TrialResult result = run(url + "/old", HttpSpec.NONE.withRedirects(5), null);
            assertThat(result.counts().ok()).isEqualTo(200);
            assertThat(result.protocolCounts()).containsEntry("redirects", 400L);
            assertThat(result.connections().opened()).isEqualTo(2);
            TrialResult away = run(url + "/away", HttpSpec.NONE.withRedirects(5), null);
            assertThat(away.counts().ok()).isEqualTo(200);
            assertThat(away.connections().opened()).isEqualTo(4);
        });
    }

    @Test
    void shouldTakeStepsToOtherOriginsAndShowThemInflatedBodies() {
        AtomicInteger right = new AtomicInteger();
        String[] other = new String[1];
        VirtualUser user = new VirtualUser() {
            @Override
            public void compose(int step, Object request, Session session) {
                ((HttpRequest) request).get(other[0] + "/items.json");
            }

            @Override
            public void read(int step, Object response, Session session) {
                HttpResponse items = (HttpResponse) response;
                boolean gzip = "gzip".equals(items.header("content-encoding"));
                right.addAndGet(gzip && items.json("/items/2000/id").equals("8") && items.bodyBytes() < 5000 ? 1 : 0);
            }
        };
        nginx((url, otherUrl) -> {
            Scenario code = new Scenario() {
                @Override
                public ScenarioDefinition definition() {
                    return ScenarioDefinition.of("shop", Kind.STEPS);
                }

                @Override
                public VirtualUser newUser() {
                    return user;
                }
            };
            ScenarioPlan.Step step = new ScenarioPlan.Step("items", "items", null, null, true, null);
            other[0] = otherUrl;
            TrialResult result = run(
                    url + "/",
                    HttpSpec.NONE.withCompression(true),
                    null,
                    new ScenarioPlan(code, "shop", Kind.STEPS, 1, 0, false, List.of(step), List.of()));
            assertThat(result.counts().ok()).isEqualTo(200);
            assertThat(right.get()).isEqualTo(200);
        });
    }

    @Test
    void shouldJudgeCompressedBodies() {
        nginx((url, otherUrl) -> {
            Expectation expect =
                    new Expectation(new int[0], "{\"id\":8}".getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE);
            TrialResult result = run(url + "/items.json", HttpSpec.NONE.withCompression(true), expect);
            assertThat(result.counts().ok()).isEqualTo(200);
            assertThat(result.detail().failedChecks()).isZero();
            assertThat(result.bytes().body()).isLessThan(200L * 5000);
        });
    }

    @Test
    void shouldCountErrorsOfGraphQl() {
        nginx((url, otherUrl) -> {
            TrialResult result = run(url + "/errors.json", HttpSpec.NONE.withGraphQl(true), null);
            assertThat(result.counts().failed()).isEqualTo(200);
            assertThat(result.errors()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("graphql");
                assertThat(row.firstExample()).isEqualTo("out of order");
            });
            assertThat(result.connections().opened()).isEqualTo(2);
        });
    }
}
