// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.RequestSpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import org.junit.jupiter.api.Test;

class FileLimitsTest {
    private static final FileLimits LIMITS = new FileLimits(1_024, 60);

    private static RequestSpec by(String provider) {
        TransportSpec none = TransportSpec.NONE;
        TlsSpec tls = none.tls().provider(provider);
        return RequestSpec.get("https://localhost/")
                .with(new TransportSpec(tls, none.proxy(), none.names(), none.http()));
    }

    @Test
    void shouldCountTheFilesThatAConnectionOfEachKindTakes() {
        assertThat(LIMITS.of(RequestSpec.get("http://localhost/")).connections())
                .isEqualTo(900);
        assertThat(LIMITS.of(by("jdk")).connections()).isEqualTo(900);
        assertThat(LIMITS.of(by(null)).connections()).isEqualTo(300);
        assertThat(LIMITS.of(by("conscrypt")).allow(300, 1)).isTrue();
        assertThat(LIMITS.of(by("conscrypt")).allow(301, 1)).isFalse();
        assertThat(LIMITS.of(by("conscrypt")).allow(2_400, 8)).isTrue();
    }

    @Test
    void shouldAdviseTheProviderThatTakesLess() {
        assertThat(LIMITS.of(by(null)).refusal(400, "-c 400"))
                .contains("enough for 300 connections of 3 files each", "ulimit -n 1324", "--tls-provider jdk");
        assertThat(LIMITS.refusal(1_000, "-c 1000")).doesNotContain("jdk");
    }
}
