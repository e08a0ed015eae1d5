// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpSpecTest {
    @ParameterizedTest
    @CsvSource({"1000, 1000", "10k, 10000", "1.5k, 1500", "2M, 2000000", "' 5 ', 5", "0, 0", "1000000M, 1000000000000"})
    void shouldReadANumberOfIterations(String text, long iterations) {
        assertThat(WarmUpSpec.parse(text)).isEqualTo(new WarmUpSpec(0, iterations));
    }

    @ParameterizedTest
    @CsvSource({"5s, 5000000000", "1.5m, 90000000000", "500ms, 500000000", "0s, 0"})
    void shouldReadADuration(String text, long durationNs) {
        assertThat(WarmUpSpec.parse(text)).isEqualTo(new WarmUpSpec(durationNs, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "-5s", "5 seconds", "1e3", "10K", "s"})
    void shouldRefuseWhatIsNeither(String text) {
        assertThatThrownBy(() -> WarmUpSpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessage(
                        "'" + text + "' is no warm-up; write a duration such as 5s, or a number of iterations such as"
                                + " 1000 or 10k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2.5 | '2.5' is no whole number of iterations; write a whole number, or a unit for a duration (2.5s)",
                "1000001M | '1000001M' is out of range; use at most 1000000000000",
            })
    void shouldSayWhatIsWrongWithANumber(String text, String message) {
        assertThatThrownBy(() -> WarmUpSpec.parse(text)).hasMessage(message);
    }
}
