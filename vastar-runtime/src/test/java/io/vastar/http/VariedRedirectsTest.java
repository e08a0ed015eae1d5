// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vastar.auth.AwsSigner;
import io.vastar.record.TrialResult;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects of requests that differ, are sent in chunks, or are signed (RFC 9110 §15.4). */
@Timeout(60)
class VariedRedirectsTest {
    private static final byte[] NONE = {};

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private HttpServer home;
    private HttpServer other;
    private String homeUrl;
    private String otherUrl;

    /** One request as a server saw it. */
    private record Seen(String host, String line, List<Header> headers, String body) {
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    @BeforeEach
    void start() {
        home = OriginsDriver.serve(this::answer);
        other = OriginsDriver.serve(this::answer);
        homeUrl = OriginsDriver.url(home);
        otherUrl = OriginsDriver.url(other);
    }

    @AfterEach
    void stop() {
        home.stop(0);
        other.stop(0);
    }

    /** {@code /to/CODE?WHERE} points on; all else is answered. */
    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        List<Header> headers = new ArrayList<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestHeaders().getFirst("Host"), exchange.getRequestMethod() + " " + uri, headers, body));
        boolean pointsOn = uri.getPath().startsWith("/to/");
        if (pointsOn) {
            exchange.getResponseHeaders().add("Location", uri.getRawQuery());
        }
        OriginsDriver.reply(exchange, pointsOn ? Integer.parseInt(uri.getPath().substring(4)) : 200, "");
    }

    private static RequestVariety variety(RequestVariant... variants) {
        return new RequestVariety("some", List.of(variants), List.of(), false, 1);
    }

    private RequestSpec spec(String path, String method, byte[] body, RequestContent content) {
        return new RequestSpec(
                homeUrl + path,
                method,
                List.of(new Header("Cookie", "own=1"), new Header("X-Own", "yes")),
                null,
                null,
                content.aws() == null ? "user:pw" : null,
                body,
                true,
                true,
                TransportSpec.NONE.with(HttpSpec.NONE.withRedirects(3)),
                content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return seen.stream()
                .map(request -> request.line() + (request.body().isEmpty() ? "" : " " + request.body()))
                .toList();
    }

    @Test
    void shouldFollowEachTargetByTheRulesOfItsStatus() {
        RequestContent content = RequestContent.NONE.with(variety(
                RequestVariant.ofUrl(homeUrl + "/to/302?/x"),
                new RequestVariant("POST", homeUrl + "/to/301?/y", List.of(new Header("X-A", "1")), bytes("a")),
                new RequestVariant("PUT", homeUrl + "/to/302?../z", List.of(), bytes("b")),
                new RequestVariant("POST", homeUrl + "/to/308?/to/307?/w", List.of(), bytes("c")),
                new RequestVariant("POST", homeUrl + "/to/307?/to/303?/v", List.of(), bytes("d")),
                new RequestVariant("HEAD", homeUrl + "/to/303?/u", List.of(), null),
                RequestVariant.ofUrl(homeUrl + "/plain")));
        TrialResult result = Runs.good(spec("/", "GET", NONE, content), 1, 14);

        List<String> once = List.of(
                "GET /to/302?/x",
                "GET /x",
                "POST /to/301?/y a",
                "GET /y",
                "PUT /to/302?../z b",
                "PUT /z b",
                "POST /to/308?/to/307?/w c",
                "POST /to/307?/w c",
                "POST /w c",
                "POST /to/307?/to/303?/v d",
                "POST /to/303?/v d",
                "GET /v",
                "HEAD /to/303?/u",
                "HEAD /u",
                "GET /plain");
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(lines()).containsExactlyElementsOf(twice);
        assertThat(result.protocolCounts()).containsEntry("redirects", 16L);
        assertThat(seen).allSatisfy(request -> {
            assertThat(request.header("X-Own")).isEqualTo("yes");
            assertThat(request.header("Cookie")).isEqualTo("own=1");
            assertThat(request.header("Authorization")).startsWith("Basic ");
        });
        assertThat(seen)
                .filteredOn(request -> request.line().endsWith("/y"))
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.header("X-A")).isEqualTo("1"));
        assertThat(seen)
                .filteredOn(request -> request.line().startsWith("GET"))
                .allSatisfy(
                        request -> assertThat(request.header("Content-Type")).isNull());
        assertThat(result.connections().opened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendLinesAndChunksAgainToAnotherHostWithoutSecrets(boolean chunked) {
        String large = "0123456789".repeat(10_000);
        RequestContent content = new RequestContent(
                variety(RequestVariant.ofBody(bytes("one")), RequestVariant.ofBody(bytes(large))), chunked, null, null);
        Runs.good(spec("/to/307?" + otherUrl + "/x", "POST", NONE, content), 1, 2);

        assertThat(seen).extracting(Seen::body).containsExactly("one", "one", large, large);
        for (Seen request : seen) {
            boolean away = request.line().equals("POST /x");
            assertThat(request.host()).isEqualTo((away ? otherUrl : homeUrl).substring(7));
            assertThat(request.header("Authorization") == null).isEqualTo(away);
            assertThat(request.header("Cookie") == null).isEqualTo(away);
            assertThat(request.header("X-Own")).isEqualTo("yes");
            assertThat(request.header("Transfer-Encoding")).isEqualTo(chunked ? "chunked" : null);
            assertThat(request.header("Content-Type")).startsWith("text/plain");
        }
    }

    @Test
    void shouldComeBackWithWhatIsMeantForItsOwnHost() {
        Runs.good(spec("/to/302?" + otherUrl + "/to/302?" + homeUrl + "/x", "GET", NONE, RequestContent.NONE), 1, 3);
        assertThat(seen)
                .extracting(request -> request.header("Authorization") != null)
                .containsExactly(true, false, true, true, false, true, true, false, true);
    }

    @Test
    void shouldSignAnewAtTheSameHostAndNotAtAnother() {
        AwsCredentials keys = new AwsCredentials("eu-west-1", "s3", "AKID", "secret", "token");
        RequestContent content = new RequestContent(
                variety(
                        RequestVariant.ofUrl(homeUrl + "/to/307?/x%20y?b=1&a=2"),
                        RequestVariant.ofUrl(homeUrl + "/to/302?" + otherUrl + "/away")),
                false,
                null,
                keys);
        Runs.good(spec("/", "PUT", bytes("content"), content), 1, 2);

        assertThat(lines())
                .containsExactly(
                        "PUT /to/307?/x%20y?b=1&a=2 content",
                        "PUT /x%20y?b=1&a=2 content", "PUT /to/302?" + otherUrl + "/away content", "PUT /away content");
        for (Seen request : seen) {
            if (request.line().equals("PUT /away")) {
                assertThat(request.headers()).noneMatch(header -> header.name().regionMatches(true, 0, "X-Amz", 0, 5));
                assertThat(request.header("Authorization")).isNull();
            } else {
                assertThat(request.header("Authorization")).isEqualTo(signature(keys, request));
            }
        }
    }

    /** What AWS would compute of what it got. */
    private static String signature(AwsCredentials keys, Seen request) {
        String[] line = request.line().split(" ", 2);
        List<Header> signed = new ArrayList<>();
        String names = request.header("Authorization").replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
        for (String name : names.split(";")) {
            if (!name.startsWith("x-amz-")) {
                signed.add(new Header(name, request.header(name)));
            }
        }
        AwsSigner signer = new AwsSigner(keys);
        Instant then = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .parse(request.header("X-Amz-Date"), Instant::from);
        return signer.sign(line[0], line[1], signed, bytes(request.body()), then).stream()
                .filter(header -> header.name().equals("Authorization"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void shouldNotAnswerTheChallengeOfAnotherHost() {
        HttpServer asking = OriginsDriver.serve(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
            seen.add(new Seen("asking", exchange.getRequestHeaders().getFirst("Authorization"), List.of(), ""));
            OriginsDriver.reply(exchange, 401, "");
        });
        try {
            RequestContent content = new RequestContent(null, false, "user:pw", null);
            TrialResult result =
                    Runs.run(spec("/to/302?" + OriginsDriver.url(asking) + "/", "GET", NONE, content), 1, 2);
            assertThat(result.statusCodes()).containsOnlyKeys(401);
            assertThat(seen)
                    .filteredOn(request -> request.host().equals("asking"))
                    .hasSize(2)
                    .allMatch(request -> request.line() == null);
        } finally {
            asking.stop(0);
        }
    }

    @Test
    void shouldFollowThroughAProxyThatGetsTheRequests() {
        HttpServer proxy = OriginsDriver.serve(exchange -> {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            seen.add(new Seen("proxy", line, List.of(new Header("Proxy-Authorization", authorization)), body));
            boolean pointsOn = line.endsWith("/old");
            exchange.getResponseHeaders().add("Location", pointsOn ? "/new" : "/nowhere");
            OriginsDriver.reply(exchange, pointsOn ? 307 : 200, "");
        });
        try {
            RequestContent content = RequestContent.NONE.with(variety(
                    new RequestVariant("POST", "http://first.test/old", List.of(), bytes("a")),
                    RequestVariant.ofUrl("http://first.test/plain")));
            ProxySpec through = new ProxySpec(
                    "http://user:pw@127.0.0.1:" + proxy.getAddress().getPort(), null, null, null, null);
            Runs.good(
                    RequestSpec.get("http://first.test/")
                            .with(TransportSpec.NONE
                                    .with(HttpSpec.NONE.withRedirects(1))
                                    .with(through))
                            .with(content),
                    1,
                    2);
            assertThat(lines())
                    .containsExactly(
                            "POST http://first.test/old a",
                            "POST http://first.test/new a",
                            "GET http://first.test/plain");
            assertThat(seen)
                    .allSatisfy(request ->
                            assertThat(request.header("Proxy-Authorization")).startsWith("Basic "));
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void shouldCountCirclesAndTooManyByTheirKindOfEachTarget() {
        RequestContent content = RequestContent.NONE.with(variety(
                RequestVariant.ofUrl(homeUrl + "/to/302?/to/302?/to/302?/to/302?/x"),
                RequestVariant.ofUrl(homeUrl + "/to/302?ftp://x/"),
                RequestVariant.ofUrl(homeUrl + "/x")));
        TrialResult result = Runs.run(spec("/", "GET", NONE, content), 1, 9);
        assertThat(result.counts().ok()).isEqualTo(3);
        assertThat(result.errors()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo("redirects");
            assertThat(row.count()).isEqualTo(6);
            assertThat(row.firstExample()).startsWith("more than 3 redirects: " + homeUrl + "/to/302?");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void shouldUploadBehindRedirectsOfARealServer(String version, @TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        boolean http2 = version.equals("2");
        int port = Ports.freePort();
        int otherPort = Ports.freePort();
        String url = "http://127.0.0.1:" + port;
        String listen = "listen 127.0.0.1:%d" + (http2 ? " http2;" : ";");
        String put = " client_max_body_size 10m; absolute_redirect off; location /put { dav_methods PUT; }";
        String lines = listen.formatted(port) + put + " location /old { return 308 http://127.0.0.1:" + otherPort
                + "/put/a.txt; } location /here { return 307 /put/b.txt; } location /see { return 303 /index.txt; } }"
                + " server { " + listen.formatted(otherPort) + put + " root \"" + files + "\";";
        Files.createDirectories(files.resolve("put"));
        Files.writeString(files.resolve("index.txt"), "hello");
        try (RealServer server = RealServers.nginx(files, lines).orElseThrow()) {
            assertThat(server.port()).isPositive();
            byte[] body = "0123456789".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
            byte[] small = bytes("small");
            RequestVariety variety = variety(
                    new RequestVariant("PUT", url + "/old", List.of(), body),
                    new RequestVariant("PUT", url + "/here", List.of(), small),
                    new RequestVariant("POST", url + "/see", List.of(), small),
                    RequestVariant.ofUrl(url + "/index.txt"));
            RequestSpec spec = RequestSpec.get(url + "/index.txt")
                    .with(TransportSpec.NONE.with(new HttpSpec(version, http2 ? 2 : null, null, 3, null)))
                    .with(new RequestContent(variety, !http2, null, null));
            TrialResult result = Runs.good(spec, 4, 40);
            assertThat(result.protocol()).isEqualTo("http" + (http2 ? "2" : "1"));
            assertThat(result.protocolCounts()).containsEntry("redirects", 30L);
            assertThat(Files.readAllBytes(files.resolve("put/a.txt"))).isEqualTo(body);
            assertThat(Files.readAllBytes(files.resolve("put/b.txt"))).isEqualTo(small);
            assertThat(result.statusCodes().keySet()).isSubsetOf(200, 201, 204);
        }
    }
}
