// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateSpecTest {
    @ParameterizedTest
    @CsvSource({
        "5000/s, 5000",
        "5000, 5000",
        "300/min, 5",
        "300/m, 5",
        "36/h, 0.01",
        "2.5k/s, 2500",
        "2.5k, 2500",
        "1.2M/min, 20000",
        "0.5/s, 0.5",
        "' 10 / s ', 10",
        "0.1/s, 0.1",
        "100M/s, 1e8",
    })
    void shouldReadANumberAndItsUnit(String text, double expected) {
        assertThat(RateSpec.perSecond(text)).isEqualTo(expected);
    }

    @Test
    void shouldReadEveryWholeRateExactly() {
        for (int rate = 1; rate <= 100_000; rate += 7) {
            assertThat(RateSpec.perSecond(rate + "/s")).isEqualTo(rate);
            assertThat(RateSpec.perSecond(60L * rate + "/min")).isEqualTo(rate);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "/s", "5000/", "5000/d", "5000 s", "5e3/s", "5,000/s", "+5/s", "NaN", "٣/s", "5K/s", ".5"
            })
    void shouldRefuseWhatIsNoRate(String text) {
        assertThatThrownBy(() -> RateSpec.perSecond(text))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'" + text
                        + "' is not a rate; write a number and a unit, such as 5000/s, 2.5k/s, 300/min or 10/h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0/s", "0.0/min", "0k"})
    void shouldRefuseARateThatSendsNothing(String text) {
        assertThatThrownBy(() -> RateSpec.perSecond(text)).hasMessageStartingWith("'" + text + "' would send nothing");
    }

    @Test
    void shouldNameANegativeRateAsSuch() {
        assertThatThrownBy(() -> RateSpec.perSecond("-5/s")).hasMessageStartingWith("'-5/s' is negative; write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.1M/s", "100000001", "9999999999999999999999999/h"})
    void shouldRefuseMoreThanAnyMachineSends(String text) {
        assertThatThrownBy(() -> RateSpec.perSecond(text))
                .hasMessage("'" + text + "' is out of range; use at most 100000000/s");
    }
}
