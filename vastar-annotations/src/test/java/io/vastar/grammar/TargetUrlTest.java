// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/plain, http, localhost, 8080",
        "http://localhost, http, localhost, -1",
        "HTTP://Example.COM./, http, Example.COM., -1",
        "http://h?x=1:2, http, h, -1",
        "http://h#frag:x, http, h, -1",
        "http://u:p@h:1/a:b, http, h, 1",
        "http://[::1]:65535, http, [::1], 65535",
        "http://[::1], http, [::1], -1",
        "http://[fe80::1%eth0]/, http, [fe80::1%eth0], -1",
        "http://127.0.0.1:1, http, 127.0.0.1, 1",
        "http://my_service:80/, http, my_service, 80",
        "http://bücher.example/, http, bücher.example, -1",
        "https://h/, https, h, -1",
    })
    void shouldReadTheAuthority(String text, String scheme, String host, int port) {
        assertThat(TargetUrl.parse(text)).isEqualTo(new TargetUrl(scheme, host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "'kafka://a:1,b:2/topic', kafka",
        "jdbc:postgresql://h:5432/db, jdbc:postgresql",
        "unix:///run/app.sock, unix",
    })
    void shouldLeaveOtherSchemesToTheirProtocols(String text, String scheme) {
        assertThat(TargetUrl.parse(text)).isEqualTo(new TargetUrl(scheme, null, -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "localhost:8080/x | 'localhost:8080/x' has no scheme; did you mean 'http://localhost:8080/x'?",
                "http:/h/x | did you mean 'http://h/x'?",
                "//h/x | did you mean 'http://h/x'?",
                "h/?u=http://x | 'h/?u=http://x' has no scheme",
                "http:// | 'http://' has no host",
                "http:///x | has no host",
                "http://:80/ | has no host",
                "http://h:0/ | '0' in 'http://h:0/' is not a port; write h:port with 1 to 65535",
                "http://h:65536/ | '65536' in 'http://h:65536/' is not a port",
                "http://h:/ | '' in 'http://h:/' is not a port",
                "http://h:80a/ | '80a' in 'http://h:80a/' is not a port",
                "http://h:-1/ | '-1' in 'http://h:-1/' is not a port",
                "http://::1:8080/ | has more than one ':'",
                "http://1:2:3/ | has more than one ':'",
                "http://[::1/ | '[::1' in 'http://[::1/' is not host:port",
                "http://[::g]/ | '[::g]' in 'http://[::g]/' is not a host",
                "http://[1.2.3.4]/ | is not a host",
                "http://256.1.1.1/ | '256.1.1.1' in 'http://256.1.1.1/' is not a host",
                "http://a<b/ | 'a<b' in 'http://a<b/' is not a host",
                "http://h/a b | has a space at position 10; write %20 for a space",
            })
    void shouldSayWhatIsWrongWithAUrl(String text, String message) {
        assertThatThrownBy(() -> TargetUrl.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldShowWhatTurnsTheDirectionOfAHostAround() {
        assertThatThrownBy(() -> TargetUrl.parse("http://exa\u202emple.com/"))
                .hasMessage(
                        "'exa\\u202emple.com' in 'http://exa\\u202emple.com/' is not a host; write a name, an IPv4 address"
                                + " or an IPv6 address in brackets");
    }

    @Test
    void shouldRefuseControlCharactersWithoutRepeatingThem() {
        assertThatThrownBy(() -> TargetUrl.parse("http://h/\r\nX: y"))
                .hasMessageContaining("control character 0x0d at position 9")
                .hasMessageNotContainingAny("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plain", "/a?b=http://c"})
    void shouldKnowAPath(String text) {
        assertThat(TargetUrl.isPath(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "//host/x", "http://h/"})
    void shouldKnowWhatIsNoPath(String text) {
        assertThat(TargetUrl.isPath(text)).isFalse();
    }
}
