// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DutyCycleTest {
    private static final long MS = 1_000_000;

    private long pausedMs;
    private final DutyCycle cycle = new DutyCycle(new GcWatch(() -> pausedMs), null);

    @Test
    void shouldCountOnlyTurnsThatDidWorkAsBusy() {
        cycle.begin(100);
        cycle.turned(150, 1, 0, 0);
        cycle.turned(350, 0, 0, 0);
        cycle.turned(400, 2, 0, 0);
        assertThat(cycle.busyNs()).isEqualTo(100);
        assertThat(cycle.longestNs()).isEqualTo(200);
    }

    @Test
    void shouldCountATurnThatSleptFromWhereItAwoke() {
        cycle.begin(0);
        cycle.turned(10_000, 1, 10_000, 9_900);
        assertThat(cycle.busyNs()).isEqualTo(100);
        assertThat(cycle.longestNs()).isEqualTo(100);
    }

    @Test
    void shouldIgnoreASleepOfAnEarlierTurn() {
        cycle.begin(1_000);
        cycle.turned(1_050, 1, 100, 900);
        assertThat(cycle.busyNs()).isEqualTo(50);
    }

    @Test
    void shouldCountNothingAfterTheEnd() {
        cycle.begin(0);
        cycle.end();
        cycle.turned(500, 1, 0, 0);
        assertThat(cycle.busyNs()).isZero();
    }

    @Test
    void shouldCountAsAStallWhatASleepTookBeyondWhatItWasAllowed() {
        cycle.begin(0);
        cycle.turned(3_000 * MS, 0, 10 * MS, 3_000 * MS - 1);
        assertThat(cycle.longestNs()).isEqualTo(2_990 * MS);
        assertThat(cycle.longTurns()).isEqualTo(1);
        assertThat(cycle.longTurnsNs()).isEqualTo(2_990 * MS);
        assertThat(cycle.busyNs()).isZero();
    }

    @Test
    void shouldTellACollectionInTheLongestTurnFromOthers() {
        cycle.begin(0);
        pausedMs = 40;
        cycle.turned(50 * MS, 1, 0, 0);
        assertThat(cycle.longestGcNs()).isEqualTo(41 * MS);
        cycle.turned(150 * MS, 1, 0, 0);
        assertThat(cycle.longestNs()).isEqualTo(100 * MS);
        assertThat(cycle.longestGcNs()).isZero();
        pausedMs = 80;
        cycle.turned(160 * MS, 0, 0, 0);
        cycle.turned(360 * MS, 1, 0, 0);
        assertThat(cycle.longestGcNs()).as("that was an earlier turn").isZero();
    }
}
