// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TlsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsChoiceTest {
    private static final TlsSpec NONE = TlsSpec.NONE;

    @Test
    void shouldTakeConscryptAndBothVersionsWhenNothingIsSaid() {
        TlsChoice choice = TlsChoice.of(NONE, "example.com");
        assertThat(choice.provider()).isEqualTo(TlsProvider.CONSCRYPT);
        assertThat(choice.versions()).containsExactly("TLSv1.2", "TLSv1.3");
        assertThat(choice.cipherSuites()).isNull();
        assertThat(choice.namedGroups()).containsExactly("X25519", "P-256", "P-384", "P-521");
        assertThat(choice.sentName()).isEqualTo("example.com");
    }

    @Test
    void shouldOfferAGroupOnceByWhateverNames() {
        assertThat(TlsChoice.of(NONE.groups("secp256r1", "X25519", "P-256"), "example.com")
                        .namedGroups())
                .containsExactly("P-256", "X25519");
    }

    @ParameterizedTest
    @CsvSource({"localhost,localhost", "example.com.,example.com", "127.0.0.1,", "::1,", "my_host.local,"})
    void shouldSendNamesAndNoAddresses(String host, String sent) {
        assertThat(TlsChoice.of(NONE.provider("jdk"), host).sentName()).isEqualTo(sent);
    }

    @Test
    void shouldTakeTheJvmsEngineForWhatConscryptCannotDo() {
        assertThat(TlsChoice.of(NONE, "web").provider()).isEqualTo(TlsProvider.JDK);
        TlsSpec one = NONE.ciphers("TLS_AES_256_GCM_SHA384");
        assertThat(TlsChoice.of(one, "example.com").provider()).isEqualTo(TlsProvider.JDK);
        refused(
                one.provider("conscrypt"),
                "--tls-provider conscrypt",
                "cannot choose among them",
                "--tls-provider jdk");
    }

    @Test
    void shouldLeaveOutAVersionThatNoneOfTheCipherSuitesIsOf() {
        assertThat(TlsChoice.of(NONE.ciphers("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"), "example.com")
                        .versions())
                .containsExactly("TLSv1.2");
        assertThat(TlsChoice.of(NONE.ciphers("TLS_AES_256_GCM_SHA384"), "example.com")
                        .versions())
                .containsExactly("TLSv1.3");
        refused(NONE.ciphers("TLS_AES_256_GCM_SHA384").maxVersion("1.2"), "--ciphers: none of", "TLSv1.2");
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        refused(NONE.minVersion("1.1"), "--tls-min: '1.1' is not a version of TLS");
        refused(NONE.minVersion("1.3").maxVersion("1.2"), "--tls-min 1.3 is above --tls-max 1.2");
        refused(NONE.provider("openssl"), "--tls-provider: 'openssl' is not an implementation of TLS");
        refused(
                NONE.ciphers("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265"),
                "--ciphers: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265' is not a cipher suite of conscrypt",
                "did you mean 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'");
        refused(
                NONE.groups("P-255"),
                "--tls-groups: 'P-255' is not a group of TLS that is offered here; did you mean 'P-256'");
        refused(NONE.groups("P-256").provider("jdk").groups("X25519MLKEM768"), "--tls-groups: the JVM's TLS");
        refused(NONE.serverName("10.0.0.1"), "--sni: '10.0.0.1' is an address");
        refused(NONE.serverName("a b"), "--sni: 'a b' is not a host name");
    }

    @Test
    void shouldRefuseWhatWouldHaveNoEffect() {
        refused(NONE.insecure(true).caCert("ca.pem"), "--cacert has no effect");
        refused(NONE.key("client.key"), "--key is of no use without --cert");
        refused(NONE.keyPassword("secret"), "--key-password is of no use without --cert or --cacert");
    }

    private static void refused(TlsSpec spec, String... words) {
        assertThatThrownBy(() -> TlsChoice.of(spec, "example.com"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words);
    }
}
