// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LittlesLawTest {
    private static final Behaviour LEVEL = Behaviour.at(50, 1000);

    @Test
    void shouldHoldWithinFivePercent() {
        LittlesLaw little = check(LEVEL.meanTimes(0.96));

        assertThat(little.holds()).isTrue();
        assertThat(little.inFlight()).isCloseTo(48, within(0.2));
        assertThat(little.gapPct()).isCloseTo(-4, within(0.4));
        assertThat(little.cause()).isNull();
    }

    @Test
    void shouldNameTheLikelyCauseOfAGap() {
        Behaviour gap = LEVEL.meanTimes(0.8);

        assertThat(check(gap.connections(40, 40)).cause()).isEqualTo("only 40 of 50 connections were open at once");
        assertThat(check(gap.errors(0, 0.2)).cause()).isEqualTo("400 failed requests have no latency to count");
        assertThat(check(gap.connections(50, 2000)).cause()).isEqualTo("connections were reopened 1950 times");
        assertThat(check(gap.busy(0.95)).cause()).isEqualTo("the load generator was 95% busy and sent late");
        assertThat(check(gap).cause())
                .isEqualTo("pauses between a response and the next request in the load generator");
        assertThat(check(Behaviour.at(50, 0)).cause()).isEqualTo("no response arrived");
    }

    @Test
    void shouldNameAShortRun() {
        SweepPoint point = Sweeps.over("1000")
                .run(FakeTarget.of(
                        (plan, trial) -> Behaviour.at(plan.concurrency(), 1000).meanTimes(0.7)))
                .points()
                .get(0);

        assertThat(point.little().cause()).isEqualTo("short run, 2.0 requests per connection; raise -n or use -z");
    }

    private static LittlesLaw check(Behaviour behaviour) {
        FakeTarget target = FakeTarget.of(
                (plan, trial) -> plan.concurrency() == behaviour.concurrency() ? behaviour : Behaviour.at(1, 1000));
        return Sweeps.over(String.valueOf(behaviour.concurrency()))
                .run(target)
                .points()
                .get(0)
                .little();
    }
}
