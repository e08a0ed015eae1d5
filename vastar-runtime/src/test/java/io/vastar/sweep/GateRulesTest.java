// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.SweepPlan.Gates;
import io.vastar.record.TrialResult;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateRulesTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final Gates GIVEN = new Gates(4.0, 8.0, 0.01, 3.0, 25.0, 50.0);
    private static final Measurement BASELINE = measured(1, 10_000, 80 * US, 200 * US, 300 * US, 0);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 400, 800, -",
                "100, 401, 800, spread=4.0",
                "100, 500, 800, spread=5.0",
                "100, 400, 801, p999/p50=8.0",
                "100, 400, 1200, p999/p50=12.0",
                "300, 600, 700, -",
                "300, 601, 700, p99>3.0xbase",
            })
    void shouldTakeGivenLimitsAsTheyAre(long p50Us, long p99Us, long p999Us, String reason) {
        assertThat(new GateRules(GIVEN)
                        .firstFailure(
                                measured(10, 50_000, p50Us * US, p99Us * US, p999Us * US, 0),
                                BASELINE,
                                false,
                                null,
                                null))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // ratios far over the limits, but less than a scheduling hiccup away
                "80, 900, 5000, -",
                "80, 1080, 5080, -",
                "80, 1081, 5081, spread=13.5",
                "80, 900, 5081, p999/p50=63.5",
            })
    void shouldForgiveHiccupsOfTheMachineByDefault(long p50Us, long p99Us, long p999Us, String reason) {
        // the rate makes queueing explain a p99 of 2 ms, so that only the ratios can fail
        assertThat(new GateRules(Gates.defaults())
                        .firstFailure(
                                measured(10, 10_000, p50Us * US, p99Us * US, p999Us * US, 0),
                                BASELINE,
                                false,
                                null,
                                null))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // c=1000 at ten times the baseline's throughput: queueing explains 100 x 0.2 ms
                "1000, 100000, 20, -",
                "1000, 100000, 60, -",
                "1000, 100000, 61, 'p99>3.0xbase, base x100.0 for queueing'",
                // throughput grew as much as concurrency did: nothing to explain, but 1 ms of grace
                "10, 100000, 1.2, -",
                "10, 100000, 1.3, 'p99>3.0xbase, base x1.0 for queueing'",
            })
    void shouldAllowTheTailWhatQueueingExplainsByDefault(int c, double rps, double p99Ms, String reason) {
        long p99Ns = Math.round(p99Ms * MS);
        assertThat(new GateRules(Gates.defaults())
                        .firstFailure(measured(c, rps, p99Ns / 2, p99Ns, p99Ns, 0), BASELINE, false, null, null))
                .isEqualTo(reason);
    }

    @Test
    void shouldCountNon2xxAsErrors() {
        GateRules rules = new GateRules(Gates.defaults());

        assertThat(rules.firstFailure(measured(10, 900, MS, MS, MS, 0.01), BASELINE, false, null, null))
                .isNull();
        assertThat(rules.firstFailure(measured(10, 900, MS, MS, MS, 0.02), BASELINE, false, null, null))
                .isEqualTo("errors=2.0%");
    }

    @Test
    void shouldNameTheFirstGateInOrder() {
        GateRules rules = new GateRules(GIVEN);

        assertThat(rules.firstFailure(measured(10, 0, MS, 99 * MS, 99 * MS, 1), BASELINE, true, 99.0, 99.0))
                .isEqualTo("zero-rps");
        assertThat(rules.firstFailure(measured(10, 9, MS, 99 * MS, 99 * MS, 1), BASELINE, true, 99.0, 99.0))
                .isEqualTo("errors=100.0%");
        assertThat(rules.firstFailure(measured(10, 9, MS, 99 * MS, 99 * MS, 0), BASELINE, true, 99.0, 99.0))
                .isEqualTo("spread=99.0");
        assertThat(rules.firstFailure(measured(10, 9, MS, MS, 99 * MS, 0), BASELINE, true, 99.0, 99.0))
                .isEqualTo("p999/p50=99.0");
        assertThat(rules.firstFailure(measured(10, 9, MS, MS, MS, 0), BASELINE, true, 99.0, 99.0))
                .isEqualTo("overhead=+99%");
        assertThat(rules.firstFailure(measured(10, 9, MS, MS, MS, 0), BASELINE, true, 25.0, 99.0))
                .isEqualTo("rps-deficit=+99%");
        assertThat(rules.firstFailure(measured(10, 9, MS, MS, MS, 0), BASELINE, true, null, null))
                .isEqualTo("no-reference");
        assertThat(rules.firstFailure(measured(10, 9, MS, MS, MS, 0), BASELINE, true, 25.0, 50.0))
                .isEqualTo("p99>3.0xbase");
    }

    @Test
    void shouldNotJudgeTheTailByABaselineFullOfErrors() {
        Measurement ill = measured(1, 10_000, 80 * US, 200 * US, 300 * US, 0.5);

        assertThat(new GateRules(GIVEN).firstFailure(measured(10, 9, MS, MS, MS, 0), ill, false, null, null))
                .isNull();
    }

    @Test
    void shouldStayFiniteWhenTheMedianIsZero() {
        Measurement odd = measured(10, 1000, 0, 5, 50, 0);

        assertThat(odd.spread()).isEqualTo(5);
        assertThat(odd.score()).isEqualTo(40);
        assertThat(new GateRules(GIVEN).firstFailure(odd, BASELINE, false, null, null))
                .isEqualTo("spread=5.0");
    }

    private static Measurement measured(int c, double rps, long p50Ns, long p99Ns, long p999Ns, double errors) {
        long failed = Math.round(2000 * errors);
        return new Measurement(
                c,
                2_000_000_000L,
                rps,
                new TrialResult.Counts(2000, 2000 - failed, failed, 0, 0),
                2000,
                p50Ns,
                p50Ns,
                p50Ns,
                p99Ns,
                p999Ns,
                p999Ns,
                0,
                0,
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                c,
                c,
                c,
                new TrialResult.Health(1, List.of(), 0.5, 0, 0, 0, 0, 0, 0, 0, 0, "auto"));
    }
}
