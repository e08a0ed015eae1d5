// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.TlsSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against {@code openssl s_server}, which ends handshakes in ways that nginx does not know, and serves one connection at a time. */
@Timeout(60)
class OpensslServerTest {
    @TempDir
    static Path directory;

    private static TestCa ca;
    private static TestIdentity identity;
    private static String caFile;

    @BeforeAll
    static void files() {
        assumeTrue(RealServers.find("openssl").isPresent(), "openssl is not installed: apt-get install openssl");
        ca = TestCa.create("Test CA");
        caFile = ca.write(directory.resolve("ca.pem")).toString();
        identity = ca.server("localhost");
        identity.writeChain(directory.resolve("server.pem"));
        identity.writeKey(directory.resolve("server.key"));
    }

    /** Answers every request with a page of what was negotiated, which ends with the connection. */
    private static RealServer openssl(String version, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "s_server",
                "-www",
                "-quiet",
                "-accept",
                "127.0.0.1:{port}",
                "-cert",
                directory.resolve("server.pem").toString(),
                "-key",
                directory.resolve("server.key").toString(),
                version.equals("TLSv1.2") ? "-tls1_2" : "-tls1_3"));
        arguments.addAll(List.of(options));
        return RealServers.start("openssl", "", arguments.toArray(String[]::new))
                .orElseThrow();
    }

    private static TlsSpec tls(String provider, TestIdentity client, String serverName) {
        String cert = client == null
                ? null
                : client.writeChain(directory.resolve("client.pem")).toString();
        String key = client == null
                ? null
                : client.writeKey(directory.resolve("client.key")).toString();
        return TlsSpec.NONE
                .caCert(caFile)
                .cert(cert)
                .key(key)
                .serverName(serverName)
                .provider(provider);
    }

    /** What is said of the failure, whether it came before the run or in it: TLS 1.3 refuses clients after its handshake. */
    private static String refusal(String url, TlsSpec tls) {
        try {
            TrialResult result = Runs.get(url, tls, 1, 1);
            assertThat(result.counts().failed()).isEqualTo(1);
            assertThat(result.errors().get(0).kind()).isEqualTo("tls");
            return result.errors().get(0).firstExample();
        } catch (TargetUnreachableException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldReadPagesThatEndWithTheConnection(String provider, String version) {
        try (RealServer server = openssl(version)) {
            TrialResult result = Runs.get(server.secureUrl() + "/", tls(provider, null, null), 1, 20);
            assertThat(result.errors()).isEmpty();
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(20, 20, 0, 0, 0));
            assertThat(result.bytes().body()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,", "conscrypt,", "jdk,http/1.1", "conscrypt,http/1.1"})
    void shouldSpeakHttp1WhereTheServerAgreesToNothingElse(String provider, String alpn) {
        try (RealServer server = alpn == null ? openssl("TLSv1.3") : openssl("TLSv1.3", "-alpn", alpn)) {
            TrialResult result = Runs.http2(server.secureUrl() + "/", tls(provider, null, null), 1, 20);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(20, 20, 0, 0, 0));
            assertThat(result.protocol()).isEqualTo("http1");
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldSayThatTheServerDoesNotKnowTheName(String provider, String version) {
        String second = directory.resolve("server.pem").toString();
        String key = directory.resolve("server.key").toString();
        try (RealServer server = openssl(
                version, "-servername", "shop.example.com", "-servername_fatal", "-cert2", second, "-key2", key)) {
            assertThat(refusal(server.secureUrl() + "/", tls(provider, null, null)))
                    .contains("unrecognized_name", "localhost", "--sni");
            TlsSpec named =
                    TlsSpec.NONE.insecure(true).serverName("shop.example.com").provider(provider);
            assertThat(Runs.get(server.secureUrl() + "/", named, 1, 3).counts().ok())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldSayWhatTheServerHasAgainstTheClientCertificate(String provider, String version) {
        try (RealServer server = openssl(version, "-Verify", "2", "-verify_return_error", "-CAfile", caFile)) {
            String url = server.secureUrl() + "/";
            assertThat(Runs.get(url, tls(provider, ca.client("alice"), null), 1, 3)
                            .counts()
                            .ok())
                    .isEqualTo(3);
            assertThat(refusal(url, tls(provider, null, null))).contains("TLS alert", "--cert");
            TestIdentity stranger = TestCa.create("Other CA").client("mallory");
            assertThat(refusal(url, tls(provider, stranger, null))).contains("TLS alert", "unknown_ca", "--cert");
        }
    }
}
