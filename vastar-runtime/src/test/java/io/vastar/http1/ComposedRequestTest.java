// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.api.HttpRequest;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposedRequestTest {
    private static final String[] NAMES = {
        "Accept",
        "accept",
        "User-Agent",
        "Host",
        "Authorization",
        "Connection",
        "Content-Type",
        "X-A",
        "x-a",
        "X-B",
        "X-C"
    };
    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "PURGE"
    };
    private static final String[] TARGETS = {"/", "/a?b=c", "/ü/%20?ß", "/x/", "//y", "/😀", "/a\\b?\"%<%2>^{%%41", "/%"
    };
    private static final byte[] NO_BODY = {};

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static String composed(RequestSpec spec, Consumer<HttpRequest> code) {
        HttpInteraction interaction = new HttpInteraction(new RequestDefaults(spec), true, (name, passed) -> {});
        interaction.begin(false);
        code.accept(interaction.request());
        ByteBuffer buffer = ByteBuffer.allocate(interaction.prepare());
        interaction.encode(buffer);
        return text(buffer.flip());
    }

    private static String composed(Consumer<HttpRequest> code) {
        return composed(RequestSpec.get("http://localhost:8080/own?q"), code);
    }

    private static RequestSpec spec(
            String url, String method, List<Header> headers, String contentType, String accept, byte[] body) {
        return new RequestSpec(url, method, headers, contentType, accept, "u:p", body, true, true);
    }

    private static List<Header> someHeaders(Random random, boolean distinct) {
        Map<String, Header> some = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            String value = random.nextInt(8) == 0 ? "" : "v" + random.nextInt(100) + (random.nextBoolean() ? " é" : "");
            some.put(distinct ? name.toLowerCase(Locale.ROOT) : name + i, new Header(name, value));
        }
        return new ArrayList<>(some.values());
    }

    @Test
    void shouldSendTheVeryBytesThatTheTemplateWouldSend() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<Header> own = someHeaders(random, true);
            own.removeIf(header -> header.name().equals("Content-Type"));
            List<Header> users = someHeaders(random, false);
            Map<String, Header> all = new LinkedHashMap<>();
            own.forEach(header -> all.put(header.name().toLowerCase(Locale.ROOT), header));
            int ownCount = all.size();
            for (Header header : users) {
                String key = header.name().toLowerCase(Locale.ROOT);
                if (own.stream().noneMatch(other -> other.name().equalsIgnoreCase(key))) {
                    all.remove(key);
                }
                all.put(key, header);
            }
            assertThat(all).hasSizeGreaterThanOrEqualTo(ownCount);
            String method = METHODS[random.nextInt(METHODS.length)];
            String target = TARGETS[random.nextInt(TARGETS.length)];
            String accept = random.nextBoolean() ? "text/html" : null;
            String json = random.nextBoolean() ? null : "{\"é😀\":\"" + "x".repeat(random.nextInt(300)) + "\"}";

            RequestSpec expected = spec(
                    "http://localhost:8080" + target,
                    method,
                    List.copyOf(all.values()),
                    "application/json",
                    accept,
                    json == null ? NO_BODY : json.getBytes(StandardCharsets.UTF_8));
            boolean bodyFirst = random.nextBoolean();
            String actual =
                    composed(spec("http://localhost:8080/own?q", "POST", own, null, accept, new byte[9]), request -> {
                        if (bodyFirst && json != null) {
                            request.json(json);
                        }
                        users.forEach(header -> request.header(header.name(), header.value()));
                        request.method(method, target);
                        if (!bodyFirst && json != null) {
                            request.json(json);
                        }
                    });
            assertThat(actual)
                    .as("seed %s", seed)
                    .isEqualTo(text(RequestTemplate.of(expected).bytes()));
        }
    }

    @Test
    void shouldRefuseAHeaderThatHttp2CannotCarry() {
        RequestSpec http2 =
                RequestSpec.get("http://localhost:8080/").with(TransportSpec.NONE.with(HttpSpec.NONE.withVersion("2")));

        assertThatThrownBy(() -> composed(http2, request -> request.header("TE", "gzip")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "header 'TE: gzip' cannot be sent over HTTP/2, where the only value of TE is 'trailers'; write"
                                + " that, or remove the header");
        assertThat(composed(http2, request -> request.header("TE", "trailers"))).contains("TE: trailers\r\n");
    }

    @Test
    void shouldSendARawPathAsItIsWritten() {
        RequestSpec raw =
                RequestSpec.get("http://localhost:8080/").with(TransportSpec.NONE.with(HttpSpec.NONE.withRawUrl(true)));

        assertThat(composed(raw, request -> request.get("/a\\b?%<>"))).startsWith("GET /a\\b?%<> HTTP/1.1");
    }

    @Test
    void shouldKeepAnyNumberOfTheLoadTestsHeaders() {
        List<Header> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new Header("X-" + i, "v"));
        }
        String text = composed(
                spec("http://localhost:8080/", "GET", many, null, null, NO_BODY),
                request -> request.get("/").header("x-99", "w"));
        assertThat(text).contains("X-0: v", "X-98: v", "x-99: w").doesNotContain("X-99");
    }

    @Test
    void shouldGiveBodiesTheTypeOfTheLoadTest() {
        RequestSpec csv = spec("http://localhost:8080/", "POST", List.of(), "text/csv", null, new byte[1]);
        assertThat(composed(csv, request -> request.post("/").body("a,b"))).contains("Content-Type: text/csv\r\n");
        assertThat(composed(csv, request -> request.post("/").body(new byte[1])))
                .contains("Content-Type: text/csv\r\n");
        assertThat(composed(csv, request -> request.post("/").json("1")))
                .contains("Content-Type: application/json\r\n");
        assertThat(composed(csv, request -> request.post("/"))).doesNotContain("Content-Type");
        RequestSpec header = spec(
                "http://localhost:8080/",
                "POST",
                List.of(new Header("content-TYPE", "a/b")),
                "text/csv",
                null,
                NO_BODY);
        assertThat(composed(header, request -> request.post("/").body("x"))).contains("Content-Type: a/b\r\n");
        assertThat(composed(request -> request.post("/").body("x")))
                .contains("Content-Type: text/plain; charset=utf-8\r\n");
        assertThat(composed(request -> request.post("/").body(new byte[1])))
                .contains("Content-Type: application/octet-stream\r\n");
        assertThat(composed(request ->
                        request.header("content-type", "x/y").post("/").json("1")))
                .contains("content-type: x/y\r\n")
                .doesNotContain("json");
    }

    @Test
    void shouldTakeTheLastBody() {
        assertThat(composed(request ->
                        request.form("a", "1").body("text").form("b", "2").form("c", "3")))
                .contains("Content-Type: application/x-www-form-urlencoded\r\n", "Content-Length: 7\r\n")
                .endsWith("\r\n\r\nb=2&c=3");
        assertThat(composed(request -> request.form("a", "1").json("[]")))
                .contains("application/json")
                .endsWith("\r\n\r\n[]");
    }

    @Test
    void shouldAddToTheQueryThatIsThere() {
        assertThat(composed(request -> request.query("n", -5))).startsWith("GET /own?q&n=-5 ");
        assertThat(composed(request -> request.get("/s?").query("a", Long.MAX_VALUE)))
                .startsWith("GET /s?a=9223372036854775807 ");
        assertThat(composed(request -> request.get("/s#f?x").query("a~b", "/?é\uD83D")))
                .startsWith("GET /s?a~b=%2F%3F%C3%A9%EF%BF%BD ");
        assertThat(composed(request -> request.query("a", "1").get("/s"))).startsWith("GET /s ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://LOCALHOST:8080/a?b, /a?b",
        "HTTP://localhost:8080, /",
        "http://localhost:8080?x, /?x",
        "http://user:pw@localhost:8080/a#b, /a"
    })
    void shouldKnowItsOwnHostHoweverItIsWritten(String url, String target) {
        assertThat(composed(request -> request.get(url))).startsWith("GET " + target + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/a", "http://localhost:8081/a", "http://example.com:8080/"})
    void shouldNameTheHostOfOtherUrls(String url) {
        String host = url.substring("http://".length(), url.indexOf('/', "http://".length()));
        assertThat(composed(request -> request.get(url)))
                .contains("Host: " + host + "\r\n")
                .doesNotContain("Host: localhost:8080\r\n");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "items", "?a=b", "/a b", "/a\tb", "/a\u0085", "/\uD83D", "/\uDE00x", "ftp://localhost:8080/"
            })
    void shouldRefuseWhatIsNoPath(String path) {
        assertThatThrownBy(() -> composed(request -> request.get(path))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "A B", "GET\r\n", "CONNECT"})
    void shouldRefuseWhatIsNoMethod(String method) {
        assertThatThrownBy(() -> composed(request -> request.method(method, "/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSayWhatIsNull() {
        assertThatThrownBy(() -> composed(request -> request.bearer(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Authorization' is null");
        assertThatThrownBy(() -> composed(request -> request.query("page", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'page' is null");
        assertThatThrownBy(() -> composed(request -> request.form("user", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'user' is null");
        assertThatThrownBy(() -> composed(request -> request.json(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body is null");
        assertThatThrownBy(() -> composed(request -> request.header(null, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldStayAsItWasWhenAnArgumentIsRefused() {
        String text = composed(request -> {
            request.post("/a").header("X", "1").form("b", "2");
            for (Runnable wrong : List.<Runnable>of(
                    () -> request.get("no"),
                    () -> request.header("X", "1\r\nY: 2"),
                    () -> request.header("Content-Length", "7"),
                    () -> request.json(null),
                    () -> request.form("c", null))) {
                assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
            }
        });
        assertThat(text)
                .startsWith("POST /a ")
                .contains("X: 1\r\n")
                .doesNotContain("Y: 2")
                .endsWith("\r\n\r\nb=2");
    }

    @Test
    void shouldLetTheLoadTestsOwnCookieHeaderWin() {
        RequestSpec spec =
                spec("http://localhost:8080/", "GET", List.of(new Header("cookie", "a=b")), null, null, NO_BODY);
        assertThat(new HttpInteraction(new RequestDefaults(spec), true, (n, p) -> {})
                        .request()
                        .hasCookie())
                .isTrue();
    }
}
