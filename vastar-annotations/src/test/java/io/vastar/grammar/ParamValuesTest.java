// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamValuesTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-5, -5", "1_000, 1000", "1k, 1000", "1.5K, 1500", " 2m , 2000000", "2147483647, 2147483647"})
    void shouldReadWholeNumbers(String text, int value) {
        assertThat(ParamValues.toInt("size", text)).isEqualTo(value);
        assertThat(ParamValues.toLong("size", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "1q", "0x1", "one"})
    void shouldRefuseWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> ParamValues.toInt("size", text))
                .isInstanceOf(GrammarException.class)
                .hasMessage("size = '" + text + "' is no int; write a whole number such as 1000, 10k or 1m");
    }

    @Test
    void shouldRefuseNumbersOutOfRange() {
        assertThatThrownBy(() -> ParamValues.toInt("size", "2147483648"))
                .hasMessage("size = '2147483648' is out of the range of an int; use at most 2147483647");
        assertThatThrownBy(() -> ParamValues.toLong("size", "9223372036855m"))
                .hasMessage("size = '9223372036855m' is no whole number in the range of a long; write one such as 10k");
        assertThatThrownBy(() -> ParamValues.toInt("size", "1.5"))
                .hasMessage("size = '1.5' is no whole number in the range of an int; write one such as 10k");
    }

    @Test
    void shouldReadTheOtherTypes() {
        assertThat(ParamValues.toDouble("share", "0.5")).isEqualTo(0.5);
        assertThat(ParamValues.toBoolean("warm", "True")).isTrue();
        assertThat(ParamValues.toEnum("unit", TimeUnit.class, "DAYS")).isEqualTo(TimeUnit.DAYS);
    }

    @Test
    void shouldRefuseWhatIsNoneOfThem() {
        assertThatThrownBy(() -> ParamValues.toDouble("share", "half"))
                .hasMessage("share = 'half' is no double; write a number such as 0.5");
        assertThatThrownBy(() -> ParamValues.toBoolean("warm", "yes"))
                .hasMessage("warm = 'yes' is no boolean; write true or false");
        assertThatThrownBy(() -> ParamValues.toEnum("stage", Thread.State.class, "ON"))
                .hasMessageStartingWith("stage = 'ON' is no State; use one of NEW, RUNNABLE");
    }
}
