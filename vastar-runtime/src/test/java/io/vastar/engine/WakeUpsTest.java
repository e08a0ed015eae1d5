// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WakeUpsTest {
    private final WakeUps wakeUps = new WakeUps();

    @Test
    void shouldMeasureFromTheSignalToTheEndOfTheSleep() {
        wakeUps.slept(1_000, 2_000);
        wakeUps.signalled(5_000);
        wakeUps.slept(3_000, 5_040);
        wakeUps.slept(6_000, 7_000);
        assertThat(wakeUps.lagNs().getTotalCount()).isOne();
        assertThat(wakeUps.lagNs().getMaxValue()).isEqualTo(40);
    }

    @Test
    void shouldLeaveOutASignalThatFoundTheThreadAwake() {
        wakeUps.signalled(5_000);
        wakeUps.slept(5_100, 9_000);
        assertThat(wakeUps.lagNs().getTotalCount()).isZero();
        wakeUps.signalled(20_000);
        wakeUps.slept(10_000, 19_999); // woken by bytes just before
        wakeUps.slept(20_500, 30_000);
        assertThat(wakeUps.lagNs().getTotalCount()).isZero();
    }
}
