// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final long MS = 1_000_000;

    @Test
    void shouldTakeTwoSignalsInOneGoForOneWish() {
        Interruption interruption = new Interruption();
        assertThat(interruption.isAnother(5_000 * MS)).isFalse();
        assertThat(interruption.request(5_000 * MS)).isTrue();
        assertThat(interruption.isAnother(5_010 * MS)).isFalse();
        assertThat(interruption.request(5_010 * MS)).isFalse();
        assertThat(interruption.isAnother(5_200 * MS)).isTrue();
    }
}
