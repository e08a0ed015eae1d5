// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost, localhost, 80, localhost, /",
        "http://localhost/, localhost, 80, localhost, /",
        "http://localhost:80/a, localhost, 80, localhost, /a",
        "http://localhost:/a, localhost, 80, localhost, /a",
        "http://localhost:8080, localhost, 8080, localhost:8080, /",
        "http://h:65535/, h, 65535, h:65535, /",
        "http://h:1/, h, 1, h:1, /",
        "HTTP://Example.COM/A, Example.COM, 80, Example.COM, /A",
        "http://h?x=1, h, 80, h, /?x=1",
        "http://h:81?x=1&y=/, h, 81, h:81, /?x=1&y=/",
        "http://h#frag, h, 80, h, /",
        "http://h/a?b#frag?c, h, 80, h, /a?b",
        "http://h/a//b/../c;d=1?e=f?g, h, 80, h, /a//b/../c;d=1?e=f?g",
        "http://[::1], ::1, 80, [::1], /",
        "http://[::1]:8080, ::1, 8080, [::1]:8080, /",
        "http://[::1]?x, ::1, 80, [::1], /?x",
        "http://[2001:db8::1]:80/a, 2001:db8::1, 80, [2001:db8::1], /a",
        "http://[::ffff:127.0.0.1]/, ::ffff:127.0.0.1, 80, [::ffff:127.0.0.1], /",
        "http://[fe80::1%25lo]:81/, fe80::1%lo, 81, [fe80::1]:81, /",
        "http://127.0.0.1:9/, 127.0.0.1, 9, 127.0.0.1:9, /",
        "http://h./, h., 80, h., /",
        "http://my_service:80/, my_service, 80, my_service, /",
        "http://h/a%20b%zz%, h, 80, h, /a%20b%25zz%25",
        "http://h/a\\b?x=<y>^`{|}, h, 80, h, /a%5Cb?x=%3Cy%3E%5E%60%7B%7C%7D",
        "'http://h/\"a\"?f[n]=1,2', h, 80, h, '/%22a%22?f[n]=1,2'",
        "http://h/gr\u00fc\u00df?q=\u20ac, h, 80, h, /gr%C3%BC%C3%9F?q=%E2%82%AC",
        "http://h/\ud83d\ude00, h, 80, h, /%F0%9F%98%80",
        "http://b\u00fccher.example/, xn--bcher-kva.example, 80, xn--bcher-kva.example, /",
        "http://B\u00dcCHER.example:81/, xn--bcher-kva.example, 81, xn--bcher-kva.example:81, /"
    })
    void shouldTakeApartTheUrlsThatUsersWrite(String url, String host, int port, String hostHeader, String target) {
        HttpUrl parsed = HttpUrl.parse(url);

        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
        assertThat(parsed.hostHeader()).isEqualTo(hostHeader);
        assertThat(parsed.target()).isEqualTo(target);
        assertThat(parsed.userInfo()).isNull();
        assertThat(HttpUrl.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://u:p@h/, u:p",
        "http://u@h/, u:",
        "http://u:@h/, u:",
        "http://u:a%40b%3A%25@h/, u:a@b:%",
        "http://u:a@b@h/, u:a@b",
        "http://\u00fc:p@h/, \u00fc:p",
        "http://u:100%@h/, u:100%"
    })
    void shouldDecodeUserAndPassword(String url, String userInfo) {
        HttpUrl parsed = HttpUrl.parse(url);

        assertThat(parsed.userInfo()).isEqualTo(userInfo);
        assertThat(parsed.host()).isEqualTo("h");
        assertThat(HttpUrl.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:0/, '''0''', use 1 to 65535",
        "http://h:65536/, '''65536''', use 1 to 65535",
        "http://h:99999999999/, '''99999999999''', use 1 to 65535",
        "http://h:-1/, '''-1''', use 1 to 65535",
        "http://h:http/, '''http''', use 1 to 65535",
        "http://[::1]:x/, '''x''', use 1 to 65535",
        "http://, has no host, http://localhost:8080/",
        "http:///a, has no host, http://localhost:8080/",
        "http://:80/, has no host, http://localhost:8080/",
        "http://?x, has no host, http://localhost:8080/",
        "http://u:p@/, has no host, http://localhost:8080/",
        "localhost:8080, not an absolute URL, http://localhost:8080/path",
        "/a, not an absolute URL, http://localhost:8080/path",
        "'', not an absolute URL, http://localhost:8080/path",
        "://h, not an absolute URL, http://localhost:8080/path",
        "h/?u=http://x, not an absolute URL, http://localhost:8080/path",
        "http:/h, not an absolute URL, http://localhost:8080/path",
        "ftp://h/, the scheme 'ftp', write an http:// or https:// URL",
        "http://h/a b, space at position 10, %20",
        "' http://h/', space at position 0, %20",
        "http://h h/, space at position 8, %20",
        "'http://h/a\tb', control character at position 10, %09",
        "'http://h/a\r\nX: y', control character at position 10, %0D",
        "http://h/\u007f, control character at position 9, %7F",
        "http://u%0d%0a:p@h/, control character in its user, remove it",
        "http://::1/, more than one ':', in brackets",
        "http://[::1/, '''['' without '']''', http://[::1]:8080/",
        "http://[::1]8080/, '''8080'' after '']''', http://[::1]:8080/",
        "http://[nonsense]/, not an IPv6 address, [::1]",
        "http://[]/, not an IPv6 address, [::1]",
        "http://a..b/, not a host name, single dots",
        "http://.a/, not a host name, single dots",
        "http://a$b/, not a host name, use letters",
        "http://a%20b/, not a host name, use letters",
        "http://h/\ud83d, half of a surrogate pair, percent-encoded"
    })
    void shouldSayWhatIsWrongAndWhatToDo(String url, String what, String remedy) {
        assertThatThrownBy(() -> HttpUrl.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldSendARawUrlAsItIsWritten() {
        RequestSpec request = RequestSpec.get("http://h/a\\b?x=%<\u00fc>");

        assertThat(HttpUrl.of(request).target()).isEqualTo("/a%5Cb?x=%25%3C%C3%BC%3E");
        assertThat(HttpUrl.of(request.with(TransportSpec.NONE.with(HttpSpec.NONE.withRawUrl(true))))
                        .target())
                .isEqualTo("/a\\b?x=%<%C3%BC>");
    }

    @Test
    void shouldShowWhatTurnsTheDirectionOfAHostAround() {
        assertThatThrownBy(() -> HttpUrl.parse("http://exa\u202emple.com/"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "'exa\\u202emple.com' in 'http://exa\\u202emple.com/' is not a host name; use letters, digits,"
                                + " '-', '_' and single dots, at most 63 characters between dots");
    }

    @Test
    void shouldRefuseAHostLabelOfMoreThan63Letters() {
        assertThatThrownBy(() -> HttpUrl.parse("http://" + "\u00fc".repeat(64) + "/"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not a host name");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:81, /a, http://h:81/a",
        "http://h:81/, /a, http://h:81/a",
        "http://h:81/, a?b=c#d, http://h:81/a?b=c",
        "http://h:81/api, /a, http://h:81/api/a",
        "http://h:81/api/, /a, http://h:81/api/a",
        "http://h:81/api, a, http://h:81/api/a",
        "http://h:81/api, '', http://h:81/api",
        "http://h:81/api, ?x=1, http://h:81/api?x=1",
        "http://h:81/api?x=1, '', http://h:81/api?x=1",
        "http://u:p%40@h:81, /a, http://u:p%40@h:81/a",
        "http://[::1]:81, /a, http://[::1]:81/a",
        "http://h:81, http://other/b, http://other/b",
        "http://h:81, /go?to=http://other/b, http://h:81/go?to=http://other/b"
    })
    void shouldJoinABaseUrlAndAPath(String base, String reference, String expected) {
        assertThat(HttpUrl.resolve(base, reference)).hasToString(expected);
    }

    @Test
    void shouldRefuseToAppendAPathToAQuery() {
        assertThatThrownBy(() -> HttpUrl.resolve("http://h/?x=1", "/a"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("return a base URL without '?'");
    }
}
