// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FakeClockTest {
    @Test
    void shouldStandStillUntilItIsMoved() {
        FakeClock clock = new FakeClock(5);

        assertThat(clock.nanoTime()).isEqualTo(5).isEqualTo(clock.nanoTime());
        assertThat(clock.advanceNs(10)).isEqualTo(15).isEqualTo(clock.nanoTime());
        clock.set(-3);
        assertThat(clock.nanoTime()).isEqualTo(-3);
    }

    @Test
    void shouldOverflowLikeTheRealOne() {
        FakeClock clock = new FakeClock(Long.MAX_VALUE);

        assertThat(clock.advanceNs(1)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldNotAdvanceBackwards() {
        assertThatThrownBy(() -> new FakeClock().advanceNs(-1)).hasMessageContaining("use set to go back");
    }
}
