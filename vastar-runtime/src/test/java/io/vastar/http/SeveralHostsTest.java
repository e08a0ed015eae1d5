// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.vastar.record.TrialResult;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.HeldPort;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.ReceivedRequest;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import io.vastar.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets of one load test at several hosts, over real sockets. */
@Timeout(60)
class SeveralHostsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static RequestSpec spec(List<RequestVariant> variants, List<Integer> weights, TransportSpec transport) {
        RequestVariety variety = new RequestVariety("some", variants, weights, false, 1);
        return RequestSpec.get(variants.get(0).url()).with(transport).with(RequestContent.NONE.with(variety));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void shouldGoToPlainAndSecureHostsByWeight(String version, @TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        TestCa ca = TestCa.create("Test CA");
        String http2 = version.equals("2") ? " http2;" : ";";
        int one = Ports.freePort();
        int two = Ports.freePort();
        int three = Ports.freePort();
        String lines = "listen 127.0.0.1:" + one + http2 + " location /a { return 200 'a'; } }"
                + " server { listen 127.0.0.1:" + two + http2 + " location /b { return 201 'bb'; } }";
        String secureLines = "listen 127.0.0.1:" + three + " ssl" + http2 + " location /c { return 202 'ccc'; } }";
        // the server block of the test's directory goes on behind the last one
        String rest = " server { listen 127.0.0.1:%d;";
        try (RealServer plain = RealServers.nginx(files, lines + rest.formatted(Ports.freePort()))
                        .orElseThrow();
                RealServer secure = RealServers.nginx(
                                files, ca.server("localhost"), secureLines + rest.formatted(Ports.freePort()))
                        .orElseThrow()) {
            assertThat(plain.port()).isNotEqualTo(secure.port());
            TransportSpec transport = TransportSpec.NONE
                    .with(new HttpSpec(version, null, null, null, null))
                    .with(TlsSpec.NONE.caCert(ca.write(files.resolve("ca.pem")).toString()));
            List<RequestVariant> variants = List.of(
                    RequestVariant.ofUrl("http://127.0.0.1:" + one + "/a"),
                    RequestVariant.ofUrl("http://127.0.0.1:" + two + "/b"),
                    RequestVariant.ofUrl("https://localhost:" + three + "/c"),
                    RequestVariant.ofUrl("https://localhost:" + three + "/missing"));
            TrialResult result = Runs.run(spec(variants, List.of(3, 2, 4, 1), transport), 4, 100);
            assertThat(result.errors()).isEmpty();
            assertThat(result.statusCodes()).isEqualTo(Map.of(200, 30L, 201, 20L, 202, 40L, 404, 10L));
            assertThat(result.connections().opened()).isBetween(3L, 12L);
            assertThat(result.connections().tls()).isNotNull();
        }
    }

    @Test
    void shouldBeginWithASecureHostAndGoToPlainOnes(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        TestCa ca = TestCa.create("Test CA");
        Files.writeString(files.resolve("a"), "a");
        try (RealServer plain = RealServers.nginx(files).orElseThrow();
                RealServer secure =
                        RealServers.nginx(files, ca.server("localhost"), "").orElseThrow()) {
            TransportSpec transport = TransportSpec.NONE.with(
                    TlsSpec.NONE.caCert(ca.write(files.resolve("ca.pem")).toString()));
            List<RequestVariant> variants =
                    List.of(RequestVariant.ofUrl(secure.secureUrl() + "/a"), RequestVariant.ofUrl(plain.url() + "/a"));
            assertThat(Runs.good(spec(variants, List.of(), transport), 3, 60)
                            .connections()
                            .opened())
                    .isBetween(4L, 6L);
        }
    }

    @Test
    void shouldFailAtAHostThatDoesNotSpeakHttp2(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        TestCa ca = TestCa.create("Test CA");
        int port = Ports.freePort();
        Files.writeString(files.resolve("a"), "a");
        try (RealServer with = RealServers.nginx(
                                files, ca.server("localhost"), "listen 127.0.0.1:" + port + " ssl http2;")
                        .orElseThrow();
                RealServer without =
                        RealServers.nginx(files, ca.server("localhost"), "").orElseThrow()) {
            assertThat(with.port()).isPositive();
            TransportSpec transport = TransportSpec.NONE
                    .with(new HttpSpec("2", null, null, null, null))
                    .with(TlsSpec.NONE.caCert(ca.write(files.resolve("ca.pem")).toString()));
            List<RequestVariant> variants = List.of(
                    RequestVariant.ofUrl("https://localhost:" + port + "/a"),
                    RequestVariant.ofUrl(without.secureUrl() + "/a"));
            TrialResult result = Runs.run(spec(variants, List.of(), transport), 2, 10);
            assertThat(result.counts().ok()).isEqualTo(5);
            assertThat(result.errors()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("tls");
                assertThat(row.firstExample()).contains("did not choose h2");
            });
        }
    }

    @Test
    void shouldSendEachHostItsOwnRequestsWithWhatFlagsSayOfAll() {
        try (ScriptedServer one = ScriptedServer.start(Script.answeringAll(OK).clientMayLeave());
                ScriptedServer two = ScriptedServer.start(
                        connection -> Script.answeringAll(OK).clientMayLeave())) {
            List<RequestVariant> variants = List.of(
                    RequestVariant.ofUrl(one.url() + "/1"),
                    new RequestVariant("POST", two.url() + "/2", List.of(new Header("X-A", "2")), new byte[] {'b'}));
            RequestSpec get = spec(variants, List.of(), TransportSpec.NONE);
            RequestSpec all = new RequestSpec(
                    get.url(),
                    "GET",
                    List.of(new Header("X-All", "yes")),
                    null,
                    null,
                    "user:pw",
                    new byte[0],
                    true,
                    true,
                    get.transport(),
                    get.content());
            Runs.good(all, 1, 10);

            assertThat(one.requests()).hasSize(5).allSatisfy(request -> {
                assertThat(request.requestLine()).isEqualTo("GET /1 HTTP/1.1");
                assertThat(request.header("Host")).hasValue("127.0.0.1:" + one.port());
                assertCommon(request);
            });
            assertThat(two.requests()).hasSize(5).allSatisfy(request -> {
                assertThat(request.requestLine()).isEqualTo("POST /2 HTTP/1.1");
                assertThat(request.header("Host")).hasValue("127.0.0.1:" + two.port());
                assertThat(request.header("X-A")).hasValue("2");
                assertCommon(request);
            });
            assertThat(one.connections() + two.connections()).isEqualTo(2);
        }
    }

    private static void assertCommon(ReceivedRequest request) {
        assertThat(request.header("X-All")).hasValue("yes");
        assertThat(request.header("Authorization")).isPresent();
    }

    @Test
    void shouldKeepOneHostGoingWhereAnotherIsDown() {
        try (HeldPort down = Ports.refusing();
                ScriptedServer up = ScriptedServer.start(
                        connection -> Script.answeringAll(OK).clientMayLeave())) {
            List<RequestVariant> variants = List.of(
                    RequestVariant.ofUrl(up.url() + "/"),
                    RequestVariant.ofUrl("http://127.0.0.1:" + down.port() + "/"),
                    RequestVariant.ofUrl("http://no.such.host.invalid/"));
            TrialResult result = Runs.run(spec(variants, List.of(), TransportSpec.NONE), 1, 9);
            assertThat(result.counts().ok()).isEqualTo(3);
            assertThat(result.errors())
                    .extracting(row -> row.kind() + " " + row.count())
                    .containsExactlyInAnyOrder("connect-refused 3", "name-unknown 3");
        }
    }

    @Test
    void shouldAnswerTheChallengesOfAllHostsOfTargets() {
        String challenge = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\","
                + " qop=auth\r\nContent-Length: 0\r\n\r\n";
        Script script = Script.expectingRequest()
                .send(challenge)
                .expectRequest()
                .send(OK)
                .expectRequest()
                .send(OK)
                .clientMayLeave();
        try (ScriptedServer one = ScriptedServer.start(script);
                ScriptedServer two = ScriptedServer.start(script)) {
            List<RequestVariant> variants =
                    List.of(RequestVariant.ofUrl(one.url() + "/1"), RequestVariant.ofUrl(two.url() + "/2"));
            RequestSpec spec = spec(variants, List.of(), TransportSpec.NONE);
            RequestContent digest = new RequestContent(spec.content().variety(), false, "u:p", null);
            Runs.good(spec.with(digest), 1, 4);
            assertThat(one.requests()).hasSize(3);
            assertThat(two.requests()).hasSize(3);
        }
    }

    @Test
    void shouldShowTheProxyOnlyTheRequestsThatItGets() {
        HttpServer proxy = OriginsDriver.serve(exchange -> {
            String text = exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            exchange.getRequestBody().readAllBytes();
            OriginsDriver.reply(exchange, text.matches("http://first.test/ Basic .*") ? 200 : 500, "");
        });
        try (ScriptedServer straight =
                ScriptedServer.start(Script.answeringAll(OK).clientMayLeave())) {
            List<RequestVariant> variants =
                    List.of(RequestVariant.ofUrl("http://first.test/"), RequestVariant.ofUrl(straight.url() + "/"));
            ProxySpec through = new ProxySpec(
                    "http://user:pw@127.0.0.1:" + proxy.getAddress().getPort(), null, "127.0.0.1", null, null);
            Runs.good(spec(variants, List.of(), TransportSpec.NONE.with(through)), 1, 6);
            assertThat(straight.requests()).hasSize(3).allSatisfy(request -> {
                assertThat(request.requestLine()).isEqualTo("GET / HTTP/1.1");
                assertThat(request.header("Proxy-Authorization")).isEmpty();
            });
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void shouldAllocateNothingForEachRequest() {
        try (TargetServer one = TargetServer.start();
                TargetServer two = TargetServer.start()) {
            List<RequestVariant> variants =
                    List.of(RequestVariant.ofUrl(one.url() + "/"), RequestVariant.ofUrl(two.url() + "/"));
            RequestSpec spec = spec(variants, List.of(), TransportSpec.NONE);
            Runs.good(spec, 4, 20_000);
            assertThat(Runs.good(spec, 4, 50_000).health().allocatedBytes()).isLessThan(500_000);
        }
    }
}
