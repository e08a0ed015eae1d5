// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.lane.WireCodec;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpInteractionTest {
    private static final RequestSpec SPEC = new RequestSpec(
            "http://localhost:8080/base?x=1",
            "POST",
            List.of(new Header("X-Test", "a")),
            "text/csv",
            "text/html",
            "user:secret",
            "body".getBytes(StandardCharsets.UTF_8),
            true,
            true);

    private final List<String> checks = new ArrayList<>();
    private final RequestDefaults defaults = new RequestDefaults(SPEC);
    private final HttpInteraction interaction =
            new HttpInteraction(defaults, true, (name, passed) -> checks.add(name + "=" + passed));

    private String composed(Consumer<HttpRequest> code) {
        interaction.begin(true);
        code.accept(interaction.request());
        return encoded(interaction);
    }

    private static String encoded(HttpInteraction from) {
        ByteBuffer buffer = ByteBuffer.allocate(from.prepare());
        from.encode(buffer);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    private static String template(RequestSpec spec) {
        return StandardCharsets.UTF_8.decode(RequestTemplate.of(spec).bytes()).toString();
    }

    @Test
    void shouldBeginAsTheLoadTestsOwnRequestWithoutItsBody() {
        RequestSpec same = new RequestSpec(
                SPEC.url(), "GET", SPEC.headers(), null, "text/html", "user:secret", new byte[0], true, true);
        assertThat(composed(request -> {})).isEqualTo(template(same));
    }

    @Test
    void shouldComposeWhatTheTemplateWouldSend() {
        RequestSpec same = new RequestSpec(
                "http://localhost:8080/items",
                "POST",
                SPEC.headers(),
                "application/json",
                "text/html",
                "user:secret",
                "{\"ü\":1}".getBytes(StandardCharsets.UTF_8),
                true,
                true);
        String text = composed(request -> request.post("/items").json("{\"ü\":1}"));
        assertThat(text).isEqualTo(template(same));
    }

    @Test
    void shouldReplaceDefaultsAndItsOwnHeadersInAnyCase() {
        String text = composed(request -> request.get("/")
                .header("x-TEST", "b")
                .header("Z", "1")
                .header("z", "2")
                .bearer("t")
                .header("host", "other"));
        assertThat(text).contains("x-TEST: b\r\n", "z: 2\r\n", "Authorization: Bearer t\r\n", "host: other\r\n");
        assertThat(text).doesNotContain("X-Test", "Z: 1", "Basic", "Host: localhost");
    }

    @Test
    void shouldEncodeQueriesAndForms() {
        String text = composed(request -> request.post("/s?a=1")
                .query("q", "ä b&c")
                .query("n", 7)
                .form("k", "1 2")
                .form("l", "=&"));
        assertThat(text)
                .startsWith("POST /s?a=1&q=%C3%A4%20b%26c&n=7 HTTP/1.1\r\n")
                .contains("Content-Type: application/x-www-form-urlencoded\r\n", "Content-Length: 16\r\n")
                .endsWith("\r\n\r\nk=1%202&l=%3D%26");
    }

    @Test
    void shouldSendAnEmptyLengthOnlyWhereTheMethodExpectsOne() {
        assertThat(composed(request -> request.post("/"))).contains("Content-Length: 0\r\n");
        assertThat(composed(request -> request.delete("/"))).doesNotContain("Content-Length");
    }

    @Test
    void shouldTakeUrlsOfItsOwnHost() {
        assertThat(composed(request -> request.get("http://localhost:8080/a#b")))
                .startsWith("GET /a HTTP");
        assertThat(composed(request -> request.get("http://localhost:8080"))).startsWith("GET / HTTP");
        assertThat(composed(request -> request.get("http://localhost:8081/a"))).contains("Host: localhost:8081\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "\u0000"})
    void shouldRefuseControlCharactersInHeaders(String value) {
        assertThatThrownBy(() -> composed(request -> request.get("/").header("A", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'A'");
        assertThatThrownBy(() -> composed(request -> request.get("/" + value)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> composed(request -> request.get("/").header("A" + value, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseHeadersThatFrameTheBody() {
        assertThatThrownBy(() -> composed(request -> request.get("/").header("content-length", "3")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse answered(String response, int piece) {
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        TestExchange exchange = new TestExchange(interaction);
        Http1Codec codec =
                new Http1Codec(RequestTemplate.of(SPEC), new HeadCaches(HeadCaches.SEVERAL), new RequestBuffers());
        exchange.begin(5);
        codec.begin(exchange);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        int answer = WireCodec.MORE;
        for (int from = 0; from < bytes.length; from += piece) {
            answer = codec.onBytes(buffer, from, Math.min(piece, bytes.length - from), exchange, 7);
        }
        assertThat(answer).isEqualTo(WireCodec.COMPLETE);
        exchange.complete(7, codec.code());
        return interaction.response();
    }

    private static final String ANSWER = "HTTP/1.1 100 Continue\r\nX: no\r\n\r\n"
            + "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nx-id: 7\r\nX-Id: 8\r\n"
            + "Set-Cookie: sid=abc; Path=/\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\n{\"a\":\r\n9\r\n[1,\"ü\"]}\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
    void shouldKeepTheWholeResponseWhateverThePieces(int piece) {
        interaction.begin(true);
        HttpResponse response = answered(ANSWER, piece);
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("X-ID")).isEqualTo("7");
        assertThat(response.headers("x-id")).containsExactly("7", "8");
        assertThat(response.header("x")).isNull();
        assertThat(response.text()).isEqualTo("{\"a\":[1,\"ü\"]}");
        assertThat(response.json("/a/1")).isEqualTo("ü");
        assertThat(response.json("/a")).isEqualTo("[1,\"ü\"]");
        assertThat(response.json("/b")).isNull();
        assertThat(response.regex("\\[(\\d)")).isEqualTo("1");
        assertThat(response.contains("ü\"]")).isTrue();
        assertThat(response.contains("[2")).isFalse();
        assertThat(response.serviceTimeNs()).isEqualTo(2);
        assertThat(response.isTruncated()).isFalse();
        assertThat(response.check("fine", true)).isTrue();
        assertThat(checks).containsExactly("fine=true");
    }

    @Test
    void shouldKeepTheSameWhereverTheResponseIsSplitAndWhetherItsHeadIsKnown() {
        byte[] bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        TestExchange exchange = new TestExchange(interaction);
        Http1Codec codec =
                new Http1Codec(RequestTemplate.of(SPEC), new HeadCaches(HeadCaches.SEVERAL), new RequestBuffers());
        int finalHead = ANSWER.indexOf("HTTP/1.1 201");
        for (int from : new int[] {0, finalHead}) {
            for (int cut = from; cut < bytes.length; cut++) {
                interaction.begin(true);
                exchange.begin(1);
                codec.begin(exchange);
                assertThat(codec.onBytes(buffer, from, cut - from, exchange, 2)).isEqualTo(WireCodec.MORE);
                assertThat(codec.onBytes(buffer, cut, bytes.length - cut, exchange, 3))
                        .isEqualTo(WireCodec.COMPLETE);
                HttpResponse response = interaction.response();
                assertThat(response.text()).as("cut at %s", cut).isEqualTo("{\"a\":[1,\"ü\"]}");
                assertThat(response.headers("x-id")).containsExactly("7", "8");
                assertThat(response.header("X")).isNull();
                assertThat(response.header("Transfer-Encoding")).isEqualTo("chunked");
                assertThat(response.status()).isEqualTo(201);
            }
        }
    }

    @Test
    void shouldStayWhatItIsWhenItsExchangeCarriesAnother() {
        interaction.begin(true);
        byte[] bytes = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno".getBytes(StandardCharsets.UTF_8);
        TestExchange exchange = new TestExchange(interaction);
        Http1Codec codec =
                new Http1Codec(RequestTemplate.of(SPEC), new HeadCaches(HeadCaches.ONE), new RequestBuffers());
        exchange.begin(5);
        codec.begin(exchange);
        codec.onBytes(new UnsafeBuffer(bytes), 0, bytes.length, exchange, 9);
        exchange.complete(9, 404);
        exchange.begin(100);
        HttpResponse response = interaction.response();
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.bodyBytes()).isEqualTo(2);
        assertThat(response.serviceTimeNs()).isEqualTo(4);
        assertThat(response.isTruncated()).isFalse();
    }

    @Test
    void shouldReadTheCharsetOfTheBody() {
        interaction.begin(true);
        HttpResponse response = answered(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; a=b; Charset=\"iso-8859-1\"\r\nContent-Length: 2\r\n\r\né",
                1000);
        assertThat(response.text()).isEqualTo("Ã©");
        assertThat(response.contains("Ã")).isTrue();
        assertThat(response.contains("é")).isFalse();
        interaction.begin(true);
        response = answered(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=no-such\r\nContent-Length: 2\r\n\r\né", 1000);
        assertThat(response.text()).isEqualTo("é");
        assertThat(response.contains("é")).isTrue();
        assertThat(response.contains("")).isTrue();
        assertThat(response.contains("éé")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{} x", "{\"a\":", "nul"})
    void shouldRefuseToReadOtherTextsAsJson(String text) {
        interaction.begin(true);
        HttpResponse response =
                answered("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text, 1000);
        assertThatThrownBy(() -> response.json("/a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no JSON");
    }

    @Test
    void shouldSendTheCookiesThatItGot() {
        interaction.begin(false);
        answered(ANSWER, 1000);
        assertThat(composed(request -> request.get("/x"))).contains("Cookie: sid=abc\r\n");
        assertThat(composed(request -> request.get("/x").header("cookie", "own=1")))
                .contains("cookie: own=1\r\n")
                .doesNotContain("sid");
        interaction.newUser();
        assertThat(composed(request -> request.get("/x"))).doesNotContain("ookie");
    }

    @Test
    void shouldKeepTheBeginningOfALargeBody() {
        interaction.begin(true);
        int size = CapturedBody.MAX_BYTES + 10;
        HttpResponse response =
                answered("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size), 100_000);
        assertThat(response.isTruncated()).isTrue();
        assertThat(response.bodyBytes()).isEqualTo(size);
        assertThat(response.bytes()).hasSize(CapturedBody.MAX_BYTES);
    }

    @Test
    void shouldSayWhatIsThereWhenTheBodyIsNoJson() {
        interaction.begin(true);
        HttpResponse response = answered("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", 1000);
        assertThatThrownBy(() -> response.json("/a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<html>");
    }
}
