// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.grammar.SloSpec;
import io.vastar.record.Delays;
import io.vastar.record.TrialResult;
import io.vastar.record.UserCode;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.slo.Verdict.Outcome;
import io.vastar.slo.Verdicts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
    private static Verdict verdict(TrialResult result, String objective, String step) {
        List<Slo> slos = List.of(new Slo(SloSpec.parse(objective).get(0), step));
        return Verdicts.of(result, slos).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "p99<12ms,       PASS",
        "p99<9ms,        FAIL",
        "p50<=6ms,       PASS",
        "mean<5ms,       FAIL",
        "max<20ms,       PASS",
        "p99.9<20ms,     INCONCLUSIVE",
        "errors<1%,      FAIL",
        "errors<=20%,    PASS",
        "rps>500,        PASS",
        "rps>2000,       FAIL",
        "achieved>99%,   INCONCLUSIVE",
        "lateness.p99<1s,INCONCLUSIVE",
        "checks<1%,      INCONCLUSIVE",
    })
    void shouldJudgeAClosedRun(String objective, Outcome expected) {
        TrialResult result = results()
                .concurrency(4)
                .okFrom(MS, 10_000, 900)
                .code(503, 100, MS)
                .elapsed(SECOND, 0)
                .build();
        Verdict verdict = verdict(result, objective, null);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(expected);
        assertThat(verdict.reason() == null).isEqualTo(expected == Outcome.PASS);
    }

    @Test
    void shouldTakeResponseTimeAsTheLatencyOfAnOpenRun() {
        assertThat(verdict(Goldens.open(), "p99<500ms", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.open(), "service.p99<500ms", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict(Goldens.open(), "achieved>=99%", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.open(), "achieved>=95%", null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void shouldJudgeAStepByItself() {
        assertThat(verdict(Goldens.scenario(), "p99<500us", "login").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.scenario(), "errors<0.1%", "login").outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(verdict(Goldens.scenario(), "checks<0.1%", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.scenario(), "p99<1s", "nowhere").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldJudgeTheShareOfErrorsThatTheRowOfTheStepShows() {
        TrialResult.Row row = Goldens.scenario().detail().steps().get(1);
        assertThat(row.errorRate()).isEqualTo(35 / 2_000.0);
        assertThat(verdict(Goldens.scenario(), "errors<1%", row.name()).measured())
                .isEqualTo(row.errorRate());
    }

    @Test
    void shouldFailWithFewSamplesWhenTheyAreClearlyOverTheLimit() {
        TrialResult result = results().ok(20, 80 * MS).build();
        assertThat(verdict(result, "p99<50ms", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(result, "p99<100ms", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldNotBlameTheTargetForTheLoadTestsOwnCode() {
        UserCode code = new UserCode(0.3, 0.3, "step 'slow'", 1, 5 * MS);
        TrialResult result = results()
                .ok(1_000, 80 * MS)
                .held(6 * MS, new Delays(500, 400 * MS, 0, 6 * MS, code, 0))
                .build();
        Verdict verdict = verdict(result, "p99<50ms", null);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("own code held up the load generator", "@Scenario");
        assertThat(verdict(result, "p99<100ms", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict(result, "errors<1%", null).outcome()).isEqualTo(Outcome.PASS);
        Slo slo = new Slo(SloSpec.parse("p99<50ms").get(0), null);
        assertThat(Verdicts.of(result, List.of(slo), Set.of(), Set.of(slo))
                        .get(0)
                        .outcome())
                .as("also where the run was ended for it")
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldNotBlameTheTargetForAStallThatExplainsThePercentile() {
        TrialResult result = results()
                .concurrency(20)
                .ok(980, MS)
                .ok(20, 2 * SECOND)
                .held(2 * SECOND, new Delays(1, 2 * SECOND, 0, 0, UserCode.NONE, 0))
                .build();
        assertThat(verdict(result, "p99<50ms", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict(result, "max<50ms", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict(result, "p50<500us", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(result, "p99<500us", null).outcome())
                .as("the others were too slow as well")
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void shouldNotBlameTheTargetWhenTheGeneratorWasBusy() {
        TrialResult busy =
                results().ok(1_000, 80 * MS).health(0.97, MS, 0, 0, 0).build();
        assertThat(verdict(busy, "p99<50ms", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict(busy, "p99<100ms", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict(busy, "errors<1%", null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void shouldTellIterationsFromTransactions() {
        TrialResult scenario = Goldens.scenario();
        Slo slo = new Slo(SloSpec.parse("iterations>=1k/s").get(0), null);
        Verdict verdict = Verdicts.of(scenario, List.of(slo), Set.of("Checkout"), Set.of())
                .get(0);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.measured()).isEqualTo(1_000);
        assertThat(verdict(scenario, "iterations>1", null).reason()).contains("does not tell iterations");
        assertThat(verdict(results().ok(500, MS).build(), "iterations>400/s", null)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "errors<=0,   PASS, true",
        "max<50ms,    FAIL, false",
        "max<1s,      INCONCLUSIVE, false",
        "errors<1%,   INCONCLUSIVE, false",
        "mean<50ms,   INCONCLUSIVE, false",
        "rps>5000,    FAIL, false",
        "p50<50ms,    FAIL, false",
    })
    void shouldCallARunThatWasEndedEarlyMissedOnlyWhereTheRestCouldNotMendIt(
            String objective, Outcome expected, boolean whole) {
        TrialResult cut = whole
                ? results().ok(1_000, 80 * MS).build()
                : results().ok(1_000, 80 * MS).interrupted().build();
        assertThat(verdict(cut, objective, null).outcome()).isEqualTo(expected);
    }

    @Test
    void shouldMissWhatTheRunWasEndedFor() {
        TrialResult cut = results().ok(99, MS).ok(3, 80 * MS).interrupted().build();
        Slo slo = new Slo(SloSpec.parse("p99<50ms").get(0), null);
        assertThat(Verdicts.of(cut, List.of(slo)).get(0).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Verdicts.of(cut, List.of(slo), Set.of(), Set.of(slo)).get(0).reason())
                .isEqualTo("missed; the run was ended for it");
    }

    @ParameterizedTest
    @CsvSource({
        "p99<50ms,  INCONCLUSIVE",
        "p99<100ms, PASS",
        "p99>50ms,  INCONCLUSIVE",
        "p99>100ms, FAIL",
        "rps>5000,  INCONCLUSIVE",
        "rps>500,   PASS",
        "rps<5000,  INCONCLUSIVE",
        "errors<1%, PASS",
    })
    void shouldDoubtWhatABusyGeneratorWouldExplain(String objective, Outcome expected) {
        TrialResult busy =
                results().ok(1_000, 80 * MS).health(0.97, MS, 0, 0, 0).build();
        TrialResult nearCeiling =
                results().ok(1_000, 80 * MS).health(0.75, MS, 0, 0, 1_100).build();
        assertThat(verdict(busy, objective, null).outcome()).isEqualTo(expected);
        assertThat(verdict(nearCeiling, objective, null).outcome()).isEqualTo(expected);
    }

    @Test
    void shouldCountAResponseWithSeveralFailedChecksOnce() {
        TrialResult result = results()
                .ok(1_000, MS)
                .rejected(10, 0)
                .detail(new TrialResult.Detail(
                        null,
                        List.of(),
                        List.of(),
                        List.of(new TrialResult.CheckRow("body", 990, 10), new TrialResult.CheckRow("size", 995, 5)),
                        List.of(),
                        null))
                .build();
        assertThat(verdict(result, "errors<1%", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(result, "errors<1.1%", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict(result, "checks<1%", null).measured()).isEqualTo(15.0 / 2_000);
    }

    @Test
    void shouldMissErrorsWhereUserCodeAloneFailed() {
        TrialResult result = results().rejected(0, 10).build();
        assertThat(verdict(result, "errors<1%", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(result, "errors<1%", null).measured()).isEqualTo(1);
    }

    @Test
    void shouldSayThatNothingWasSentOrReached() {
        TrialResult nothing = results().build();
        for (String objective : List.of("p99<1s", "errors<1%", "rps>5", "iterations>5", "mean<1s")) {
            assertThat(verdict(nothing, objective, null).reason()).isEqualTo("no request was sent");
        }
        TrialResult result = results()
                .ok(5, MS)
                .detail(new TrialResult.Detail(
                        null, List.of(Results.row("pay", 0, MS, 0, 0)), List.of(), List.of(), List.of(), null))
                .build();
        assertThat(verdict(result, "errors<1%", "pay").reason()).isEqualTo("the step was never reached");
        assertThat(verdict(result, "connect.p99<1s", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict(result, "connect.max<1s", null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void shouldWriteVerdictsThatTheSchemaOfARunAllows() throws Exception {
        List<Slo> slos = SloSpec.parse("p99<50ms, errors<1%, rps>5, achieved>99%").stream()
                .map(objective -> new Slo(objective, null))
                .toList();
        TrialResult result = results().ok(1_000, 80 * MS).build();
        com.fasterxml.jackson.databind.node.ObjectNode node = RunJson.node(result);
        ObjectivesJson.addTo(node, Verdicts.of(result, slos));
        assertThat(node.at("/objectives/0/verdict").asText()).isEqualTo("fail");
        assertThat(node.at("/objectives/0/measured").asDouble()).isBetween(79.9, 80.1);
        assertThat(node.at("/objectives/3/measured").isNull()).isTrue();
        RunJsonTest.assertValid(RunJson.document(List.of(node)));
    }

    @Test
    void shouldShowVerdictsInText() {
        TrialResult result = results().ok(1_000, 80 * MS).build();
        List<Slo> slos = List.of(
                new Slo(SloSpec.parse("p99<50ms").get(0), null),
                new Slo(SloSpec.parse("errors<1%").get(0), "login"));
        String text = ObjectivesText.render(Verdicts.of(result, slos), false);
        assertThat(text).contains("fail", "p99<50ms", "measured 80", "login: errors<1%", "inconclusive");
        assertThat(ObjectivesText.render(List.of(), true)).isEmpty();
    }
}
