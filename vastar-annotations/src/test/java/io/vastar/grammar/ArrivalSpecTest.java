// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalSpecTest {
    @Test
    void shouldReadBothWords() {
        assertThat(ArrivalSpec.parse("constant")).isEqualTo(ArrivalSpec.CONSTANT);
        assertThat(ArrivalSpec.parse(" poisson ")).isEqualTo(ArrivalSpec.POISSON);
    }

    @ParameterizedTest
    @CsvSource({"poison, poisson", "Poisson, poisson", "const, constant", "constantly, constant"})
    void shouldSuggestTheWordThatWasMeant(String text, String word) {
        assertThatThrownBy(() -> ArrivalSpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'" + text + "' is no way to spread arrivals; did you mean '" + word + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p", "exp", "uniform"})
    void shouldNameBothWordsWhenNoneIsNear(String text) {
        assertThatThrownBy(() -> ArrivalSpec.parse(text))
                .hasMessage(
                        "'" + text + "' is no way to spread arrivals; write constant (evenly) or poisson (independent"
                                + " users)");
    }
}
