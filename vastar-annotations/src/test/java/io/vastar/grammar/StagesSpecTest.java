// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.grammar.StagesSpec.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagesSpecTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldReadStagesOfARate() {
        StagesSpec spec = StagesSpec.parse("0/s..2000/s in 30s, 2000/s for 2m");

        assertThat(spec.rates()).isTrue();
        assertThat(spec.stages()).containsExactly(new Stage(0, 2000, 30 * SECOND), new Stage(2000, 2000, 120 * SECOND));
        assertThat(spec.durationNs()).isEqualTo(150 * SECOND);
        assertThat(spec.highest()).isEqualTo(2000);
    }

    @Test
    void shouldReadStagesOfUsers() {
        StagesSpec spec = StagesSpec.parse("0..200 in 30s, 200 for 5m, 200..0 in 10s");

        assertThat(spec.rates()).isFalse();
        assertThat(spec.stages())
                .containsExactly(
                        new Stage(0, 200, 30 * SECOND),
                        new Stage(200, 200, 300 * SECOND),
                        new Stage(200, 0, 10 * SECOND));
        assertThat(spec.highest()).isEqualTo(200);
    }

    @Test
    void shouldAllowAStepWhereAStageBeginsElsewhere() {
        assertThat(StagesSpec.parse("100/s for 10s, 900/s for 1s, 100/s for 10s")
                        .stages())
                .containsExactly(
                        new Stage(100, 100, 10 * SECOND),
                        new Stage(900, 900, SECOND),
                        new Stage(100, 100, 10 * SECOND));
    }

    @Test
    void shouldAllowStagesOfNothingAmongOthers() {
        assertThat(StagesSpec.parse("0/s for 5s,10/s for 1s").stages())
                .containsExactly(new Stage(0, 0, 5 * SECOND), new Stage(10, 10, SECOND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0..2k/s in 30s | 0 | 2000",
                "60..120/min in 30 s | 1 | 2",
                "60/min .. 2/s in 30s | 1 | 2",
                "  1 .. 1.5k in 500ms  | 1 | 1500",
                "2.0 for 1 | 2 | 2",
                "0.5/s for 1h | 0.5 | 0.5",
            })
    void shouldReadUnitsOfBothEnds(String text, double from, double to) {
        Stage stage = StagesSpec.parse(text).stages().get(0);

        assertThat(stage.from()).isEqualTo(from);
        assertThat(stage.to()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | an empty stage in '' is not a stage; write A..B in D",
                "10 for 1s, | an empty stage in '10 for 1s,' is not a stage",
                "fast | 'fast' is not a stage; write A..B in D for a ramp",
                "10/s | '10/s' is not a stage",
                "10for5s | '10for5s' is not a stage",
                "10..20 for 5s | '10..20 for 5s' is a ramp; write '10..20 in 5s'",
                "20/s in 5s | does not say where the ramp begins; write 'A..20/s in 5s', or '20/s for 5s' to stay there",
                "10/s for 5s, 10 for 5s | '10/s for 5s' and '10 for 5s' in '10/s for 5s, 10 for 5s' mix a rate and users",
                "10 for 5s, 1..10/s in 5s | mix a rate and users; write all stages with a unit (2000/s) or all without",
                "10/s..20 in 5s | '10/s..20 in 5s' goes from a rate to users; write the unit behind both",
                "0 for 5s, 0..0 in 1s | '0 for 5s, 0..0 in 1s' would send nothing; write a stage above 0",
                "0/s for 1h | would send nothing",
                "10 for 0s | '10 for 0s' takes no time; leave it out",
                "10 for -5s | '-5s' is negative",
                "10 for ever | 'ever' is not a duration",
                "many for 5s | 'many' in 'many for 5s' is neither a rate nor a number of users",
                "-5 for 5s | '-5' in '-5 for 5s' is neither a rate nor",
                "1.5 for 5s | '1.5' in '1.5 for 5s' is no whole number of users; write a whole number, or a unit for a rate (1.5/s)",
                "x/s for 5s | 'x/s' is not a rate",
                "1000001 for 5s | '1000001' in '1000001 for 5s' is out of range; use 0 to 1000000 users",
                "200M/s for 5s | '200M/s' is out of range",
                "1/s for 8760h, 1/s for 1s | the stages take more than a year",
                "10..20..30 in 5s | '20..30' in '10..20..30 in 5s' is neither a rate nor",
            })
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> StagesSpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldAcceptAThousandStagesAndRefuseOneMore() {
        assertThat(StagesSpec.parse("1 for 1s" + ",1 for 1s".repeat(999)).stages())
                .hasSize(1000);
        assertThatThrownBy(() -> StagesSpec.parse("1 for 1s" + ",1 for 1s".repeat(1000)))
                .hasMessage("there are 1001 stages; write at most 1000");
    }
}
