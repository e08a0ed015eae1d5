// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest {
    private final RequestTarget target =
            new RequestTarget(new RequestDefaults(RequestSpec.get("http://api.example.com/")));
    private long nowMs = Instant.parse("2026-01-06T12:00:00Z").toEpochMilli();
    private final CookieJar jar = new CookieJar(() -> nowMs);

    private void answered(String path, String... setCookies) {
        store(jar, path, setCookies);
    }

    private void store(CookieJar into, String path, String... setCookies) {
        store(into, target, path, setCookies);
    }

    private void store(CookieJar into, RequestTarget target, String path, String... setCookies) {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n");
        for (String cookie : setCookies) {
            text.append("set-cookie: ").append(cookie).append("\r\n");
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        CapturedHead head = new CapturedHead();
        head.add(new UnsafeBuffer(ByteBuffer.wrap(bytes)), 0, bytes.length);
        target.set(path);
        into.store(target, head);
    }

    private String sentTo(String path) {
        return sentTo(jar, path);
    }

    private String sentTo(CookieJar from, String path) {
        return sentTo(from, target, path);
    }

    private String sentTo(CookieJar from, RequestTarget target, String path) {
        ByteText line = new ByteText();
        target.set(path);
        from.line(target, line);
        String text = new String(line.bytes, 0, line.length, StandardCharsets.ISO_8859_1);
        return text.isEmpty() ? "" : text.substring("Cookie: ".length(), text.length() - 2);
    }

    @Test
    void shouldSendLongerPathsFirstAndOlderCookiesFirst() {
        answered("/", "a=1; Path=/", "b=2; Path=/shop", "c=3; Path=/", "d=4; Path=/shop/cart");
        assertThat(sentTo("/shop/cart/1?x=/")).isEqualTo("d=4; b=2; a=1; c=3");
        answered("/", "a=9; Path=/");
        assertThat(sentTo("/shop")).isEqualTo("b=2; a=9; c=3");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/item?id=/1, /shop, true",
        "/shop/item, /shop/other, true",
        "/shop/item, /shopping, false",
        "/shop/item, /, false",
        "/shop/, /shop/a, true",
        "/shop, /, true",
        "/, /any/thing, true"
    })
    void shouldTakeThePathOfTheRequestWhereNoneIsGiven(String setBy, String path, boolean sent) {
        answered(setBy, "a=1");
        assertThat(sentTo(path)).isEqualTo(sent ? "a=1" : "");
        jar.clear();
        answered(setBy, "a=1; Path=relative");
        assertThat(sentTo(path)).isEqualTo(sent ? "a=1" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, true",
        ".example.com, true",
        "API.example.COM, true",
        "other.example.com, false",
        "ample.com, false",
        "com, false",
        "a.api.example.com, false",
        "'', true"
    })
    void shouldTakeOnlyCookiesOfItsOwnDomain(String domain, boolean taken) {
        answered("/", "a=1; Domain=" + domain);
        assertThat(sentTo("/")).isEqualTo(taken ? "a=1" : "");
    }

    @Test
    void shouldTakeNoDomainButItsOwnWhereTheHostIsAnAddress() {
        CookieJar ofAddress = new CookieJar(() -> nowMs);
        RequestTarget address = new RequestTarget(new RequestDefaults(RequestSpec.get("http://127.0.0.1/")));
        store(ofAddress, address, "/", "a=1; Domain=0.0.1", "b=2; Domain=127.0.0.1", "c=3");
        assertThat(sentTo(ofAddress, address, "/")).isEqualTo("b=2; c=3");
    }

    @Test
    void shouldSendEachCookieToItsOwnHostsAlone() {
        answered("/", "own=1", "all=2; Domain=example.com");
        answered("http://www.example.com/", "www=3");
        assertThat(sentTo("/")).isEqualTo("own=1; all=2");
        assertThat(sentTo("http://www.example.com:8080/")).isEqualTo("all=2; www=3");
        assertThat(sentTo("http://a.www.example.com/")).isEqualTo("all=2");
        assertThat(sentTo("http://myexample.com/")).isEmpty();
    }

    @Test
    void shouldSendSecureCookiesOverHttpsAlone() {
        answered("/", "a=1; Secure", "b=2");
        assertThat(sentTo("/")).isEqualTo("b=2");
        assertThat(sentTo("https://api.example.com/")).isEqualTo("a=1; b=2");
    }

    @Test
    void shouldTellCookiesOfDifferentDomainsAndPathsApart() {
        answered("/", "a=1", "a=2; Domain=example.com", "a=3; Path=/x");
        assertThat(sentTo("/x")).isEqualTo("a=3; a=1; a=2");
        answered("/", "a=; Domain=example.com; Max-Age=0");
        assertThat(sentTo("/x")).isEqualTo("a=3; a=1");
    }

    @Test
    void shouldForgetWhatHasExpired() {
        answered(
                "/",
                "a=1; Max-Age=10",
                "b=2; Expires=Tue, 06 Jan 2026 12:00:20 GMT",
                "c=3; Max-Age=30; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "d=4; Max-Age=nonsense",
                "e=5; Expires=nonsense",
                "f=6; Max-Age=99999999999999999999");
        assertThat(sentTo("/")).isEqualTo("a=1; b=2; c=3; d=4; e=5; f=6");
        nowMs += 10_000;
        assertThat(sentTo("/")).isEqualTo("b=2; c=3; d=4; e=5; f=6");
        nowMs += 10_000;
        assertThat(sentTo("/")).isEqualTo("c=3; d=4; e=5; f=6");
        answered("/", "d=; expires=Thu, 01 Jan 1970 00:00:00 GMT", "e=; Max-Age=-1", "f=x; max-age=0");
        assertThat(sentTo("/")).isEqualTo("c=3");
    }

    @Test
    void shouldNotSendSecureCookiesOverPlainHttp() {
        answered("/", "a=1; Secure", "b=2; HttpOnly; SameSite=Strict");
        assertThat(sentTo("/")).isEqualTo("b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "novalue", "=x", ";", "; Path=/", "a=\u0001"})
    void shouldIgnoreWhatIsNoCookie(String text) {
        answered("/", text);
        assertThat(sentTo("/")).isEmpty();
    }

    @Test
    void shouldKeepTheBytesOfAValue() {
        answered("/", "a = \"x=y\u00e9\" ");
        assertThat(sentTo("/")).isEqualTo("a=\"x=y\u00e9\"");
    }

    @Test
    void shouldDropTheOldestWhenThereAreTooMany() {
        for (int i = 0; i <= CookieJar.MOST; i++) {
            answered("/", "c" + i + "=1");
        }
        assertThat(sentTo("/").split("; "))
                .hasSize(CookieJar.MOST)
                .startsWith("c1=1")
                .endsWith("c128=1");
    }

    @Test
    void shouldSurviveAnyPath() {
        answered("/{a|b}^/[x]?q=%zz", "a=1");
        assertThat(sentTo("/{a|b}^/")).isEqualTo("a=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994 | 1994-11-06T08:49:37Z",
                "Wed, 1-Jan-2031 1:2:3 UTC | 2031-01-01T01:02:03Z",
                "1 january 30 00:00:00 | 2030-01-01T00:00:00Z"
            })
    void shouldReadTheDatesThatServersWrite(String text, Instant expected) {
        assertThat(CookieDate.parseMs(text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "tomorrow",
                "Sun, 06 Nov 1994",
                "31 Feb 2026 00:00:00",
                "1 Jan 2026 25:00:00",
                "1 Jan 1600 00:00:00"
            })
    void shouldNotTakeOtherTextsForDates(String text) {
        assertThat(CookieDate.parseMs(text)).isEqualTo(CookieDate.NONE);
    }
}
