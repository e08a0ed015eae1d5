// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "10s, 10000000000",
        "10, 10000000000",
        "500ms, 500000000",
        "1.5m, 90000000000",
        "2h, 7200000000000",
        "250us, 250000",
        "7ns, 7",
        "0.25s, 250000000",
        "10 s, 10000000000",
        "' 10s ', 10000000000",
        "0, 0",
        "0ms, 0",
        "1m30s, 90000000000",
        "1h2m3.5s, 3723500000000",
        "1s500ms, 1500000000",
        "8760h, 31536000000000000",
    })
    void shouldReadANumberAndItsUnit(String text, long expectedNs) {
        assertThat(Durations.parseNs(text)).isEqualTo(expectedNs);
    }

    @Test
    void shouldRoundToTheNearestNanosecond() {
        assertThat(Durations.parseNs("0.0000000016s")).isEqualTo(2);
        assertThat(Durations.parseNs("0.4ns")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "s", "10x", "10sec", "1m30", "30s1m", "1m1m", "1m30s x", "x1m30s", "1e3s", ".5s", "5.s", "+5s",
                "NaN", "٣s", "1,5s"
            })
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parseNs(text))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'" + text
                        + "' is not a duration; write a number and a unit, such as 10s, 500ms, 1.5m, 2h or 1m30s");
    }

    @Test
    void shouldNameANegativeDurationAsSuch() {
        assertThatThrownBy(() -> Durations.parseNs("-5s"))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'-5s' is negative; write a duration such as 10s or 500ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8760.1h", "99999999999999999999999999s"})
    void shouldRefuseMoreThanAYear(String text) {
        assertThatThrownBy(() -> Durations.parseNs(text)).hasMessageContaining("longer than a year");
    }
}
