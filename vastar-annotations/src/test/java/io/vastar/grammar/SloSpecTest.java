// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.grammar.SloSpec.Comparison;
import io.vastar.grammar.SloSpec.Metric;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.grammar.SloSpec.Scope;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloSpecTest {
    @ParameterizedTest
    @CsvSource({
        "p99<200ms,              LATENCY,  PERCENTILE, 99,      LESS,             200000000",
        "P99.9 <= 1.5s,          LATENCY,  PERCENTILE, 99.9,    LESS_OR_EQUAL,    1500000000",
        "p99.9999<1s,            LATENCY,  PERCENTILE, 99.9999, LESS,             1000000000",
        "ttfb.p95<50ms,          TTFB,     PERCENTILE, 95,      LESS,             50000000",
        "service.mean < 20us,    SERVICE,  MEAN,       0,       LESS,             20000",
        "response.max<1s,        RESPONSE, MAX,        0,       LESS,             1000000000",
        "lateness.p99<1ms,       LATENESS, PERCENTILE, 99,      LESS,             1000000",
        "connect.p99<5ms,        CONNECT,  PERCENTILE, 99,      LESS,             5000000",
        "latency.p50<=1 s,       LATENCY,  PERCENTILE, 50,      LESS_OR_EQUAL,    1000000000",
        "p99<15ns,               LATENCY,  PERCENTILE, 99,      LESS,             15",
        "errors<100%,            NONE,     ERRORS,     0,       LESS,             1",
        "rps>0.5 / s,            NONE,     RPS,        0,       GREATER,          0.5",
        "min>1ms,                LATENCY,  MIN,        0,       GREATER,          1000000",
        "errors<0.1%,            NONE,     ERRORS,     0,       LESS,             0.001",
        "errors<=0,              NONE,     ERRORS,     0,       LESS_OR_EQUAL,    0",
        "checks<1 %,             NONE,     CHECKS,     0,       LESS,             0.01",
        "rps>5000,               NONE,     RPS,        0,       GREATER,          5000",
        "rps>5k/s,               NONE,     RPS,        0,       GREATER,          5000",
        "iterations>100/s,       NONE,     ITERATIONS, 0,       GREATER,          100",
        "achieved>=99%,          NONE,     ACHIEVED,   0,       GREATER_OR_EQUAL, 0.99",
    })
    void shouldReadAnObjective(
            String text, Scope scope, Metric metric, double percentile, Comparison comparison, double limit) {
        assertThat(SloSpec.parse(text)).singleElement().satisfies(objective -> {
            assertThat(objective.text()).isEqualTo(text.strip());
            assertThat(objective.scope()).isEqualTo(scope);
            assertThat(objective.metric()).isEqualTo(metric);
            assertThat(objective.percentile()).isEqualTo(percentile);
            assertThat(objective.comparison()).isEqualTo(comparison);
            assertThat(objective.limit()).isCloseTo(limit, org.assertj.core.data.Offset.offset(1e-9));
        });
    }

    @Test
    void shouldReadSeveral() {
        assertThat(SloSpec.parse("p99<200ms, errors<0.1%,rps>5000"))
                .extracting(Objective::text)
                .containsExactly("p99<200ms", "errors<0.1%", "rps>5000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "p99<200       | time without a unit",
                "p99<abc       | 'abc' is not a time",
                "p99<5m        | '5m' is not a time; write a number and ns, us, ms or s",
                "p99<-5ms      | '-5ms' is not a time",
                "p99<1..5ms    | 'p99<1..5ms': '1..5ms' is not a duration",
                "p99<99999999999s| longer than a year",
                "p99<0ms       | can never be met; write a time above 0",
                "errors<0      | can never be met; write <= 0",
                "achieved>100% | can never be met; write >= 100%",
                "errors<1      | did you mean 1%?",
                "errors<5k     | is not a share",
                "errors<200%   | write at most 100%",
                "rps<0         | can never be met",
                "p100<1s       | write max",
                "p99.99999<1s  | is not a metric",
                "p99<5ms rps>5 | put a comma between two objectives",
                "p99<<5ms      | compares twice",
                "<5ms          | is not an objective",
                "p99 5ms       | is not an objective",
                ".p99<5ms      | is not an objective",
                "errors<5ms    | is not a share",
                "errors<5      | more than everything",
                "rps>50%       | a rate has no %",
                "rps>fast      | a number per second",
                "p99=200ms     | compares with =",
                "p99           | is not an objective",
                "p0<1ms        | is not a percentile",
                "q99<1ms       | is not a metric",
                "foo.p99<1ms   | is not a kind of time",
                "ttfb.errors<1%| is no time",
                "p99<1s,       | empty objective",
                "\"\"            | empty objective",
            })
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> SloSpec.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldReadTargetsOfTheOriginal() {
        assertThat(SloSpec.parseTargets("p50=20ms,p95=0.1s, p999=250"))
                .extracting(Objective::percentile, Objective::limit, Objective::comparison)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(50.0, 20e6, Comparison.LESS_OR_EQUAL),
                        org.assertj.core.groups.Tuple.tuple(95.0, 100e6, Comparison.LESS_OR_EQUAL),
                        org.assertj.core.groups.Tuple.tuple(99.9, 250e6, Comparison.LESS_OR_EQUAL));
        assertThatThrownBy(() -> SloSpec.parseTargets("p42=1ms")).hasMessageContaining("is not a target");
        assertThatThrownBy(() -> SloSpec.parseTargets("")).hasMessageContaining("is not a target");
    }

    @Test
    void shouldTellObjectivesAboutTheSameThing() {
        Objective strict = SloSpec.parse("p99<100ms").get(0);
        assertThat(strict.isAbout(SloSpec.parse("p99<=1s").get(0))).isTrue();
        assertThat(strict.isAbout(SloSpec.parse("p99>1ms").get(0))).isFalse();
        assertThat(strict.isAbout(SloSpec.parse("service.p99<1s").get(0))).isFalse();
    }

    @Test
    void shouldRefuseForAStepWhatOnlyAWholeRunHas() {
        assertThat(SloSpec.parseForStep("p99<1s, ttfb.max<2s, errors<1%, rps>5"))
                .hasSize(4);
        for (String text : List.of("checks<1%", "iterations>5", "achieved>99%", "lateness.max<1s", "connect.p50<1s")) {
            assertThatThrownBy(() -> SloSpec.parseForStep("p99<1s, " + text))
                    .hasMessageContaining("'" + text + "' is about the whole run");
        }
    }

    @Test
    void shouldReadBackEveryCombinationItAllows() {
        for (String prefix : List.of("", "service.", "response.", "ttfb.", "lateness.", "connect.")) {
            for (String metric : List.of("p50", "p99", "p99.9", "p99.9999", "mean", "min", "max")) {
                for (Comparison comparison : Comparison.values()) {
                    String sign = List.of("<", "<=", ">", ">=").get(comparison.ordinal());
                    String text = prefix + metric + sign + "1.5ms";
                    assertThat(SloSpec.parse(" " + text + " ,errors<1%").get(0)).satisfies(objective -> {
                        assertThat(objective.text()).isEqualTo(text);
                        assertThat(objective.comparison()).isEqualTo(comparison);
                        assertThat(objective.limit()).isEqualTo(1.5e6);
                        assertThat(objective.metric().isTime()).isTrue();
                    });
                }
            }
        }
    }

    @Test
    void shouldAnswerAnyTextWithObjectivesOrAMessageThatShowsIt() {
        Random random = new Random(7);
        String alphabet = "p9.<>=,% msunkr/eto05-\u00b5";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(SloSpec.parse(text.toString())).isNotEmpty();
            } catch (GrammarException e) {
                assertThat(e.getMessage()).contains("'");
            }
            try {
                assertThat(SloSpec.parseTargets(text.toString())).isNotEmpty();
            } catch (GrammarException e) {
                assertThat(e.getMessage()).contains("'");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"p99", "p99=", "p99=x", "p99=5m", "p99=5ms,", "p99<5ms", "p99=-5ms", "p99.99=5ms", "p50=0ms"})
    void shouldRefuseAMalformedTarget(String text) {
        assertThatThrownBy(() -> SloSpec.parseTargets(text)).isInstanceOf(GrammarException.class);
    }
}
