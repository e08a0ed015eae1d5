// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "get", "M-SEARCH", "x", "!#$%&'*+-.^_`|~09azAZ"})
    void shouldKnowAToken(String text) {
        assertThat(Tokens.isToken(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "GET ", "G T", "a:b", "a/b", "\u0000", "\u007f", "é", "a\n"})
    void shouldKnowWhatIsNone(String text) {
        assertThat(Tokens.isToken(text)).isFalse();
    }
}
