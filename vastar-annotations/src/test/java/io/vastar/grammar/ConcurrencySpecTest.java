// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencySpecTest {
    @Test
    void shouldSpaceLevelsEvenlyOnALogarithmicScale() {
        assertThat(ConcurrencySpec.parse("10..1000:log=7").levels()).containsExactly(10, 22, 46, 100, 215, 464, 1000);
        assertThat(ConcurrencySpec.parse("10..1000:log=6").levels()).containsExactly(10, 25, 63, 158, 398, 1000);
    }

    @Test
    void shouldNameALevelOnceWhenRoundingMakesTwoEqual() {
        assertThat(ConcurrencySpec.parse("1..4:log=12").levels()).containsExactly(1, 2, 3, 4);
        assertThat(ConcurrencySpec.parse("1..8").levels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(ConcurrencySpec.parse("1..16").levels()).hasSize(16);
        assertThat(ConcurrencySpec.parse("10..1000").levels())
                .hasSize(8)
                .startsWith(10)
                .endsWith(1000);
        assertThatThrownBy(() -> ConcurrencySpec.parse("8..1")).hasMessageContaining("write the lower level first");
        assertThat(ConcurrencySpec.parse("7..7:log=3").levels()).containsExactly(7);
    }

    @Test
    void shouldReachBothEndsOfALogarithmicRange() {
        for (int high = 2; high <= 2000; high += 37) {
            assertThat(ConcurrencySpec.parse("1.." + high + ":log=5").levels())
                    .startsWith(1)
                    .endsWith(high)
                    .isSorted();
        }
    }

    @Test
    void shouldStepUpToTheLastLevelWithinTheRange() {
        assertThat(ConcurrencySpec.parse("10..70:step=20").levels()).containsExactly(10, 30, 50, 70);
        assertThat(ConcurrencySpec.parse("10..60:step=20").levels()).containsExactly(10, 30, 50);
        assertThat(ConcurrencySpec.parse("10..1000000:step=1000000").levels()).containsExactly(10);
    }

    @Test
    void shouldSortAListAndDropRepeats() {
        assertThat(ConcurrencySpec.parse(" 100, 10 ,50,10 ").levels()).containsExactly(10, 50, 100);
        assertThat(ConcurrencySpec.parse("64").levels()).containsExactly(64);
    }

    @Test
    void shouldProposeLevelsWhenAuto() {
        ConcurrencySpec spec = ConcurrencySpec.parse("auto");

        assertThat(spec.auto()).isTrue();
        assertThat(spec.levels()).startsWith(10).endsWith(1000);
    }

    @Test
    void shouldAcceptTheHighestLevelAndRefuseTheNext() {
        assertThat(ConcurrencySpec.parse("1000000").levels()).containsExactly(1_000_000);
        assertThatThrownBy(() -> ConcurrencySpec.parse("1000001"))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'1000001' in '1000001' is out of range; use 1 to 1000000");
    }

    @Test
    void shouldAcceptTwoHundredLevelsAndRefuseOneMore() {
        assertThat(ConcurrencySpec.parse("1..200:step=1").levels()).hasSize(200);
        assertThatThrownBy(() -> ConcurrencySpec.parse("1..201:step=1")).hasMessageContaining("more than 200 levels");
        assertThatThrownBy(() -> ConcurrencySpec.parse("1..1000000:log=201"))
                .hasMessageContaining("more than 200 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Auto",
                "fast",
                "10,,20",
                "10,",
                ",10",
                "-5",
                "10..",
                "10-100",
                "10..100:log",
                "10..100:log=",
                "10..100:lin=5",
                "10..100:step=-1",
                "1.5",
                "10;20",
                "٣"
            })
    void shouldRefuseWhatIsNoneOfTheForms(String text) {
        assertThatThrownBy(() -> ConcurrencySpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageStartingWith("'" + text + "' is not a list of concurrency levels; write auto, a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0 | '0' in '0' is out of range",
                "10,0 | '0' in '10,0' is out of range",
                "10..100:step=0 | '0' in '10..100:step=0' is out of range",
                "10..100:log=0 | '0' in '10..100:log=0' is out of range",
                "99999999999999999999 | is out of range",
                "100..10:log=3 | goes from 100 down to 10; write the lower level first",
                "10..100:log=1 | is one level and leaves out 100; write log=2 or more",
            })
    void shouldSayWhatIsWrongWithANumber(String text, String message) {
        assertThatThrownBy(() -> ConcurrencySpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(message);
    }
}
