// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsFlagRulesTest {
    private final List<String> notes = new ArrayList<>();

    private static Overrides with(TlsSpec tls) {
        return Overrides.NONE.withRequest(Overrides.Request.NONE.withTransport(TransportSpec.NONE.with(tls)));
    }

    @Test
    void shouldRefuseFlagsThatDoNothing() {
        assertThatThrownBy(() ->
                        TlsFlagRules.check(with(TlsSpec.NONE.serverName("a.b")), "http://localhost/", false, notes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("--sni has no effect on 'http://localhost/', which is not over TLS; write https://,"
                        + " or leave it out");
        assertThatThrownBy(() -> TlsFlagRules.check(
                        with(TlsSpec.NONE.keyPassword("secret").serverName("a.b")),
                        "HTTP://localhost/",
                        false,
                        new ArrayList<>()))
                .hasMessageStartingWith("--key-password, --sni have no effect")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldNoteThatInsecureDoesNothing() {
        TlsFlagRules.check(with(TlsSpec.NONE.insecure(true)), "http://localhost/", false, notes);
        assertThat(notes).containsExactly("-k has no effect on 'http://localhost/', which is not over TLS");
    }

    @Test
    void shouldAcceptThemOverTls() {
        TlsFlagRules.check(with(TlsSpec.NONE.insecure(true)), "https://localhost/", false, new ArrayList<>());
        TlsFlagRules.check(with(TlsSpec.NONE), "http://localhost/", false, new ArrayList<>());
        TlsFlagRules.check(
                with(TlsSpec.NONE.insecure(true))
                        .withSweep(SweepDefinition.over("auto").vs("https://localhost/")),
                "http://localhost/",
                false,
                notes);
    }

    @Test
    void shouldAcceptThemWhereARedirectOrAStepMayLeadToTls() {
        TlsFlagRules.check(with(TlsSpec.NONE.insecure(true)), "http://localhost/", true, new ArrayList<>());
    }

    @Test
    void shouldFillInThePlaceholdersOfTheAnnotation() {
        LoadTestDefinition definition = LoadTestDefinition.named("Orders")
                .url("https://localhost/")
                .tls(TlsSpec.NONE
                        .caCert("${ca:ca.pem}")
                        .keyPassword("${PASSWORD}")
                        .ciphers("${suite:A}", "B"))
                .build();
        assertThat(PlaceholderValues.names(definition)).containsExactly("PASSWORD", "ca", "suite");
        PlaceholderValues values = new PlaceholderValues(Map.of("PASSWORD", "s3cret"), name -> null, name -> null);
        TlsSpec planned = new RequestPlanner(
                        definition, with(TlsSpec.NONE.caCert("other.pem")).request(), values)
                .plan(null, true, 0, false, 1, new java.util.ArrayList<>())
                .transport()
                .tls();
        assertThat(planned)
                .isEqualTo(
                        TlsSpec.NONE.caCert("other.pem").keyPassword("s3cret").ciphers("A", "B"));
        assertThat(planned.ciphers()).isEqualTo(List.of("A", "B"));
        assertThat(planned.toString()).doesNotContain("s3cret");
    }
}
