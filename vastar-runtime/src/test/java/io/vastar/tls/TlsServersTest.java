// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.TlsSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against nginx, with both engines. */
@Timeout(120)
class TlsServersTest {
    @TempDir
    static Path directory;

    private static TestCa ca;
    private static TestIdentity server;
    private static String caFile;

    @BeforeAll
    static void files() throws IOException {
        ca = TestCa.create("Test CA");
        server = ca.server("localhost", "127.0.0.1");
        caFile = ca.write(directory.resolve("ca.pem")).toString();
        Files.writeString(directory.resolve("small"), "hello, world!");
        Files.write(directory.resolve("big"), new byte[50_000_000]);
    }

    private static RealServer nginx(String lines) {
        return nginx(server, lines);
    }

    private static RealServer nginx(TestIdentity identity, String lines) {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        return RealServers.nginx(directory, identity, lines).orElseThrow();
    }

    private static TlsSpec trusting(String provider) {
        return Runs.tls(provider, caFile);
    }

    @ParameterizedTest
    @CsvSource({
        "jdk,TLSv1.2,1",
        "jdk,TLSv1.3,64",
        "conscrypt,TLSv1.2,64",
        "conscrypt,TLSv1.3,1",
        "conscrypt,TLSv1.3,200"
    })
    void shouldSpeakTheVersionThatTheServerSpeaks(String provider, String version, int connections) {
        try (RealServer nginx = nginx("ssl_protocols " + version + ";")) {
            TrialResult result = Runs.get(nginx.secureUrl() + "/small", trusting(provider), connections, 2_000);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(2_000, 2_000, 0, 0, 0));
            assertThat(result.bytes().body()).isEqualTo(13 * 2_000);
            TrialResult.Tls tls = result.connections().tls();
            assertThat(tls.full() + tls.resumed())
                    .isEqualTo(result.connections().opened());
            assertThat(tls.sessions().keySet())
                    .singleElement()
                    .asString()
                    .startsWith(version + " TLS_")
                    .endsWith(", " + provider);
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldCarryBigBodiesInBothDirections(String provider, String version) {
        String lines = "ssl_protocols " + version + "; client_max_body_size 100m; location /put { dav_methods PUT; }";
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        try (RealServer nginx = nginx(lines)) {
            TrialResult down = Runs.get(nginx.secureUrl() + "/big", trusting(provider), 4, 8);
            assertThat(down.counts().ok()).isEqualTo(8);
            assertThat(down.bytes().body()).isEqualTo(8 * 50_000_000L);
            byte[] body = new byte[20_000_000];
            TrialResult up = Runs.put(nginx.secureUrl() + "/put/x", trusting(provider), body, 2, 4);
            assertThat(up.counts().failed()).isZero();
            assertThat(up.bytes().out()).isGreaterThan(4 * 20_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldResumeSessionsUnlessTheUserForbidsIt(String provider) {
        String lines = "ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:a:1m;";
        try (RealServer nginx = nginx(lines)) {
            TrialResult resumed = Runs.closing(nginx.secureUrl() + "/small", trusting(provider), 1, 50);
            assertThat(resumed.counts().ok()).isEqualTo(50);
            assertThat(resumed.connections().tls().resumed()).isPositive();
            TlsSpec never = TlsSpec.NONE.resumption(false);
            TrialResult full = Runs.closing(nginx.secureUrl() + "/small", never.over(trusting(provider)), 1, 50);
            assertThat(full.connections().tls().resumed()).isZero();
            assertThat(full.connections().tls().full()).isGreaterThanOrEqualTo(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldDoWithoutTicketsAndCache(String provider) {
        String lines = "ssl_protocols TLSv1.2 TLSv1.3; ssl_session_tickets off; ssl_session_cache off;";
        try (RealServer nginx = nginx(lines)) {
            TrialResult result = Runs.closing(nginx.secureUrl() + "/small", trusting(provider), 4, 50);
            assertThat(result.counts().ok()).isEqualTo(50);
            assertThat(result.connections().tls().resumed()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldShowTheClientCertificate(String provider, String version) {
        String lines =
                "ssl_protocols " + version + "; ssl_verify_client on; ssl_client_certificate \"" + caFile + "\";";
        for (TestIdentity client : List.of(ca.client("alice"), ca.rsaClient("bob"))) {
            String cert = client.writeChain(directory.resolve("client.pem")).toString();
            String key = client.writeKey(directory.resolve("client.key")).toString();
            try (RealServer nginx = nginx(lines)) {
                TlsSpec with = TlsSpec.NONE.caCert(caFile).cert(cert).key(key).provider(provider);
                TrialResult result = Runs.get(nginx.secureUrl() + "/small", with, 4, 50);
                assertThat(result.counts().ok()).isEqualTo(50);
                TrialResult without = Runs.get(nginx.secureUrl() + "/small", trusting(provider), 1, 3);
                assertThat(without.statusCodes()).containsOnlyKeys(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldSayWhatIsWrongWithTheCertificate(String provider) {
        refused(provider, ca.expiredServer("localhost"), caFile, "'CN=localhost' expired on", "--insecure");
        refused(provider, ca.futureServer("localhost"), caFile, "is valid only from", "clock");
        refused(provider, ca.server("api.example.com"), caFile, "is for api.example.com, not for localhost", "--sni");
        refused(provider, TestCa.selfSigned("localhost"), caFile, "is self-signed and not trusted", "--cacert");
        refused(provider, server, null, "is issued by 'CN=Test CA', whom this machine does not trust", "--cacert");
        String other =
                TestCa.create("Other").write(directory.resolve("other.pem")).toString();
        refused(provider, server, other, "whom the file of --cacert does not have", "--insecure");
    }

    private static void refused(String provider, TestIdentity identity, String trusted, String... words) {
        try (RealServer nginx = nginx(identity, "")) {
            assertThatThrownBy(() -> Runs.get(nginx.secureUrl() + "/small", Runs.tls(provider, trusted), 2, 10))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining("start the target");
            TlsSpec insecure = TlsSpec.NONE.insecure(true).provider(provider);
            assertThat(Runs.get(nginx.secureUrl() + "/small", insecure, 2, 10)
                            .counts()
                            .ok())
                    .isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldCheckAddressesAndSendNoNameForThem(String provider) {
        String lines = "ssl_protocols TLSv1.2 TLSv1.3; location = /name { return 200 \"[$ssl_server_name]\"; }";
        try (RealServer nginx = nginx(lines)) {
            String byAddress = "https://127.0.0.1:" + nginx.port() + "/name";
            assertThat(Runs.get(byAddress, trusting(provider), 1, 1).bytes().body())
                    .isEqualTo(2);
            assertThat(Runs.get(nginx.secureUrl() + "/name", trusting(provider), 1, 1)
                            .bytes()
                            .body())
                    .isEqualTo("[localhost]".length());
            TlsSpec named = TlsSpec.NONE.serverName("localhost");
            assertThat(Runs.get(byAddress, named.over(trusting(provider)), 1, 1)
                            .bytes()
                            .body())
                    .isEqualTo("[localhost]".length());
        }
    }

    @ParameterizedTest
    @CsvSource({"conscrypt,P-384,secp384r1", "conscrypt,prime256v1,secp256r1", "jdk,P-384,secp384r1"})
    void shouldKeepToGroups(String provider, String group, String curve) {
        String other = curve.equals("secp384r1") ? "prime256v1" : "secp384r1";
        TlsSpec spec = TlsSpec.NONE.caCert(caFile).groups(group).provider(provider);
        if (provider.equals("jdk") && Runtime.version().feature() < 20) {
            assertThatThrownBy(() -> Runs.get("https://localhost/", spec, 1, 1))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("from Java 20 on");
            return;
        }
        String same = curve.replace("secp256r1", "prime256v1");
        try (RealServer nginx = nginx("ssl_protocols TLSv1.3; ssl_ecdh_curve " + same + ";")) {
            assertThat(Runs.get(nginx.secureUrl() + "/small", spec, 1, 1)
                            .counts()
                            .ok())
                    .isEqualTo(1);
        }
        try (RealServer nginx = nginx("ssl_protocols TLSv1.3; ssl_ecdh_curve " + other + ";")) {
            assertThatThrownBy(() -> Runs.get(nginx.secureUrl() + "/small", spec, 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("--tls-groups");
        }
    }

    @Test
    void shouldHoldNoDescriptorsOfConnectionsThatAreClosed() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "descriptors can be counted on Linux only");
        try (RealServer nginx = nginx("")) {
            TlsSpec tls = Runs.tls("conscrypt", caFile);
            long before = pipes();
            TrialResult result = Runs.closing(nginx.secureUrl() + "/small", tls, 8, 1500);
            assertThat(result.counts().ok()).isEqualTo(1500);
            assertThat(pipes() - before).isLessThan(100);
        }
    }

    /** BoringSSL's engines have some each. */
    private static long pipes() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(TlsServersTest::isPipe).count();
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            // closed since it was listed
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldKeepToVersionsAndCipherSuites(String provider) {
        try (RealServer nginx = nginx("ssl_protocols TLSv1.2;")) {
            TlsSpec newest = TlsSpec.NONE.caCert(caFile).minVersion("1.3").provider(provider);
            assertThatThrownBy(() -> Runs.get(nginx.secureUrl() + "/small", newest, 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("does not speak TLSv1.3");
            String suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
            TlsSpec one = TlsSpec.NONE.caCert(caFile).ciphers(suite).provider(provider);
            assertThat(Runs.get(nginx.secureUrl() + "/small", one, 1, 1)
                            .connections()
                            .tls()
                            .sessions())
                    .containsKey("TLSv1.2 " + suite + ", " + provider);
            TlsSpec rsa = TlsSpec.NONE
                    .caCert(caFile)
                    .ciphers("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                    .provider(provider);
            assertThatThrownBy(() -> Runs.get(nginx.secureUrl() + "/small", rsa, 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("no cipher suite (--ciphers) or group (--tls-groups) in common");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldAllocateLittleForEachRequest(String provider) {
        try (RealServer nginx = nginx("ssl_protocols TLSv1.3;")) {
            Runs.get(nginx.secureUrl() + "/small", trusting(provider), 4, 20_000);
            TrialResult result = Runs.get(nginx.secureUrl() + "/small", trusting(provider), 4, 40_000);
            long perRequest = result.health().allocatedBytes() / 40_000;
            assertThat(perRequest).isLessThanOrEqualTo(provider.equals("jdk") ? 4096 : 512);
        }
    }
}
