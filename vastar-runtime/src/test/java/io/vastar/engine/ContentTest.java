// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.auth.AwsSigner;
import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.ReceivedRequest;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that differ, and requests that are authorized, through real sockets. */
@Timeout(60)
class ContentTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final long SECOND_NS = 1_000_000_000;
    private static final byte[] NONE = {};

    private static TrialResult run(RequestSpec request, int concurrency, long requests, int threads) {
        EngineOptions options = new EngineOptions(threads, List.of(), IdleMode.AUTO, false);
        LoadPlan plan = new LoadPlan(
                "test", request, concurrency, requests, 0, 10 * SECOND_NS, 2 * SECOND_NS, SECOND_NS, options);
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static RequestSpec spec(String url, String method, byte[] body, boolean keepAlive, RequestContent content) {
        return new RequestSpec(
                url, method, List.of(), null, null, null, body, keepAlive, true, TransportSpec.NONE, content);
    }

    private static RequestVariety variety(List<RequestVariant> variants, List<Integer> weights) {
        return new RequestVariety("some", variants, weights, false, 1);
    }

    @Test
    void shouldSendEachLineOnceOverConnectionsAndThreads() {
        List<RequestVariant> bodies = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add("line " + i);
            bodies.add(RequestVariant.ofBody(("line " + i).getBytes(StandardCharsets.UTF_8)));
        }
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(OK).clientMayLeave())) {
            RequestContent content = RequestContent.NONE.with(variety(bodies, List.of()));
            TrialResult result = run(spec(server.url() + "/", "POST", NONE, true, content), 5, 50, 2);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(50, 50, 0, 0, 0));
            assertThat(server.requests())
                    .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void shouldSendMethodsHeadersAndBodiesByWeight() {
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        .clientMayLeave())) {
            List<RequestVariant> targets = List.of(
                    RequestVariant.ofUrl(server.url() + "/a?b=1"),
                    new RequestVariant("HEAD", server.url() + "/h", List.of(), null),
                    new RequestVariant("PUT", server.url() + "/c", List.of(new Header("X-A", "1")), "{}".getBytes()));
            RequestContent content = RequestContent.NONE.with(variety(targets, List.of(1, 1, 4)));
            TrialResult result = run(spec(server.url() + "/", "GET", NONE, true, content), 1, 12, 1);

            assertThat(result.counts().ok()).isEqualTo(12);
            List<String> lines =
                    server.requests().stream().map(ReceivedRequest::requestLine).toList();
            assertThat(lines).filteredOn("GET /a?b=1 HTTP/1.1"::equals).hasSize(2);
            assertThat(lines).filteredOn("HEAD /h HTTP/1.1"::equals).hasSize(2);
            assertThat(lines).filteredOn("PUT /c HTTP/1.1"::equals).hasSize(8);
            assertThat(server.requests())
                    .filteredOn(request -> request.header("X-A").isPresent())
                    .hasSize(8);
        }
    }

    @Test
    void shouldSendALargeBodyInChunksToARealServer(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        try (RealServer server = RealServers.nginx(
                        files, "location /put { root " + files + "; client_max_body_size 10m; dav_methods PUT; }")
                .orElseThrow()) {
            byte[] body = "0123456789".repeat(100_001).getBytes(StandardCharsets.US_ASCII);
            RequestContent content = new RequestContent(null, true, null, null);
            Files.createDirectories(files.resolve("put"));
            TrialResult result = run(spec(server.url() + "/put/x.txt", "PUT", body, true, content), 1, 3, 1);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 3, 0, 0, 0));
            assertThat(Files.readAllBytes(files.resolve("put/x.txt"))).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void shouldAuthenticateByDigestAtARealServer(String algorithm, @TempDir Path files) throws Exception {
        assumeTrue(RealServers.hasLighttpd(), RealServers.LIGHTTPD_MISSING);
        try (RealServer server = lighttpd(files, algorithm)) {
            Files.writeString(files.resolve("a.txt"), "hello");
            RequestContent content = new RequestContent(null, false, "user:pass word", null);
            TrialResult result = run(spec(server.url() + "/a.txt", "GET", NONE, true, content), 3, 60, 1);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(60, 60, 0, 0, 0));
            TrialResult refused = run(
                    spec(
                            server.url() + "/a.txt",
                            "GET",
                            NONE,
                            true,
                            new RequestContent(null, false, "user:wrong", null)),
                    1,
                    5,
                    1);
            assertThat(refused.statusCodes()).containsExactly(Map.entry(401, 5L));
            TrialResult unconnected = run(spec(server.url() + "/a.txt", "GET", NONE, false, content), 2, 10, 1);
            assertThat(unconnected.counts().ok()).isEqualTo(10);
        }
    }

    private static RealServer lighttpd(Path files, String algorithm) throws Exception {
        String ha1 = HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm)
                        .digest("user:a realm:pass word".getBytes(StandardCharsets.UTF_8)));
        Path users = Files.writeString(files.resolve("users"), "user:a realm:" + ha1 + "\n");
        return RealServers.lighttpd(
                        files,
                        "server.modules = (\"mod_auth\", \"mod_authn_file\")",
                        "auth.backend = \"htdigest\"",
                        "auth.backend.htdigest.userfile = \"" + users + "\"",
                        "auth.require = ( \"/\" => ( \"method\" => \"digest\", \"algorithm\" => \"" + algorithm
                                + "\", \"realm\" => \"a realm\", \"require\" => \"valid-user\" ) )")
                .orElseThrow();
    }

    @Test
    void shouldMeetAChallengeWithinTheExchangeAndStaleNoncesAfterIt() {
        String challenge = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", qop=\"auth\", nonce=";
        Script script = Script.expectingRequest()
                .send(challenge + "\"one\"\r\nContent-Length: 3\r\n\r\nno!")
                .expectRequest()
                .send(OK)
                .expectRequest()
                .send(challenge + "\"two\", stale=true\r\nContent-Length: 0\r\n\r\n")
                .expectRequest()
                .send(OK)
                .expectRequest()
                .send(OK)
                .clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            RequestContent content = new RequestContent(null, false, "u:p", null);
            TrialResult result = run(spec(server.url() + "/", "POST", "x".getBytes(), true, content), 1, 3, 1);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 3, 0, 0, 0));
            assertThat(result.connections().opened()).isEqualTo(1);
            assertThat(server.requests())
                    .extracting(request -> request.header("Authorization")
                            .map(line -> line.replaceAll(".*nonce=\"(\\w+)\".*nc=(\\d+).*", "$1 $2"))
                            .orElse("none"))
                    .containsExactly("none", "one 00000001", "one 00000002", "two 00000001", "two 00000002");
            assertThat(server.requests()).allMatch(request -> new String(request.body()).equals("x"));
        }
    }

    @Test
    void shouldMeetAChallengeOnANewConnectionWhereTheServerCloses() {
        String challenge =
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=auth\r\n";
        for (String rest : List.of("Connection: close\r\nContent-Length: 0\r\n\r\n", "\r\nuntil the end")) {
            try (ScriptedServer server = ScriptedServer.start(
                    Script.expectingRequest().send(challenge + rest).close(),
                    Script.answeringAll(OK).clientMayLeave())) {
                RequestContent content = new RequestContent(null, false, "u:p", null);
                TrialResult result = run(spec(server.url() + "/", "GET", NONE, true, content), 1, 2, 1);

                assertThat(result.counts()).isEqualTo(new TrialResult.Counts(2, 2, 0, 0, 0));
                assertThat(server.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldNotAskForeverWhereTheServerNeverHasEnough() {
        String challenge = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=auth,"
                + " stale=true\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(challenge).clientMayLeave())) {
            RequestContent content = new RequestContent(null, false, "u:p", null);
            TrialResult result = run(spec(server.url() + "/", "GET", NONE, true, content), 1, 2, 1);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(2, 0, 2, 0, 0));
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void shouldSendRequestsThatDifferOverHttp2(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);
        Files.writeString(files.resolve("a"), "a");
        Files.writeString(files.resolve("b"), "bb");
        try (RealServer server = RealServers.nghttpd(files, "--echo-upload").orElseThrow()) {
            byte[] body = "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
            List<RequestVariant> targets = List.of(
                    RequestVariant.ofUrl(server.url() + "/a"),
                    new RequestVariant("HEAD", server.url() + "/b", List.of(new Header("X-A", "1")), null),
                    new RequestVariant("POST", server.url() + "/echo", List.of(), body),
                    RequestVariant.ofUrl(server.url() + "/missing"));
            RequestContent content = RequestContent.NONE.with(variety(targets, List.of()));
            RequestSpec spec = spec(server.url() + "/", "GET", NONE, true, content)
                    .with(TransportSpec.NONE.with(new HttpSpec("2", 4, null, null, null)));
            TrialResult result = run(spec, 3, 40, 1);

            assertThat(result.protocol()).isEqualTo("http2");
            assertThat(result.statusCodes()).isEqualTo(Map.of(200, 30L, 404, 10L));
            assertThat(result.counts().failed()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldUploadWithoutALengthOverHttp2(boolean varied, @TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);
        try (RealServer server = RealServers.nghttpd(files, "--echo-upload").orElseThrow()) {
            byte[] body = "0123456789".repeat(20_001).getBytes(StandardCharsets.US_ASCII);
            RequestVariety variety = varied ? variety(List.of(RequestVariant.ofBody(body)), List.of()) : null;
            RequestContent content = new RequestContent(variety, true, null, null);
            RequestSpec spec = spec(server.url() + "/", "POST", varied ? NONE : body, true, content)
                    .with(TransportSpec.NONE.with(new HttpSpec("2", 4, null, null, null)));
            TrialResult result = run(spec, 3, 12, 1);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(12, 12, 0, 0, 0));
            assertThat(result.bytes().body()).isEqualTo(12L * body.length);
        }
    }

    @Test
    void shouldStoreAnUploadWithoutALengthOverHttp2(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        int port = Ports.freePort();
        Files.createDirectories(files.resolve("put"));
        String lines = "listen 127.0.0.1:" + port + " http2; location /put { root " + files
                + "; client_max_body_size 10m; dav_methods PUT; if ($content_length) { return 400; } }";
        try (RealServer server = RealServers.nginx(files, lines).orElseThrow()) {
            assertThat(server.port()).isPositive();
            byte[] body = "0123456789".repeat(50_001).getBytes(StandardCharsets.US_ASCII);
            RequestSpec spec = spec(
                            "http://127.0.0.1:" + port + "/put/x.txt",
                            "PUT",
                            body,
                            true,
                            new RequestContent(null, true, null, null))
                    .with(TransportSpec.NONE.with(new HttpSpec("2", 2, null, null, null)));
            TrialResult result = run(spec, 2, 6, 1);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(6, 6, 0, 0, 0));
            assertThat(Files.readAllBytes(files.resolve("put/x.txt"))).isEqualTo(body);
        }
    }

    @Test
    void shouldRefuseWhatHttp2Forbids() {
        TransportSpec http2 = TransportSpec.NONE.with(new HttpSpec("2", null, null, null, null));
        RequestSpec get = RequestSpec.get("http://127.0.0.1/").with(http2);
        RequestVariant closing = new RequestVariant(null, null, List.of(new Header("Connection", "close")), null);
        RequestContent content = RequestContent.NONE.with(variety(List.of(closing), List.of()));
        assertThatThrownBy(() -> new HttpProvider().prepare(get.with(content)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void shouldAllocateNothingForRequestsThatDiffer() {
        List<RequestVariant> bodies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            bodies.add(RequestVariant.ofBody(("line " + i).getBytes(StandardCharsets.UTF_8)));
        }
        try (TargetServer server = TargetServer.start()) {
            RequestVariety variety = new RequestVariety("some", bodies, List.of(), true, 1);
            RequestSpec spec = spec(server.url() + "/", "POST", NONE, true, RequestContent.NONE.with(variety));
            run(spec, 4, 20_000, 1);
            TrialResult result = run(spec, 4, 50_000, 1);

            assertThat(result.counts().ok()).isEqualTo(50_000);
            assertThat(result.health().allocatedBytes()).isLessThan(100_000);
        }
    }

    @Test
    void shouldSignWhatItSends() {
        AwsCredentials aws = new AwsCredentials("eu-west-1", "s3", "id", "secret", "token");
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(OK).clientMayLeave())) {
            RequestContent content = new RequestContent(null, false, null, aws);
            RequestSpec spec = spec(server.url() + "/b/a%20b?x=1", "PUT", "body".getBytes(), true, content);
            TrialResult result = run(spec, 2, 4, 1);

            assertThat(result.counts().ok()).isEqualTo(4);
            ReceivedRequest received = server.requests().get(0);
            Instant time = Instant.from(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
                    .withZone(ZoneOffset.UTC)
                    .parse(received.header("X-Amz-Date").orElseThrow()));
            AwsSigner signer = new AwsSigner(aws);
            List<Header> headers = List.of(
                    new Header("Host", received.header("Host").orElseThrow()),
                    new Header("Content-Type", received.header("Content-Type").orElseThrow()));
            List<Header> expected = signer.sign("PUT", "/b/a%20b?x=1", headers, "body".getBytes(), time);
            assertThat(expected)
                    .allSatisfy(
                            header -> assertThat(received.header(header.name())).contains(header.value()));
        }
    }
}
