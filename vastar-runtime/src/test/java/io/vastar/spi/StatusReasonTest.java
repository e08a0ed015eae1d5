// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusReasonTest {
    @Test
    void shouldNameUsualCodes() {
        assertThat(StatusReason.of(204)).isEqualTo("No Content");
        assertThat(StatusReason.of(503)).isEqualTo("Service Unavailable");
        assertThat(StatusReason.orNumber(503)).isEqualTo("Service Unavailable");
    }

    @Test
    void shouldInventNoReasonForOtherCodes() {
        assertThat(StatusReason.of(299)).isEmpty();
        assertThat(StatusReason.orNumber(299)).isEqualTo("Status 299");
    }
}
