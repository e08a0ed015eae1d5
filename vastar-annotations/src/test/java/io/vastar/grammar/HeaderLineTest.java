// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLineTest {
    @Test
    void shouldSplitAtTheFirstColon() {
        assertThat(HeaderLine.parse("Referer: http://a:1/")).isEqualTo(new HeaderLine("Referer", "http://a:1/"));
    }

    @Test
    void shouldAcceptAnEmptyValueAndOneBeyondAscii() {
        assertThat(HeaderLine.parse("X-Empty:")).isEqualTo(new HeaderLine("X-Empty", ""));
        assertThat(HeaderLine.parse("X-Name: Jürgen")).isEqualTo(new HeaderLine("X-Name", "Jürgen"));
    }

    @Test
    void shouldDropBlanksAroundNameAndValueButKeepThoseWithin() {
        assertThat(HeaderLine.parse(" X-A :\t a\tb  ")).isEqualTo(new HeaderLine("X-A", "a\tb"));
    }

    @Test
    void shouldRefuseALineWithoutColon() {
        assertThatThrownBy(() -> HeaderLine.parse("Accept"))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'Accept' is not a header: it has no ':'; write Name: value");
    }

    @ParameterizedTest
    @ValueSource(strings = {":v", "a b: v", "(x): v", "Ünit: v", "a/b: v"})
    void shouldRefuseANameThatIsNoToken(String line) {
        assertThatThrownBy(() -> HeaderLine.parse(line))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining("is not a header name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: a\r\nY: b", "X: a\n", "\r\nX: a", "X\n: a", "X: \u0000", "X: \u007f", "X: a\u000b"})
    void shouldRefuseControlCharactersAnywhereInTheLine(String line) {
        assertThatThrownBy(() -> HeaderLine.parse(line))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining("has a control character")
                .hasMessageNotContainingAny("\r", "\n", "\u0000");
    }

    @Test
    void shouldSayWhereTheControlCharacterIs() {
        assertThatThrownBy(() -> HeaderLine.parse("X: a\rb"))
                .hasMessage("the value of header 'X' has a control character (\\r) at position 2: ' a\\rb'; remove it");
    }
}
