// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static io.vastar.plan.SweepPlan.Pick.KNEE;
import static io.vastar.plan.SweepPlan.Pick.SCORE;
import static io.vastar.plan.SweepPlan.Pick.USL;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.SweepPlan.Gates;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PickerTest {
    @Test
    void shouldTakeTheKneeAtTheGivenRatio() {
        FakeTarget target = target(Map.of(10, 900.0, 50, 940.0, 100, 960.0, 200, 1000.0));

        assertThat(Sweeps.over("10,50,100,200")
                        .pick(KNEE)
                        .run(target)
                        .sweetSpot()
                        .concurrency())
                .isEqualTo(100);
        assertThat(Sweeps.over("10,50,100,200")
                        .kneeRatio(0.9)
                        .run(target)
                        .sweetSpot()
                        .concurrency())
                .isEqualTo(10);
        assertThat(Sweeps.over("10,50,100,200")
                        .kneeRatio(1)
                        .run(target)
                        .sweetSpot()
                        .concurrency())
                .isEqualTo(200);
    }

    @Test
    void shouldTakeThePeakOverQualifiedLevelsOnly() {
        FakeTarget target = FakeTarget.of((plan, trial) -> switch (plan.concurrency()) {
            case 100 -> Behaviour.at(100, 5000).errors(0.5, 0);
            case 50 -> Behaviour.at(50, 1000);
            default -> Behaviour.at(plan.concurrency(), 500);
        });

        SweetSpot spot = Sweeps.over("10,50,100").run(target).sweetSpot();

        assertThat(spot.concurrency()).isEqualTo(50);
        assertThat(spot.peakConcurrency()).isEqualTo(50);
    }

    @Test
    void shouldWeighThroughputByConsistency() {
        FakeTarget target = FakeTarget.of((plan, trial) -> switch (plan.concurrency()) {
            case 50 -> Behaviour.at(50, 800).tails(1.5, 2);
            case 100 -> Behaviour.at(100, 1000).tails(3, 4);
            default -> Behaviour.at(plan.concurrency(), 300);
        });

        SweetSpot spot = Sweeps.over("10,50,100").pick(SCORE).run(target).sweetSpot();

        assertThat(spot.concurrency()).isEqualTo(50);
        assertThat(spot.method()).isEqualTo(SweetSpot.Method.SCORE);
        assertThat(spot.reasoning()).matches("argmax\\(rps / \\(p99/p50\\)²\\) = 35\\d");
    }

    @Test
    void shouldTakeTheLevelNearestToTheKneeOfTheFittedLaw() {
        SweepResult result = Sweeps.over("10,25,50,100,200,400").pick(USL).run(FakeTarget.scalable(1000, 0.02, 0.0001));

        assertThat(result.sweetSpot().method()).isEqualTo(SweetSpot.Method.USL);
        assertThat(result.sweetSpot().concurrency()).isEqualTo(50);
        assertThat(result.sweetSpot().reasoning())
                .isEqualTo("qualified level nearest c=63, where the USL reaches 95.0% of its peak 25190 @ c=99"
                        + " (R²=1.000)");
    }

    @Test
    void shouldTakeTheCeilingWhereTheLawHasNoPeak() {
        SweetSpot spot = Sweeps.over("10,50,100,500,1000")
                .pick(USL)
                .run(FakeTarget.scalable(1000, 0.1, 0))
                .sweetSpot();

        assertThat(spot.method()).isEqualTo(SweetSpot.Method.USL);
        assertThat(spot.concurrency()).isEqualTo(100);
        assertThat(spot.reasoning()).contains("c=171").contains("ceiling 10000");
    }

    @Test
    void shouldFallBackToTheKneeWhenTheLawIsOfNoUse() {
        assertThat(Sweeps.over("10,50")
                        .pick(USL)
                        .run(FakeTarget.workers(10, 100))
                        .sweetSpot())
                .extracting(SweetSpot::method, SweetSpot::reasoning)
                .containsExactly(
                        SweetSpot.Method.KNEE,
                        "no USL fit with fewer than three healthy levels, so: smallest c reaching 95.0% of peak rps=1000"
                                + " @ c=10, p99 at 1.0× baseline");
        assertThat(Sweeps.over("10,50,100")
                        .pick(USL)
                        .run(FakeTarget.workers(1000, 10))
                        .sweetSpot()
                        .reasoning())
                .matches("(the USL predicts throughput without limit|the USL's knee, c=\\d+, is far .*), so: .*");
        assertThat(Sweeps.over("10,50,100,200,300")
                        .pick(USL)
                        .run(target(Map.of(1, 900.0, 10, 300.0, 50, 900.0, 100, 200.0, 200, 1000.0, 300, 400.0)))
                        .sweetSpot()
                        .reasoning())
                .startsWith("the USL fits badly (R²=");
    }

    @Test
    void shouldFallBackToTheHighestThroughputWhenNoLevelQualifies() {
        Gates impossible = new Gates(1.0, null, null, null, null, null);

        SweepResult result =
                Sweeps.over("10,50,100").gates(impossible).run(target(Map.of(10, 500.0, 50, 900.0, 100, 700.0)));

        assertThat(result.qualified()).isFalse();
        assertThat(result.sweetSpot().concurrency()).isEqualTo(50);
        assertThat(result.sweetSpot().method()).isEqualTo(SweetSpot.Method.FALLBACK);
        assertThat(result.sweetSpot().reasoning())
                .isEqualTo("no point met primary strategy gates; argmax(rps) over all samples");
    }

    @Test
    void shouldPickNothingWhenNoLevelGotAResponse() {
        FakeTarget target =
                FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), plan.concurrency() == 1 ? 100 : 0));

        SweepResult result = Sweeps.over("10,50").run(target);

        assertThat(result.sweetSpot().method()).isEqualTo(SweetSpot.Method.NONE);
        assertThat(result.sweetSpot().reasoning()).isEqualTo("all sweep points disqualified — endpoint unhealthy");
        assertThat(result.everyRequestFailed()).isFalse();
    }

    private static FakeTarget target(Map<Integer, Double> rps) {
        return FakeTarget.of(
                (plan, trial) -> Behaviour.at(plan.concurrency(), rps.getOrDefault(plan.concurrency(), 100.0)));
    }
}
