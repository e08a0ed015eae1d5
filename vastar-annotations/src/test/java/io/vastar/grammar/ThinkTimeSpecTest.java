// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static io.vastar.grammar.ThinkTimeSpec.Kind.EXPONENTIAL;
import static io.vastar.grammar.ThinkTimeSpec.Kind.FIXED;
import static io.vastar.grammar.ThinkTimeSpec.Kind.UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTimeSpecTest {
    private static final long MS = 1_000_000L;

    @Test
    void shouldReadTheThreeForms() {
        assertThat(ThinkTimeSpec.parse("2s")).isEqualTo(new ThinkTimeSpec(FIXED, 2000 * MS, 2000 * MS));
        assertThat(ThinkTimeSpec.parse("1s..3s")).isEqualTo(new ThinkTimeSpec(UNIFORM, 1000 * MS, 3000 * MS));
        assertThat(ThinkTimeSpec.parse("exp 2s")).isEqualTo(new ThinkTimeSpec(EXPONENTIAL, 0, 2000 * MS));
    }

    @Test
    void shouldTakeTheUnitBehindARangeForBothEnds() {
        assertThat(ThinkTimeSpec.parse("100 .. 300ms")).isEqualTo(new ThinkTimeSpec(UNIFORM, 100 * MS, 300 * MS));
        assertThat(ThinkTimeSpec.parse("1..3")).isEqualTo(new ThinkTimeSpec(UNIFORM, 1000 * MS, 3000 * MS));
        assertThat(ThinkTimeSpec.parse("100ms..3s")).isEqualTo(new ThinkTimeSpec(UNIFORM, 100 * MS, 3000 * MS));
    }

    @Test
    void shouldAllowNoPause() {
        assertThat(ThinkTimeSpec.parse("0s")).isEqualTo(new ThinkTimeSpec(FIXED, 0, 0));
        assertThat(ThinkTimeSpec.parse("0..1s")).isEqualTo(new ThinkTimeSpec(UNIFORM, 0, 1000 * MS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | '' is not a think time; write 2s, 1s..3s or exp 2s",
                "soon | 'soon' is not a think time",
                "exp | 'exp' is not a think time",
                "exp2s | 'exp2s' is not a think time",
                "-1s | '-1s' is not a think time",
                "exp 0s | 'exp 0s' has a mean of 0",
                "exp x | in the think time 'exp x', 'x' is not a duration",
                "3s..1s | '3s..1s' has the longer pause first; write the shorter one first",
                "1s..x | in the think time '1s..x', ",
                "..3s | is not a think time",
                "1s..9000h | in the think time '1s..9000h', '9000h' is longer than a year",
            })
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> ThinkTimeSpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(message);
    }
}
