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
import io.vastar.report.Insight;
import io.vastar.report.InsightRules;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.TransportSpec;
import io.vastar.spi.VirtualUser;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures for AWS at a server that verifies them. */
@Timeout(60)
class AwsServerTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final byte[] NONE = {};
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static RealServer server;

    @BeforeAll
    static void start() {
        assumeTrue(RealServers.hasS3Proxy(), RealServers.S3_PROXY_MISSING);
        server = RealServers.s3Proxy(KEY, SECRET).orElseThrow();
        put("/bucket", NONE);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static AwsCredentials keys(String secret, String token) {
        return new AwsCredentials("eu-west-1", "s3", KEY, secret, token);
    }

    private static RequestSpec spec(
            String method, String url, byte[] body, List<Header> headers, RequestContent content) {
        return new RequestSpec(url, method, headers, null, null, null, body, true, true, TransportSpec.NONE, content);
    }

    private static RequestContent signed(RequestVariety variety) {
        return new RequestContent(variety, false, null, keys(SECRET, null));
    }

    private static RequestVariety variety(RequestVariant... variants) {
        return new RequestVariety("some", List.of(variants), List.of(), false, 1);
    }

    private static LoadPlan plan(RequestSpec request, int concurrency, long requests) {
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
        return new LoadPlan(
                "test", request, concurrency, requests, 0, 10 * SECOND_NS, 5 * SECOND_NS, SECOND_NS, options);
    }

    private static TrialResult run(LoadPlan plan) {
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static void put(String target, byte[] body) {
        TrialResult result = run(plan(spec("PUT", server.url() + target, body, List.of(), signed(null)), 1, 1));
        assertThat(result.statusCodes()).isEqualTo(Map.of(200, 1L));
    }

    private static RequestVariant put(String target, String body, Header... headers) {
        return new RequestVariant(
                "PUT", server.url() + target, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestVariant get(String target) {
        return RequestVariant.ofUrl(server.url() + target);
    }

    @Test
    void shouldBeUnderstoodWhateverKeysBodiesQueriesAndHeadersAre() {
        RequestVariety puts = variety(
                put("/bucket/plain.txt", "hello"),
                put("/bucket/a%20b/%C3%A9%21.txt", "é", new Header("Content-Type", "text/plain; charset=utf-8")),
                put("/bucket/a%2Bb%3Fd%26e%3D", "plus"),
                put("/bucket/tilde~star%2Aparen%28x%29%27%24%2C%3B%3A%40", "odd"),
                put("/bucket/empty", ""),
                put("/bucket/meta", "m", new Header("X-Amz-Meta-Note", "  two   blanks "), new Header("X-B", "1")));
        TrialResult stored = run(plan(spec("GET", server.url() + "/", NONE, List.of(), signed(puts)), 3, 36));
        assertThat(stored.statusCodes()).isEqualTo(Map.of(200, 36L));

        RequestVariety gets = variety(
                get("/bucket/plain.txt?response-content-type=text%2Fhtml&response-cache-control=a%20b"),
                get("/bucket/a%20b/%C3%A9%21.txt"),
                get("/bucket/a%2Bb%3Fd%26e%3D"),
                get("/bucket/tilde~star%2Aparen%28x%29%27%24%2C%3B%3A%40"),
                get("/bucket?list-type=2&prefix=a%20b%2F&delimiter=%2F&max-keys=2"),
                get("/bucket?location"),
                get("/bucket/plain.txt?x=a+b&y=(c)'*"),
                new RequestVariant("HEAD", server.url() + "/bucket/meta", List.of(), null),
                get("/bucket/missing"));
        TrialResult read = run(plan(spec("GET", server.url() + "/", NONE, List.of(), signed(gets)), 3, 54));
        assertThat(read.statusCodes()).isEqualTo(Map.of(200, 48L, 404, 6L));
    }

    @Test
    void shouldBeUnderstoodWithASessionTokenAndALargeBody() {
        byte[] body = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        RequestContent content = new RequestContent(null, false, null, keys(SECRET, "token/+="));
        TrialResult result = run(plan(spec("PUT", server.url() + "/bucket/large", body, List.of(), content), 2, 6));

        assertThat(result.statusCodes()).isEqualTo(Map.of(200, 6L));
        TrialResult read = run(plan(spec("GET", server.url() + "/bucket/large", NONE, List.of(), signed(null)), 1, 2));
        assertThat(read.bytes().body()).isEqualTo(2L * body.length);
    }

    @Test
    void shouldCountRefusalsOfAWrongSecret() {
        RequestContent content = new RequestContent(null, false, null, keys("wrong", null));
        TrialResult result = run(plan(spec("PUT", server.url() + "/bucket/x", NONE, List.of(), content), 2, 10));

        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(10, 0, 10, 0, 0));
        assertThat(result.statusCodes()).isEqualTo(Map.of(403, 10L));
    }

    /** A tolerance below zero is what a clock that is off looks like. */
    @Test
    void shouldExplainRefusalsOfAClockThatIsOff() {
        try (RealServer skewed = RealServers.s3Proxy(KEY, SECRET, "s3proxy.maximum-timeskew=-3600")
                .orElseThrow()) {
            RequestSpec spec = spec("GET", skewed.url() + "/", NONE, List.of(), signed(null));
            TrialResult result = run(plan(spec, 1, 5));
            assertThat(result.statusCodes()).isEqualTo(Map.of(403, 5L));
            assertThat(InsightRules.of(result))
                    .extracting(Insight::text)
                    .anyMatch(text -> text.startsWith("403x5 to requests signed for aws:amz:eu-west-1:s3")
                            && text.contains("RequestTimeTooSkewed")
                            && text.contains("set this machine's clock"));

            Store store = new Store();
            run(plan(spec, 1, 1).withScenarios(List.of(store.plan())));
            assertThat(store.seen).anyMatch(text -> text.contains("<Code>RequestTimeTooSkewed</Code>"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldSignWhatUsersCompose(int pipeline) {
        Store store = new Store();
        RequestSpec spec = spec("GET", server.url() + "/", NONE, List.of(), signed(null))
                .with(TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(pipeline)));
        TrialResult result = run(plan(spec, 4, 40).withScenarios(List.of(store.plan())));

        assertThat(Set.copyOf(store.seen)).containsExactlyInAnyOrder("PUT 200", "GET 200 body é", "own 403");
        assertThat(result.statusCodes()).isEqualTo(Map.of(200, 80L, 403, 40L));
    }

    @Test
    void shouldSignWhatUsersComposeOverHttp2() {
        assumeTrue(RealServers.find("haproxy").isPresent(), "haproxy is not installed: apt-get install haproxy");
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
                    server one 127.0.0.1:%d
                """.formatted(server.port());
        Store store = new Store();
        try (RealServer haproxy = RealServers.start("haproxy", configuration, "-f", "{configuration}", "-db")
                .orElseThrow()) {
            RequestSpec spec = spec("GET", haproxy.url() + "/", NONE, List.of(), signed(null))
                    .with(TransportSpec.NONE.with(new HttpSpec("2", 4, null, null, null)));
            TrialResult result = run(plan(spec, 4, 40).withScenarios(List.of(store.plan())));

            assertThat(result.protocol()).isEqualTo("http2");
            assertThat(Set.copyOf(store.seen)).containsExactlyInAnyOrder("PUT 200", "GET 200 body é", "own 403");
        }
    }

    /** Stores an object under a key of its own, gets it, and asks with an authorization of its own. */
    private static final class Store implements Scenario, VirtualUser {
        private static final List<String> NAMES = List.of("PUT", "GET", "own");

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        ScenarioPlan plan() {
            List<ScenarioPlan.Step> steps = NAMES.stream()
                    .map(name -> new ScenarioPlan.Step(name, name, null, null, true, null))
                    .toList();
            return new ScenarioPlan(this, "store", ScenarioDefinition.Kind.STEPS, 1, 0, true, steps, List.of());
        }

        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("store", ScenarioDefinition.Kind.STEPS);
        }

        @Override
        public VirtualUser newUser() {
            return this;
        }

        @Override
        public void compose(int step, Object composed, Session session) {
            HttpRequest request = (HttpRequest) composed;
            String key = "/bucket/users/é%20" + session.user() + "/x%2By";
            switch (step) {
                case 0 ->
                    request.put(key)
                            .header("X-Amz-Meta-User", "  u   v ")
                            .header("X-Amz-Date", "mine")
                            .body("body é");
                case 1 -> request.get(key).query("response-content-type", "text/plain; charset=utf-8");
                default ->
                    request.get(key)
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256 Credential=" + KEY
                                            + "/20200101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=00");
            }
        }

        @Override
        public void read(int step, Object answer, Session session) {
            HttpResponse response = (HttpResponse) answer;
            seen.add(NAMES.get(step) + " " + response.status() + (step == 1 ? " " + response.text() : ""));
        }
    }
}
