// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vastar.plan.LoadPlan;
import io.vastar.plan.SweepPlan;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SweepTest {
    @Test
    void shouldPickTheSmallestLevelNearThePeakOfASaturatedFastServer() {
        FakeTarget target = FakeTarget.workers(40, 2500);

        SweepResult result = Sweeps.over("10,50,100,500,1000").run(target);

        assertThat(result.points()).allMatch(SweepPoint::qualified);
        assertThat(result.sweetSpot().concurrency()).isEqualTo(50);
        assertThat(result.sweetSpot().method()).isEqualTo(SweetSpot.Method.KNEE);
        assertThat(result.sweetSpot().reasoning())
                .isEqualTo("smallest c reaching 95.0% of peak rps=100000 @ c=50, p99 at 1.3× baseline");
        assertThat(result.qualified()).isTrue();
        assertThat(result.everyRequestFailed()).isFalse();
    }

    @Test
    void shouldDiscardAShortWarmUpBeforeTheBaseline() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), trial == 0 ? 10 : 5000));

        SweepResult result = Sweeps.over("10,50").run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 10, 50);
        assertThat(target.asked()).extracting(LoadPlan::requests).containsExactly(200L, 2000L, 2000L, 2000L);
        assertThat(result.baseline().rps()).isCloseTo(5000, within(1.0));
    }

    @Test
    void shouldGiveEachTrialAtLeastOneRequestPerConnection() {
        FakeTarget target = FakeTarget.workers(10, 100);

        Sweeps.over("10,5000").run(target);

        assertThat(target.asked()).last().extracting(LoadPlan::requests).isEqualTo(5000L);
    }

    @Test
    void shouldLeaveTheCountAloneWhenTheDurationDecides() {
        FakeTarget target = FakeTarget.workers(10, 100);

        Sweeps.over("10,5000")
                .base(plan -> plan.withRequests(0).withDurationNs(10_000_000_000L))
                .run(target);

        assertThat(target.asked()).extracting(LoadPlan::requests).containsOnly(0L);
        assertThat(target.asked())
                .extracting(LoadPlan::durationNs)
                .containsExactly(1_000_000_000L, 10_000_000_000L, 10_000_000_000L, 10_000_000_000L);
    }

    @Test
    void shouldRunALevelUntilTwoRunsAgreeWhereNobodySaysHowLong() {
        double[] atTen = {1000, 1500, 1480};
        int[] runs = new int[1];
        FakeTarget target = FakeTarget.of(
                (plan, trial) -> Behaviour.at(plan.concurrency(), plan.concurrency() == 10 ? atTen[runs[0]++] : 800));

        SweepResult result = Sweeps.over("10,50").settles().run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 1, 10, 10, 10, 50, 50);
        assertThat(target.asked())
                .extracting(LoadPlan::durationNs)
                .containsExactly(
                        500_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L);
        assertThat(result.points().get(0).rps()).isCloseTo(1480, within(1.0));
    }

    @Test
    void shouldGiveUpAfterFourRunsThatDoNotAgreeAndNotRepeatALevelWithoutResponses() {
        FakeTarget target = FakeTarget.of(
                (plan, trial) -> Behaviour.at(plan.concurrency(), plan.concurrency() == 50 ? 0 : 1000 * (1 + trial)));

        Sweeps.over("10,50").settles().run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 1, 1, 1, 10, 10, 10, 10, 50);
    }

    @Test
    void shouldLengthenRunsForATargetThatAnswersSlowly() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), plan.concurrency() * 4));

        Sweeps.over("10").settles().run(target);

        assertThat(target.asked().get(target.asked().size() - 1).durationNs())
                .isBetween(3_000_000_000L, 6_000_000_000L);
    }

    @Test
    void shouldTakeTheMedianRunWholeWithTheSameRepeatsForTheBaseline() {
        double[] rps = {3000, 1000, 2000};
        double[] spreads = {1.1, 1.2, 3.9};
        FakeTarget target = FakeTarget.of((plan, trial) ->
                Behaviour.at(plan.concurrency(), rps[(trial + 2) % 3]).tails(spreads[(trial + 2) % 3], 4));

        SweepResult result = Sweeps.over("10").repeats(3).run(target);

        assertThat(result.baseline().runs()).hasSize(3);
        SweepPoint point = result.points().get(0);
        assertThat(point.rps()).isCloseTo(2000, within(1.0));
        assertThat(point.median().spread()).isCloseTo(3.9, within(0.02));
        assertThat(point.runs()).extracting(run -> Math.round(run.rps())).containsExactly(3000L, 1000L, 2000L);
        assertThat(result.notes()).contains("repeats=3");
    }

    @Test
    void shouldTakeTheLowerMiddleRunOfAnEvenNumber() {
        double[] rps = {4000, 1000, 3000, 2000};
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), rps[(trial + 3) % 4]));

        SweepResult result = Sweeps.over("10").repeats(4).run(target);

        assertThat(result.points().get(0).rps()).isCloseTo(2000, within(1.0));
    }

    @Test
    void shouldRefineAroundTheWinnerOfTheGivenRatio() {
        FakeTarget target = FakeTarget.workers(100, 100);

        SweepResult result = Sweeps.over("10,100,1000").refine().run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 10, 100, 1000, 50, 72, 104, 150);
        assertThat(result.points())
                .extracting(SweepPoint::concurrency)
                .containsExactly(10, 50, 72, 100, 104, 150, 1000);
        assertThat(result.points().stream().filter(SweepPoint::refined)).hasSize(4);
        assertThat(result.notes()).contains("refine=on", "refine: 4 levels around c=100 added");
    }

    @Test
    void shouldNotMeasureALevelTwiceWhenRefining() {
        FakeTarget target = FakeTarget.workers(100, 100);

        Sweeps.over("50,100,150").refine().run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 50, 100, 150, 72, 104);
    }

    @Test
    void shouldKeepTheWinnerAtTheGivenKneeRatioWhenRefining() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(
                plan.concurrency(), plan.concurrency() >= 100 ? 1000 : plan.concurrency() >= 20 ? 920 : 100));

        Sweeps.over("20,100").refine().run(target);

        assertThat(target.askedLevels()).contains(72, 104).doesNotContain(14);
    }

    @Test
    void shouldSweepTheOriginalLevelsOnAuto() {
        FakeTarget target = FakeTarget.workers(100, 100);

        Sweeps.over("auto").run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 10, 22, 46, 100, 215, 464, 1000);
    }

    @Test
    void shouldDropAutoLevelsUpToTheBaseline() {
        FakeTarget target = FakeTarget.workers(100, 100);

        Sweeps.over("auto").baselineConcurrency(22).run(target);

        assertThat(target.askedLevels()).containsExactly(22, 22, 46, 100, 215, 464, 1000);
    }

    @Test
    void shouldGoOnUpwardsOnAutoWhileThroughputGrows() {
        FakeTarget target = FakeTarget.workers(3000, 10);

        SweepResult result = Sweeps.over("auto").run(target);

        assertThat(target.askedLevels()).endsWith(1000, 2000, 4000);
        assertThat(result.notes())
                .contains(
                        "auto: c=2000 added, as throughput still grew at c=1000",
                        "auto: c=4000 added, as throughput still grew at c=2000",
                        "auto: throughput still grows at c=4000; name higher levels with --conc");
        assertThat(result.sweetSpot().concurrency()).isEqualTo(4000);
    }

    @Test
    void shouldNotGoOnUpwardsWhereTheGeneratorIsTheLimit() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), plan.concurrency() * 10)
                .busy(plan.concurrency() == 1000 ? 0.97 : 0.5));

        SweepResult result = Sweeps.over("auto").run(target);

        assertThat(target.askedLevels()).endsWith(464, 1000);
        assertThat(result.notes()).contains("auto: no level above c=1000, where the load generator is the limit");
        assertThat(result.notes())
                .anyMatch(note -> note.startsWith("generator: its I/O thread was 97% busy at c=1000"));
    }

    @Test
    void shouldStopEarlyOnAutoWhenThroughputFallsAndTheTailDoubles() {
        FakeTarget target = FakeTarget.scalable(1000, 0.01, 0.0005);

        SweepResult result = Sweeps.over("auto").run(target);

        assertThat(target.askedLevels()).containsExactly(1, 1, 10, 22, 46, 100);
        assertThat(result.notes())
                .anyMatch(note -> note.matches("auto: no level above c=100, where throughput was \\d+% below c=46 and"
                        + " p99 \\d\\.\\d times as long"));
    }

    @Test
    void shouldLookBelowTheFirstAutoLevelWhenItIsAtTheKneeAlready() {
        FakeTarget target = FakeTarget.workers(2, 100);

        SweepResult result = Sweeps.over("auto").run(target);

        assertThat(target.askedLevels()).endsWith(3, 2);
        assertThat(result.sweetSpot().concurrency()).isEqualTo(2);
        assertThat(result.notes()).contains("auto: c=3 added, as c=10 is at the knee already");
    }

    @Test
    void shouldReportWhatThereIsWhenInterrupted() {
        FakeTarget target = FakeTarget.of((plan, trial) -> plan.concurrency() == 100
                ? Behaviour.at(100, 50).cutOff()
                : Behaviour.at(plan.concurrency(), 100 * plan.concurrency()));
        List<String> heard = new ArrayList<>();

        SweepResult result = Sweeps.over("10,50,100,200")
                .refine()
                .listener(new SweepListener() {
                    @Override
                    public void onPoint(SweepPoint point) {
                        heard.add("c=" + point.concurrency());
                    }

                    @Override
                    public void onEnd(SweepResult end) {
                        heard.add("end");
                    }
                })
                .run(target);

        assertThat(result.interrupted()).isTrue();
        assertThat(result.points()).extracting(SweepPoint::concurrency).containsExactly(10, 50);
        assertThat(result.sweetSpot().concurrency()).isEqualTo(50);
        assertThat(result.notes()).contains("interrupted at c=100; its unfinished run is left out");
        assertThat(heard).containsExactly("c=10", "c=50", "end");
    }

    @Test
    void shouldKeepTheCompleteRepeatsOfAnInterruptedLevel() {
        FakeTarget target = FakeTarget.of((plan, trial) ->
                trial == 6 ? Behaviour.at(plan.concurrency(), 1).cutOff() : Behaviour.at(plan.concurrency(), 1000));

        SweepResult result = Sweeps.over("10,50").repeats(3).run(target);

        assertThat(result.points()).hasSize(1);
        assertThat(result.points().get(0).runs()).hasSize(2);
    }

    @Test
    void shouldShowThePartialBaselineWhenInterruptedThere() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(1, 1234).cutOff());

        SweepResult result = Sweeps.over("10").run(target);

        assertThat(target.asked()).hasSize(1);
        assertThat(result.baseline().rps()).isCloseTo(1234, within(1.0));
        assertThat(result.points()).isEmpty();
        assertThat(result.sweetSpot().method()).isEqualTo(SweetSpot.Method.NONE);
        assertThat(result.qualified()).isFalse();
    }

    @Test
    void shouldEndAtTheBaselineWhenNoRequestGetsAResponse() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), 0));

        SweepResult result = Sweeps.over("10,50").run(target);

        assertThat(result.everyRequestFailed()).isTrue();
        assertThat(result.notes())
                .contains("no response at c=1, so no level was measured; first error: reset by 127.0.0.1");
        assertThat(result.sweetSpot().concurrency()).isZero();
    }

    @Test
    void shouldEndTheSweepWhereTheTargetCanNoLongerBeReached() {
        FakeTarget target = FakeTarget.of((plan, trial) -> {
            if (plan.concurrency() >= 50) {
                throw new TargetUnreachableException("127.0.0.1:8080 refuses connections");
            }
            return Behaviour.at(plan.concurrency(), 1000);
        });

        SweepResult result = Sweeps.over("10,50,100").run(target);

        assertThat(result.points()).extracting(SweepPoint::concurrency).containsExactly(10, 50);
        assertThat(result.points().get(1).disqualified()).isEqualTo("zero-rps");
        assertThat(result.sweetSpot().concurrency()).isEqualTo(10);
        assertThat(result.notes()).contains("ended at c=50: 127.0.0.1:8080 refuses connections");
    }

    @Test
    void shouldKeepWhatThereIsWhenTheEngineRefusesALevelOfItsOwnChoice() {
        FakeTarget target = FakeTarget.of((plan, trial) -> {
            if (plan.concurrency() > 1000) {
                throw new ConfigurationException("no room for so many connections");
            }
            return Behaviour.at(plan.concurrency(), 10.0 * plan.concurrency());
        });

        SweepResult result = Sweeps.over("auto").run(target);

        assertThat(result.sweetSpot().concurrency()).isEqualTo(1000);
        assertThat(result.notes()).contains("ended at c=2000: no room for so many connections");
        assertThatThrownBy(() -> Sweeps.over("10,2000").run(target)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void shouldReportThatTheTargetCannotBeReachedAtAll() {
        FakeTarget target = FakeTarget.of((plan, trial) -> {
            throw new TargetUnreachableException("nothing there");
        });

        SweepResult result = Sweeps.over("10").run(target);

        assertThat(result.everyRequestFailed()).isTrue();
        assertThat(result.failure()).isEqualTo("nothing there");
        assertThat(result.points()).isEmpty();
        assertThat(result.notes()).containsOnlyOnce("ended at c=1: nothing there");
    }

    @Test
    void shouldRefuseLevelsBeyondTheFileLimitBeforeAnyRequest() {
        FakeTarget target = FakeTarget.workers(1, 1);

        assertThatThrownBy(() -> Sweeps.over("10,2000").fileLimit(1024).run(target))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("c=2000 needs as many connections, but this process may open 1024 files; raise the limit"
                        + " (ulimit -n 2064) or lower --conc");
        assertThat(target.asked()).isEmpty();
    }

    @Test
    void shouldLeaveOutAutoLevelsBeyondTheFileLimit() {
        FakeTarget target = FakeTarget.workers(3000, 10);

        SweepResult result = Sweeps.over("auto").fileLimit(1024).run(target);

        assertThat(target.askedLevels()).endsWith(464, 928);
        assertThat(result.notes())
                .contains("auto: no level above c=960, as this process may open 1024 files (ulimit -n)");
    }

    @Test
    void shouldNoteThatAHigherLevelMayReachMore() {
        SweepResult result = Sweeps.over("10,50,100").run(FakeTarget.workers(1000, 10));

        assertThat(result.notes())
                .contains("throughput peaks at the highest level, c=100, so a higher one may reach more");
    }

    @Test
    void shouldReportTheUslFromThreeLevelsOn() {
        assertThat(Sweeps.over("10,50")
                        .run(FakeTarget.scalable(1000, 0.02, 0.0001))
                        .usl())
                .isNull();
        UslFit usl = Sweeps.over("10,50,200")
                .run(FakeTarget.scalable(1000, 0.02, 0.0001))
                .usl();

        assertThat(usl.peakConcurrency()).isCloseTo(99, within(1.0));
        assertThat(usl.samples()).isEqualTo(4);
    }

    @Test
    void shouldLeaveErrorFloodsOutOfTheUsl() {
        FakeTarget target = FakeTarget.of((plan, trial) -> plan.concurrency() == 400
                ? Behaviour.at(400, 900_000).errors(1, 0)
                : FakeTarget.usl(plan.concurrency(), 1000, 0.02, 0.0001));

        SweepResult result = Sweeps.over("10,50,200,400").run(target);

        assertThat(result.points().get(3).disqualified()).isEqualTo("errors=100.0%");
        assertThat(result.usl().rSquared()).isGreaterThan(0.999);
        assertThat(result.sweetSpot().peakConcurrency()).isEqualTo(50);
    }

    @Test
    void shouldWriteReasonsAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Sweeps.over("10,50")
                            .run(FakeTarget.workers(40, 2500))
                            .sweetSpot()
                            .reasoning())
                    .contains("95.0%");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldRefuseImpossiblePlans() {
        assertThatThrownBy(() -> Sweeps.over("10").kneeRatio(1.5).plan())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--knee-ratio 1.5");
        assertThatThrownBy(() -> Sweeps.over("10").repeats(0).plan()).hasMessageContaining("--repeats 0");
        assertThatThrownBy(() -> Sweeps.over("10").baselineConcurrency(0).plan())
                .hasMessageContaining("--baseline-c 0");
        assertThatThrownBy(() -> new SweepPlan.Gates(null, null, 1.5, null, null, null))
                .hasMessage("--max-errors 1.5 is out of range; use a share from 0 to 1, such as 0.01");
        assertThatThrownBy(() -> new SweepPlan.Gates(Double.NaN, null, null, null, null, null))
                .hasMessageContaining("--max-spread NaN");
    }
}
