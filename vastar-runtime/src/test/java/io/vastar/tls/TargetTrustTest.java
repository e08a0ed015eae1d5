// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.testkit.TestCa;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

class TargetTrustTest {
    private final TestCa ca = TestCa.create("Test CA");
    private final Checks checks = new Checks();
    private final TargetTrust trust = new TargetTrust(checks, "localhost", true);

    private static X509Certificate[] chain(TestCa ca) {
        return ca.server("localhost").chain().toArray(X509Certificate[]::new);
    }

    @Test
    void shouldCheckAChainOnce() throws CertificateException {
        X509Certificate[] chain = chain(ca);
        for (int i = 0; i < 3; i++) {
            trust.checkServerTrusted(chain.clone(), "GENERIC", (SSLEngine) null);
        }
        assertThat(checks.happened).isEqualTo(1);
    }

    @Test
    void shouldCheckAnotherChainAndAnotherKeyExchange() throws CertificateException {
        X509Certificate[] chain = chain(ca);
        trust.checkServerTrusted(chain, "GENERIC", (SSLEngine) null);
        trust.checkServerTrusted(chain, "ECDHE_ECDSA", (SSLEngine) null);
        trust.checkServerTrusted(chain(ca), "GENERIC", (SSLEngine) null);
        assertThat(checks.happened).isEqualTo(3);
    }

    @Test
    void shouldCheckWhatWasRefusedAgainAndAgain() {
        checks.refusal = new CertificateException("no");
        X509Certificate[] chain = chain(ca);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> trust.checkServerTrusted(chain, "GENERIC", (SSLEngine) null))
                    .isSameAs(checks.refusal);
        }
        assertThat(checks.happened).isEqualTo(2);
    }

    @Test
    void shouldNotBelieveACertificateThatExpiredMeanwhile() throws CertificateException {
        X509Certificate[] chain = ca.expiredServer("localhost").chain().toArray(X509Certificate[]::new);
        trust.checkServerTrusted(chain, "GENERIC", (SSLEngine) null);
        assertThatThrownBy(() -> trust.checkServerTrusted(chain, "GENERIC", (SSLEngine) null))
                .isInstanceOf(CertificateExpiredException.class);
    }

    private static final class Checks extends X509ExtendedTrustManager {
        private int happened;
        private CertificateException refusal;

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            happened++;
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
