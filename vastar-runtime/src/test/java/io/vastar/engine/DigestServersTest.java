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
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.spi.VirtualUser;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digest authentication at lighttpd, over HTTP/1.1 and HTTP/2, plain and over TLS. */
@Timeout(60)
class DigestServersTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final String RIGHT = "user:pass word";

    @TempDir
    Path files;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(files.resolve("a.txt"), "hello");
        Files.writeString(files.resolve("b.txt"), "goodbye");
    }

    private RealServer lighttpd(String algorithm, String... more) throws Exception {
        assumeTrue(RealServers.hasLighttpd(), RealServers.LIGHTTPD_MISSING);
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm)
                        .digest("user:a realm:pass word".getBytes(StandardCharsets.UTF_8)));
        Path users = Files.writeString(files.resolve("users"), "user:a realm:" + hash + "\n");
        return RealServers.lighttpd(
                        files,
                        "server.modules += (\"mod_auth\", \"mod_authn_file\")",
                        "auth.backend = \"htdigest\"",
                        "auth.backend.htdigest.userfile = \"" + users + "\"",
                        "auth.require = ( \"/\" => ( \"method\" => \"digest\", \"algorithm\" => \"" + algorithm
                                + "\", \"realm\" => \"a realm\", \"require\" => \"valid-user\" ) )",
                        String.join("\n", more))
                .orElseThrow();
    }

    private static TransportSpec over(String version) {
        return TransportSpec.NONE.with(new HttpSpec(version, version.equals("2") ? 4 : null, null, null, null));
    }

    private static RequestSpec get(String url, TransportSpec transport, String credentials, RequestVariety variety) {
        return RequestSpec.get(url).with(transport).with(new RequestContent(variety, false, credentials, null));
    }

    private static LoadPlan plan(RequestSpec request, int concurrency, long requests) {
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
        return new LoadPlan(
                "test", request, concurrency, requests, 0, 10 * SECOND_NS, 2 * SECOND_NS, SECOND_NS, options);
    }

    private static TrialResult run(LoadPlan plan) {
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void shouldAuthenticateEveryStreamOverHttp2(String algorithm) throws Exception {
        try (RealServer server = lighttpd(algorithm)) {
            String url = server.url() + "/a.txt";
            TrialResult result = run(plan(get(url, over("2"), RIGHT, null), 8, 400));

            assertThat(result.protocol()).isEqualTo("http2");
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(400, 400, 0, 0, 0));
            assertThat(result.connections().opened()).isEqualTo(2);
            TrialResult refused = run(plan(get(url, over("2"), "user:wrong", null), 4, 12));
            // it answers a wrong password with 401, or resets the stream
            assertThat(refused.counts().ok()).isZero();
            assertThat(refused.counts().failed() + refused.counts().unexpected())
                    .isEqualTo(12);
        }
    }

    @Test
    void shouldAuthenticateRequestsThatDifferOverHttp2() throws Exception {
        try (RealServer server = lighttpd("SHA-256")) {
            RequestVariety variety = new RequestVariety(
                    "some",
                    List.of(
                            RequestVariant.ofUrl(server.url() + "/a.txt?x=1"),
                            new RequestVariant("HEAD", server.url() + "/b.txt", List.of(), null),
                            RequestVariant.ofUrl(server.url() + "/missing")),
                    List.of(),
                    false,
                    1);
            TrialResult result = run(plan(get(server.url() + "/", over("2"), RIGHT, variety), 4, 60));

            assertThat(result.statusCodes()).isEqualTo(Map.of(200, 40L, 404, 20L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void shouldAuthenticateAtEachHostOfTheTargets(String version) throws Exception {
        try (RealServer server = lighttpd("SHA-256");
                RealServer other = lighttpd("SHA-256")) {
            RequestVariety variety = new RequestVariety(
                    "some",
                    List.of(
                            RequestVariant.ofUrl(server.url() + "/a.txt"),
                            RequestVariant.ofUrl(other.url() + "/a.txt"),
                            RequestVariant.ofUrl(other.url() + "/missing")),
                    List.of(),
                    false,
                    1);
            TrialResult result = run(plan(get(server.url() + "/", over(version), RIGHT, variety), 4, 60));

            assertThat(result.statusCodes()).isEqualTo(Map.of(200, 40L, 404, 20L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void shouldAuthenticateWhatUsersCompose(String version) throws Exception {
        try (RealServer server = lighttpd("SHA-256")) {
            Reader reader = new Reader();
            TrialResult result = run(plan(get(server.url() + "/", over(version), RIGHT, null), 4, 40)
                    .withScenarios(List.of(reader.plan())));

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(40, 40, 0, 0, 0));
            assertThat(reader.seen).isEqualTo("goodbye");
        }
    }

    @ParameterizedTest
    @CsvSource({"1.1, jdk", "1.1, auto", "2, jdk", "2, auto"})
    void shouldAuthenticateOverTls(String version, String provider) throws Exception {
        assumeTrue(RealServers.hasLighttpdTls(), RealServers.LIGHTTPD_TLS_MISSING);
        TestCa ca = TestCa.create("test");
        TestIdentity identity = ca.server("localhost");
        Path pem = Files.writeString(files.resolve("server.pem"), identity.keyPem() + identity.chainPem());
        String authority = ca.write(files.resolve("ca.pem")).toString();
        try (RealServer server = lighttpd(
                "SHA-256",
                "server.modules += (\"mod_openssl\")",
                "ssl.engine = \"enable\"",
                "ssl.pemfile = \"" + pem + "\"")) {
            TlsSpec tls = TlsSpec.NONE.caCert(authority).provider(provider);
            RequestSpec request =
                    get(server.secureUrl() + "/a.txt", over(version).with(tls), RIGHT, null);
            TrialResult result = run(plan(request, 4, 80));

            assertThat(result.protocol()).isEqualTo(version.equals("2") ? "http2" : "http1");
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(80, 80, 0, 0, 0));
        }
    }

    /** Gets one file with a parameter that differs each time. */
    private static final class Reader implements Scenario, VirtualUser {
        private int count;
        private volatile String seen;

        ScenarioPlan plan() {
            List<ScenarioPlan.Step> steps = List.of(new ScenarioPlan.Step("a", "a", null, null, true, null));
            return new ScenarioPlan(this, "read", ScenarioDefinition.Kind.STEPS, 1, 0, true, steps, List.of());
        }

        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("read", ScenarioDefinition.Kind.STEPS);
        }

        @Override
        public VirtualUser newUser() {
            return this;
        }

        @Override
        public void compose(int step, Object request, Session session) {
            ((HttpRequest) request).get("/b.txt").query("n", count++);
        }

        @Override
        public void read(int step, Object answer, Session session) {
            seen = ((HttpResponse) answer).text();
        }
    }
}
