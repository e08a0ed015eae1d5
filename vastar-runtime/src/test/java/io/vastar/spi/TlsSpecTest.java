// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlsSpecTest {
    private static final TlsSpec NONE = TlsSpec.NONE;

    @Test
    void shouldTakeWhomToTrustFromOneOfThem() {
        TlsSpec annotated = NONE.caCert("store.p12").keyPassword("secret").minVersion("1.3");
        assertThat(NONE.insecure(true).over(annotated))
                .isEqualTo(NONE.insecure(true).minVersion("1.3"));
        assertThat(NONE.caCert("a.pem").over(NONE.insecure(true))).isEqualTo(NONE.caCert("a.pem"));
        assertThat(NONE.over(annotated)).isEqualTo(annotated);
    }

    @Test
    void shouldTakeACertificateAndItsKeyFromOneOfThem() {
        TlsSpec annotated = NONE.cert("a.pem").key("a.key").keyPassword("secret");
        assertThat(NONE.cert("both.pem").over(annotated))
                .isEqualTo(NONE.cert("both.pem").keyPassword("secret"));
        assertThat(NONE.key("other.key").over(annotated)).isEqualTo(annotated.key("other.key"));
        assertThat(NONE.insecure(true).over(annotated)).isEqualTo(annotated.insecure(true));
    }

    @Test
    void shouldKeepAPasswordWithoutFilesSoThatItIsRefused() {
        assertThat(NONE.insecure(true).over(NONE.keyPassword("secret")).keyPassword())
                .isEqualTo("secret");
    }
}
