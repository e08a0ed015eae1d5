// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.Overrides;
import io.vastar.slo.Verdict;
import io.vastar.spi.ConfigurationException;
import io.vastar.sweep.SweetSpot;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTestsTest {
    private static final Overrides QUICK = new Overrides(
            Overrides.Request.NONE,
            Overrides.Load.NONE,
            new EngineOptions(1, List.of(), IdleMode.AUTO, false),
            null,
            false);

    static final class Shop {}

    static final class Plain {}

    static final class Tuned {}

    static final class Ailing {}

    static final class Untidy {}

    static final class Flaky {}

    @Test
    void shouldRunALoadTestBetweenItsSetUpAndTearDown() throws Exception {
        LoadTestResult result = LoadTests.run(Shop.class, QUICK);
        assertThat(LoadTestsTest_Shop_LoadTest.target).isNull();
        assertThat(LoadTestsTest_Shop_LoadTest.params).containsEntry("size", "100");
        assertThat(result.all().name()).isEqualTo("Shop:size=100");
        assertThat(result.step("home").counts().ok()).isEqualTo(20);
        assertThat(result.step("home").errorRate()).isZero();
        assertThat(result.step("missing").errorRate()).isEqualTo(1);
        assertThat(result.errorRate()).isEqualTo(0.5);
        assertThat(result.transaction("Shop").counts().started()).isEqualTo(20);
        assertThat(result.p99Ms()).isPositive().isGreaterThanOrEqualTo(result.p50Ms());
        assertThat(result.requestsPerSec()).isPositive();
        assertThat(result.verdicts()).hasSize(3);
        assertThatThrownBy(result::assertSlos)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("errors<=0")
                .hasMessageContaining("missing: errors<1%")
                .hasMessageNotContaining("p99");
        assertThatThrownBy(() -> result.step("nowhere")).hasMessageContaining("home");
        assertThatThrownBy(() -> result.step("missing").percentileMs(99)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayWhatIsMissingWhenTheClassHasNoRunner() {
        assertThatThrownBy(() -> LoadTests.run(Plain.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("LoadTestsTest_Plain_LoadTest")
                .hasMessageContaining("vastar-processor");
    }

    @Test
    void shouldTellWhatASweepFound() throws Exception {
        LoadTestResult result = LoadTests.run(Tuned.class, QUICK);

        assertThat(result.isSweep()).isTrue();
        SweepFindings sweep = result.sweep();
        sweep.assertSweetSpot();
        assertThat(sweep.points()).extracting(SweepFindings.Level::concurrency).containsExactly(2, 4);
        assertThat(sweep.points()).allMatch(SweepFindings.Level::qualified);
        assertThat(sweep.disqualified()).isEmpty();
        assertThat(sweep.hasSweetSpot()).isTrue();
        assertThat(sweep.sweetSpot().concurrency()).isIn(2, 4);
        assertThat(sweep.sweetSpot().disqualified()).isNull();
        assertThat(sweep.method()).isEqualTo(SweetSpot.Method.KNEE);
        assertThat(sweep.reasoning()).contains("smallest c");
        assertThat(sweep.peakConcurrency()).isIn(2, 4);
        assertThat(sweep.peakRequestsPerSec())
                .isEqualTo(sweep.point(sweep.peakConcurrency()).requestsPerSec());
        assertThat(sweep.baseline().concurrency()).isEqualTo(1);
        SweepFindings.Level level = sweep.point(4);
        assertThat(level.p50Ms()).isPositive().isLessThanOrEqualTo(level.p95Ms());
        assertThat(level.p99Ms()).isBetween(level.p95Ms(), level.p999Ms());
        assertThat(level.errorRate()).isZero();
        assertThatThrownBy(() -> sweep.point(3)).hasMessageContaining("[2, 4]");
    }

    @Test
    void shouldRefuseFiguresOfOneRunToASweepAndOfASweepToOneRun() throws Exception {
        LoadTestResult sweep = LoadTests.run(Tuned.class, QUICK);
        assertThatThrownBy(sweep::p99Ms)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'Tuned' swept")
                .hasMessageContaining("withSweepOff");
        assertThatThrownBy(sweep::assertSlos).isInstanceOf(IllegalStateException.class);

        Overrides.Load two = new Overrides.Load(2, null, null, null, null, null);
        assertThat(LoadTests.run(Tuned.class, QUICK.withLoad(two)).notes())
                .containsExactly("-c 2 makes one run of 'Tuned' instead of its sweep");

        LoadTestResult once = LoadTests.run(Tuned.class, QUICK.withSweepOff(true));
        assertThat(once.notes()).containsExactly("c=50 is more than n=40, so 40 connections are used");
        assertThat(once.isSweep()).isFalse();
        assertThat(once.counts().ok()).isEqualTo(40);
        assertThatThrownBy(once::sweep)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'Tuned' ran once");
    }

    @Test
    void shouldSayWhichGatesWereMissedWhenNoLevelOfASweepQualifies() throws Exception {
        SweepFindings sweep = LoadTests.run(Ailing.class, QUICK).sweep();

        assertThat(sweep.hasSweetSpot()).isFalse();
        assertThat(sweep.method()).isEqualTo(SweetSpot.Method.FALLBACK);
        assertThat(sweep.disqualified()).containsOnlyKeys(2, 4);
        assertThat(sweep.point(2).disqualified()).contains("err");
        assertThatThrownBy(sweep::sweetSpot)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("c=2: ")
                .hasMessageContaining("c=4: ");
        assertThatThrownBy(sweep::assertSweetSpot)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no level of the sweep passed every gate");
    }

    @Test
    void shouldCountWhatWasNotAsExpected() throws Exception {
        LoadTestResult result = LoadTests.run(Flaky.class, QUICK);

        result.assertResponds();
        assertThatThrownBy(result::assertNoErrors)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of 1000 requests 250 answered otherwise than expected")
                .hasMessageContaining("503=250");
    }

    @Test
    void shouldEndARunEarlyWhenAskedToAbortOnItsObjectives() throws Exception {
        LoadTestResult result = LoadTests.run(Flaky.class, QUICK.withAbortOnSlo(true));

        assertThat(result.verdicts()).hasSize(1);
        assertThat(result.verdicts().get(0).outcome()).isEqualTo(Verdict.Outcome.FAIL);
    }

    @Test
    void shouldThrowWhatTheSetUpThrewAlsoWhenTheTearDownFails() {
        assertThatThrownBy(() -> LoadTests.run(Untidy.class, QUICK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no database")
                .hasSuppressedException(new java.io.IOException("nothing to close"));
    }

    @Test
    void shouldRunALoadTestWithOtherValuesThanAnnotated() throws Exception {
        AdjustedLoadTest tuned = LoadTests.of(Tuned.class).with(QUICK);

        LoadTestResult once = tuned.concurrency(2).requests(10).run();
        assertThat(once.isSweep()).isFalse();
        assertThat(once.counts().ok()).isEqualTo(10);
        assertThat(once.plan().concurrency()).isEqualTo(2);

        LoadTestResult timed =
                tuned.once().concurrency(3).duration("100ms").timeout("5s").run();
        assertThat(timed.counts().ok()).isPositive().isEqualTo(timed.counts().started());
        assertThat(timed.plan().concurrency()).isEqualTo(3);

        LoadTestResult open = tuned.once().rate("200/s").requests(12).run();
        assertThat(open.counts().ok()).isEqualTo(12);

        assertThat(tuned.sweep("1,3").run().sweep().points())
                .extracting(SweepFindings.Level::concurrency)
                .containsExactly(1, 3);
    }

    @Test
    void shouldRefuseValuesThatAreWrongBeforeAnythingRuns() {
        AdjustedLoadTest tuned = LoadTests.of(Tuned.class);
        assertThatThrownBy(() -> tuned.duration("soon"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("duration: 'soon' is not a duration");
        assertThatThrownBy(() -> tuned.timeout("5 apples")).hasMessageStartingWith("timeout: '5 apples'");
        assertThatThrownBy(() -> tuned.requests(5).duration("1s"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("requests and duration both set the length of the run; keep one of them");
        assertThatThrownBy(() -> tuned.duration("1s").requests(5)).isInstanceOf(ConfigurationException.class);
    }
}
