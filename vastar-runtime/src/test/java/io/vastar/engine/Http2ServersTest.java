// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.Session;
import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.spi.VirtualUser;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 from the plan to the result, against nginx and nghttpd. */
@Timeout(60)
class Http2ServersTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final int LARGE_BYTES = 3_000_000;

    @TempDir
    Path files;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(files.resolve("small.txt"), "Hello, World!");
        Files.write(files.resolve("large"), new byte[LARGE_BYTES]);
    }

    private interface Check {
        void with(String url);
    }

    private void nginx(String lines, Check test) {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        int port = Ports.freePort();
        try (RealServer server = RealServers.nginx(files, "listen 127.0.0.1:" + port + " http2; " + lines)
                .orElseThrow()) {
            assertThat(server.port()).isPositive();
            test.with("http://127.0.0.1:" + port);
        }
    }

    private static RequestSpec over2(RequestSpec request, int streams, Long requestsPerConnection) {
        return request.with(TransportSpec.NONE.with(new HttpSpec("2", streams, null, null, requestsPerConnection)));
    }

    private static TrialResult run(LoadPlan plan) {
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static LoadPlan plan(RequestSpec request, int exchanges, long requests) {
        EngineOptions options = new EngineOptions(2, List.of(), IdleMode.AUTO, false);
        return new LoadPlan("test", request, exchanges, requests, 0, 10 * SECOND_NS, 5 * SECOND_NS, SECOND_NS, options);
    }

    private static TrialResult get(String url, int exchanges, int streams, long requests) {
        return run(plan(over2(RequestSpec.get(url), streams, null), exchanges, requests));
    }

    private static void assertAllOk(TrialResult result, long requests) {
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(requests, requests, 0, 0, 0));
    }

    @Test
    void shouldCarryEveryRequestOverAsManyConnectionsAsAsked() {
        nginx("", url -> {
            TrialResult result = get(url + "/small.txt", 35, 10, 2_000);
            assertAllOk(result, 2_000);
            assertThat(result.protocol()).isEqualTo("http2");
            assertThat(result.connections().requested()).isEqualTo(4);
            assertThat(result.connections().opened()).isEqualTo(4);
            assertThat(result.bytes().body()).isEqualTo(2_000 * 13);
        });
    }

    @Test
    void shouldReadLargeBodiesOfManyStreamsAtOnce() {
        nginx("", url -> {
            TrialResult result = get(url + "/large", 8, 4, 60);
            assertAllOk(result, 60);
            assertThat(result.bytes().body()).isEqualTo(60L * LARGE_BYTES);
        });
    }

    @Test
    void shouldReconnectWhereTheServerLimitsTheRequestsOfAConnection() {
        nginx("keepalive_requests 50;", url -> {
            TrialResult result = get(url + "/small.txt", 8, 4, 1_000);
            assertAllOk(result, 1_000);
            assertThat(result.connections().opened()).isGreaterThanOrEqualTo(20);
            assertThat(result.connections().streams().goAways()).containsOnlyKeys("NO_ERROR");
        });
    }

    @Test
    void shouldUploadBodiesOfManyStreamsAtOnce() {
        nginx("client_max_body_size 10m; location /up { return 200 'got it'; }", url -> {
            RequestSpec post =
                    new RequestSpec(url + "/up", "POST", List.of(), null, null, null, new byte[700_000], true, true);
            assertAllOk(run(plan(over2(post, 4, null), 8, 40)), 40);
        });
    }

    @Test
    void shouldTellStatusesApart() {
        nginx("", url -> {
            TrialResult result = get(url + "/none", 4, 4, 20);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(20, 0, 20, 0, 0));
            assertThat(result.statusCodes()).containsEntry(404, 20L);
        });
    }

    @Test
    void shouldTimeOutOneStreamAndKeepTheConnection() {
        nginx("location /slow { limit_rate 1; alias " + files.resolve("large") + "; }", url -> {
            RequestSpec request = over2(RequestSpec.get(url + "/slow"), 2, null);
            EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
            TrialResult result =
                    run(new LoadPlan("test", request, 2, 6, 0, SECOND_NS / 5, 5 * SECOND_NS, SECOND_NS, options));
            assertThat(result.counts().failed()).isEqualTo(6);
            assertThat(result.errors()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("timeout");
                assertThat(row.count()).isEqualTo(6);
            });
            assertThat(result.connections().opened()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"conscrypt,http2,http2", "jdk,http2,http2", "conscrypt,,http1", "jdk,,http1"})
    void shouldSpeakOverTlsWhatTheServerAgreesTo(String provider, String offered, String spoken) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        TestCa ca = TestCa.create("Test CA");
        String caFile = ca.write(files.resolve("ca.pem")).toString();
        TlsSpec tls = TlsSpec.NONE.caCert(caFile).provider(provider);
        int port = Ports.freePort();
        String lines = "listen 127.0.0.1:" + port + " ssl " + (offered == null ? "" : offered) + ";";
        try (RealServer nginx =
                RealServers.nginx(files, ca.server("127.0.0.1"), lines).orElseThrow()) {
            assertThat(nginx.port()).isNotEqualTo(port);
            RequestSpec get = RequestSpec.get("https://127.0.0.1:" + port + "/small.txt");
            RequestSpec request = get.with(over2(get, 8, null).transport().with(tls));
            TrialResult result = run(plan(request, 16, 500));
            assertAllOk(result, 500);
            assertThat(result.protocol()).isEqualTo(spoken);
            assertThat(result.connections().opened()).isEqualTo(offered == null ? 16 : 2);
            assertThat(result.connections().tls().full()).isPositive();
        }
    }

    @Test
    void shouldTellHowManyStreamsTheServerAllows() {
        nginx("http2_max_concurrent_streams 3;", url -> {
            TrialResult result = get(url + "/small.txt", 8, 8, 200);
            assertAllOk(result, 200);
            assertThat(result.connections().streams().limit()).isEqualTo(3);
        });
    }

    @Test
    void shouldTalkToNghttpd() {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);
        try (RealServer server = RealServers.nghttpd(files).orElseThrow()) {
            assertAllOk(get(server.url() + "/small.txt", 32, 16, 3_000), 3_000);
            assertAllOk(get(server.url() + "/large", 8, 8, 40), 40);
        }
    }

    @Test
    void shouldTalkToH2o() {
        assumeTrue(RealServers.find("h2o").isPresent(), "h2o is not installed: apt-get install h2o");
        String configuration = """
                user: %s
                listen: {host: 127.0.0.1, port: {port}}
                http2-max-concurrent-requests-per-connection: 10
                hosts:
                  default:
                    paths:
                      /:
                        file.dir: "%s"
                """.formatted(System.getProperty("user.name"), files);
        try (RealServer server =
                RealServers.start("h2o", configuration, "-c", "{configuration}").orElseThrow()) {
            assertAllOk(get(server.url() + "/small.txt", 32, 16, 3_000), 3_000);
            assertAllOk(get(server.url() + "/large", 8, 8, 40), 40);
            TrialResult missing = get(server.url() + "/none", 4, 4, 20);
            assertThat(missing.counts().unexpected()).isEqualTo(20);
        }
    }

    @Test
    void shouldTalkThroughHaproxy() {
        assumeTrue(RealServers.find("haproxy").isPresent(), "haproxy is not installed: apt-get install haproxy");
        nginx("", url -> {
            String configuration = """
                    defaults
                        mode http
                        timeout connect 5s
                        timeout client 10s
                        timeout server 10s
                    frontend in
                        bind 127.0.0.1:{port} proto h2
                        default_backend out
                    backend out
                        server one %s proto h2
                    """.formatted(url.substring("http://".length()));
            try (RealServer server = RealServers.start("haproxy", configuration, "-f", "{configuration}", "-db")
                    .orElseThrow()) {
                assertAllOk(get(server.url() + "/small.txt", 32, 16, 3_000), 3_000);
                assertAllOk(get(server.url() + "/large", 8, 8, 40), 40);
            }
        });
    }

    @Test
    void shouldLeadVirtualUsersOverHttp2() {
        Set<String> seen = Collections.synchronizedSet(new TreeSet<>());
        nginx(
                "location /a { add_header X-User $http_x_user; add_header Set-Cookie 'k=v'; return 201 'made'; }"
                        + " location /b { return 200 '{\"cookie\": \"$http_cookie\"}'; }",
                url -> {
                    Scenario code = new Scenario() {
                        @Override
                        public ScenarioDefinition definition() {
                            return ScenarioDefinition.of("shop", ScenarioDefinition.Kind.STEPS);
                        }

                        @Override
                        public VirtualUser newUser() {
                            return new Shopper(seen);
                        }
                    };
                    List<ScenarioPlan.Step> steps = List.of(
                            new ScenarioPlan.Step("a", "a", null, null, true, null),
                            new ScenarioPlan.Step("b", "b", null, null, true, null));
                    ScenarioPlan scenario =
                            new ScenarioPlan(code, "shop", ScenarioDefinition.Kind.STEPS, 1, 0, true, steps, List.of());
                    TrialResult result = run(
                            plan(over2(RequestSpec.get(url), 4, null), 6, 30).withScenarios(List.of(scenario)));
                    assertThat(result.counts()).isEqualTo(new TrialResult.Counts(60, 60, 0, 0, 0));
                    assertThat(seen).containsExactly("201 made 7", "cookie k=v");
                });
    }

    /** Sends a header and a body, reads a header, and gets a cookie back. */
    private record Shopper(Set<String> seen) implements VirtualUser {
        @Override
        public void compose(int step, Object request, Session session) {
            if (step == 0) {
                ((HttpRequest) request).post("/a").header("X-User", "7").json("{}");
            } else {
                ((HttpRequest) request).get("/b");
            }
        }

        @Override
        public void read(int step, Object answer, Session session) {
            HttpResponse response = (HttpResponse) answer;
            seen.add(
                    step == 0
                            ? response.status() + " " + response.text() + " " + response.header("x-user")
                            : "cookie " + response.json("/cookie"));
        }
    }
}
