// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DutyCycleTest {
    private final DutyCycle cycle = new DutyCycle();

    @Test
    void shouldCountOnlyTurnsThatDidWorkAsBusy() {
        cycle.begin(100);
        cycle.turned(150, 1, false, 0);
        cycle.turned(350, 0, false, 0);
        cycle.turned(400, 2, false, 0);
        assertThat(cycle.busyNs()).isEqualTo(100);
        assertThat(cycle.longestNs()).isEqualTo(200);
    }

    @Test
    void shouldCountATurnThatSleptFromWhereItAwoke() {
        cycle.begin(0);
        cycle.turned(10_000, 1, true, 9_900);
        assertThat(cycle.busyNs()).isEqualTo(100);
        assertThat(cycle.longestNs()).isEqualTo(100);
    }

    @Test
    void shouldIgnoreASleepOfAnEarlierTurn() {
        cycle.begin(1_000);
        cycle.turned(1_050, 1, true, 900);
        assertThat(cycle.busyNs()).isEqualTo(50);
    }

    @Test
    void shouldCountNothingAfterTheEnd() {
        cycle.begin(0);
        cycle.end();
        cycle.turned(500, 1, false, 0);
        assertThat(cycle.busyNs()).isZero();
    }
}
