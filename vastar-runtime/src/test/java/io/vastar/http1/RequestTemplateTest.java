// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.spi.VastarVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {
    private static final String AGENT = "User-Agent: vastar/" + VastarVersion.text() + "\r\n";
    private static final byte[] NO_BODY = {};

    @Test
    void shouldSendAsLittleAsHttpAllows() {
        RequestTemplate template = RequestTemplate.of(RequestSpec.get("http://localhost:8080/a?b=c"));

        assertThat(text(template)).isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: localhost:8080\r\n" + AGENT + "\r\n");
        assertThat(template.length()).isEqualTo(text(template).length());
        assertThat(template.bytes().isDirect()).isTrue();
        assertThat(template.keepAlive()).isTrue();
    }

    @Test
    void shouldSendWhatTheUserAskedFor() {
        RequestSpec spec = new RequestSpec(
                "http://h/",
                "POST",
                List.of(header("X-One", "1"), header("x-two", "a: b"), header("X-One", "again"), header("X-Empty", "")),
                "application/xml",
                "text/html",
                "user:p\u00e4ss",
                utf8("<\u00e4/>"),
                false,
                false);

        assertThat(text(RequestTemplate.of(spec)))
                .isEqualTo(
                        "POST / HTTP/1.1\r\nHost: h\r\n" + AGENT + "Accept: text/html\r\nAccept-Encoding: identity\r\n"
                                + "Authorization: Basic dXNlcjpww6Rzcw==\r\nConnection: close\r\n"
                                + "Content-Type: application/xml\r\nContent-Length: 5\r\n"
                                + "X-One: 1\r\nx-two: a: b\r\nX-One: again\r\nX-Empty:\r\n\r\n<\u00e4/>");
        assertThat(RequestTemplate.of(spec).keepAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "User-Agent", "Accept", "Accept-Encoding", "Authorization", "Connection", "Content-Type"
            })
    void shouldLetTheUsersHeaderReplaceTheDefaultInAnyCase(String name) {
        String users = name.toUpperCase(java.util.Locale.ROOT);
        RequestSpec spec = new RequestSpec(
                "http://u:p@h/",
                "POST",
                List.of(header(name, "first"), header(users, "x:y")),
                "application/xml",
                "text/html",
                null,
                utf8("body"),
                false,
                false);

        String text = text(RequestTemplate.of(spec));

        assertThat(text.lines()
                        .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                                .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":")))
                .containsExactly(users + ": x:y");
    }

    @Test
    void shouldKeepHostInFirstPlaceWhenTheUserGivesIt() {
        assertThat(text(RequestTemplate.of(get(header("X", "1"), header("host", "other")))))
                .startsWith("GET / HTTP/1.1\r\nhost: other\r\n");
    }

    @Test
    void shouldSendAnEmptyValueInPlaceOfADefault() {
        assertThat(text(RequestTemplate.of(get(header("User-Agent", " ")))))
                .isEqualTo("GET / HTTP/1.1\r\nHost: h\r\nUser-Agent:\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "HEAD, false", "DELETE, false", "OPTIONS, false"
    })
    void shouldSendContentLengthWithoutABodyOnlyWhereServersExpectOne(String method, boolean expected) {
        String text = text(RequestTemplate.of(withBody(method, "application/json", "")));

        assertThat(text.contains("Content-Length: 0\r\n")).isEqualTo(expected);
        assertThat(text).doesNotContain("Content-Type");
    }

    @Test
    void shouldSendABodyWithAnyMethod() {
        assertThat(text(RequestTemplate.of(withBody("GET", null, "hello"))))
                .contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\nhello");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1}', application/json",
        "' \n[1]', application/json",
        "hello, text/plain; charset=utf-8",
        "a=1&b=2, text/plain; charset=utf-8"
    })
    void shouldChooseAContentTypeForABodyWithoutOne(String body, String expected) {
        assertThat(text(RequestTemplate.of(withBody("POST", null, body))))
                .contains("\r\nContent-Type: " + expected + "\r\n");
    }

    @Test
    void shouldCallABodyThatIsNoTextBinary() {
        RequestSpec spec = new RequestSpec(
                "http://h/", "POST", List.of(), null, null, null, new byte[] {(byte) 0xff, 0}, true, true);

        assertThat(text(RequestTemplate.of(spec))).contains("\r\nContent-Type: application/octet-stream\r\n");
    }

    @Test
    void shouldPreferTheGivenCredentialsOverThoseInTheUrl() {
        assertThat(text(RequestTemplate.of(RequestSpec.get("http://u:p@h/"))))
                .contains("Authorization: Basic dTpw\r\n");
        RequestSpec both = new RequestSpec("http://u:p@h/", "GET", List.of(), null, null, "a:b", NO_BODY, true, true);
        assertThat(text(RequestTemplate.of(both))).contains("Authorization: Basic YTpi\r\n");
    }

    @Test
    void shouldNotKeepTheConnectionWhenTheUsersHeaderClosesIt() {
        assertThat(RequestTemplate.of(get(header("connection", "x, Close"))).keepAlive())
                .isFalse();
        assertThat(RequestTemplate.of(get(header("Connection", "keep-alive"))).keepAlive())
                .isTrue();
    }

    @Test
    void shouldAcceptTheRightContentLengthOnly() {
        assertThat(text(RequestTemplate.of(get(header("content-length", "0"))))).contains("content-length: 0\r\n");
        assertRefused(get(header("Content-Length", "1")), "does not match the body of 0 bytes", "remove the header");
        assertRefused(get(header("Content-Length", "")), "does not match the body of 0 bytes", "remove the header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nEvil: 1", "a\n", "\r", "a\u0000b", "a\u0001", "\u007f"})
    void shouldRefuseControlCharactersInValues(String value) {
        assertRefused(get(header("X", value)), "header 'X'", "remove it");
        assertRefused(get(header("Host", value)), "header 'Host'", "remove it");
        assertRefused(
                new RequestSpec("http://h/", "POST", List.of(), value, null, null, utf8("b"), true, true),
                "header 'Content-Type'",
                "remove it");
        assertRefused(
                new RequestSpec("http://h/", "GET", List.of(), null, value, null, NO_BODY, true, true),
                "header 'Accept'",
                "remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "X:Y", "N\u00e4me", " X"})
    void shouldRefuseNamesThatAreNone(String name) {
        assertRefused(get(header(name, "1")), "not a header name", "use letters");
    }

    @Test
    void shouldRefuseNamesWithLineBreaks() {
        assertRefused(get(header("X\r\nY", "1")), "the name has a control character", "remove it");
    }

    @Test
    void shouldRefuseWhatItCannotSend() {
        assertRefused(
                get(header("transfer-encoding", "chunked")), "write --chunked for a chunked body", "remove the header");
        assertRefused(withBody("GE T", null, ""), "'GE T' is not a request method", "GET or POST");
        assertRefused(withBody("", null, ""), "not a request method", "GET or POST");
        assertRefused(withBody("CONNECT", null, ""), "CONNECT", "another method");
        assertRefused(
                new RequestSpec("http://h/", "GET", List.of(), null, null, "user", NO_BODY, true, true),
                "no password",
                "user:password");
    }

    @Test
    void shouldRefuseWhatHttp2CannotCarry() {
        TransportSpec http2 = TransportSpec.NONE.with(HttpSpec.NONE.withVersion("2"));

        assertRefused(get(header("te", "gzip")).with(http2), "cannot be sent over HTTP/2", "'trailers'");
        assertRefused(get(header("TE", "trailers, deflate")).with(http2), "cannot be sent over HTTP/2", "'trailers'");
        assertThat(RequestTemplate.of(get(header("TE", "trailers")).with(http2)).length())
                .isPositive();
        assertThat(RequestTemplate.of(get(header("TE", "gzip"))).length()).isPositive();
    }

    @Test
    void shouldGiveEachReaderAPositionOfItsOwn() {
        RequestTemplate template = RequestTemplate.of(get());
        ByteBuffer first = template.bytes();
        first.position(first.limit());

        assertThat(template.bytes().remaining()).isEqualTo(template.length());
    }

    private static void assertRefused(RequestSpec spec, String what, String remedy) {
        assertThatThrownBy(() -> RequestTemplate.of(spec))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(remedy);
    }

    private static Header header(String name, String value) {
        return new Header(name, value);
    }

    private static RequestSpec get(Header... headers) {
        return new RequestSpec("http://h/", "GET", List.of(headers), null, null, null, NO_BODY, true, true);
    }

    private static RequestSpec withBody(String method, String contentType, String body) {
        return new RequestSpec("http://h/", method, List.of(), contentType, null, null, utf8(body), true, true);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(RequestTemplate template) {
        return StandardCharsets.UTF_8.decode(template.bytes()).toString();
    }
}
