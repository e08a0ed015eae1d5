// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.record.TrialResult;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.TlsSpec;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import io.vastar.testkit.TlsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLS servers in the field do, against the JDK's server. */
@Timeout(60)
class TlsFieldCasesTest {
    @TempDir
    static Path directory;

    private static TestIdentity identity;
    private static String caFile;

    @BeforeAll
    static void certificates() {
        TestCa ca = TestCa.create("Test CA");
        identity = ca.server("localhost");
        caFile = ca.write(directory.resolve("ca.pem")).toString();
    }

    private static void answer(SSLSocket secure, String text) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(secure.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
        secure.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        secure.getOutputStream().flush();
    }

    /** Ends as the plain socket does, without a word. */
    private static TlsServer cuttingAfter(String version, String text) {
        return TlsServer.start(
                identity, socket -> socket.setEnabledProtocols(new String[] {version}), (secure, plain) -> {
                    answer(secure, text);
                    plain.shutdownOutput();
                    drain(plain);
                });
    }

    private static void drain(Socket plain) throws IOException {
        while (plain.getInputStream().read() >= 0) {
            continue;
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldAcceptACutAfterAResponseOfKnownLength(String provider, String version) {
        try (TlsServer server =
                cuttingAfter(version, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")) {
            TrialResult result = Runs.get(server.url() + "/", Runs.tls(provider, caFile), 1, 3);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 3, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldNotTrustTheEndOfAResponseThatOnlyTheEndCompletes(String provider, String version) {
        try (TlsServer server = cuttingAfter(version, "HTTP/1.1 200 OK\r\n\r\nhalf")) {
            TrialResult result = Runs.get(server.url() + "/", Runs.tls(provider, caFile), 1, 1);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(1, 0, 0, 1, 0));
            assertThat(result.errors().get(0).kind()).isEqualTo("tls");
            assertThat(result.errors().get(0).firstExample())
                    .isEqualTo(
                            "the connection ended without close_notify after 23 bytes of a response that only the end"
                                    + " completes, so that it may have been cut short");
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldAcceptAnAnnouncedEnd(String provider, String version) {
        TlsServer.Handler closing = (secure, plain) -> {
            answer(secure, "HTTP/1.1 200 OK\r\n\r\nwhole");
            secure.close();
        };
        try (TlsServer server =
                TlsServer.start(identity, socket -> socket.setEnabledProtocols(new String[] {version}), closing)) {
            TrialResult result = Runs.get(server.url() + "/", Runs.tls(provider, caFile), 2, 10);
            assertThat(result.counts().ok()).isEqualTo(10);
            assertThat(result.bytes().body()).isEqualTo(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldFinishAResponseWhenTheServerKeepsTheSocketOpenAfterItsGoodbye(String provider) {
        TlsServer.Handler halfClosing = (secure, plain) -> {
            answer(secure, "HTTP/1.1 200 OK\r\n\r\nwhole");
            secure.shutdownOutput();
            drain(plain);
        };
        try (TlsServer server = TlsServer.start(identity, halfClosing)) {
            TrialResult result = Runs.get(server.url() + "/", Runs.tls(provider, caFile), 1, 3);
            assertThat(result.counts().ok()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldRefuseToNegotiateOnceMore(String provider) {
        TlsServer.Handler again = (secure, plain) -> {
            secure.startHandshake();
            secure.startHandshake();
            answer(secure, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            drain(plain);
        };
        try (TlsServer server =
                TlsServer.start(identity, socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}), again)) {
            TrialResult result = Runs.get(server.url() + "/", Runs.tls(provider, caFile), 1, 1);
            assertThat(result.counts().ok()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,TLSv1.2", "jdk,TLSv1.3", "conscrypt,TLSv1.2", "conscrypt,TLSv1.3"})
    void shouldNameTheMissingClientCertificate(String provider, String version) {
        TlsServer.Handler asking = (secure, plain) -> answer(secure, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        try (TlsServer server = TlsServer.start(
                identity,
                socket -> {
                    socket.setEnabledProtocols(new String[] {version});
                    socket.setNeedClientAuth(true);
                },
                asking)) {
            String said;
            try {
                TrialResult result = Runs.get(server.url() + "/", Runs.tls(provider, caFile), 1, 1);
                assertThat(result.counts().failed()).isEqualTo(1);
                assertThat(result.errors().get(0).kind()).isEqualTo("tls");
                said = result.errors().get(0).firstExample();
            } catch (TargetUnreachableException e) {
                said = e.getMessage();
            }
            assertThat(said).contains("TLS alert", "--cert");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldSayThatAPlainPortIsPlain(String provider) {
        try (ScriptedServer server = ScriptedServer.start(
                Script.empty().send("HTTP/1.1 400 Bad Request\r\n\r\n").clientMayLeave())) {
            assertThatThrownBy(() ->
                            Runs.get("https://localhost:" + server.port() + "/", Runs.tls(provider, caFile), 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("'HTTP/1.1 400 Bad Request': this looks like plain HTTP; write http://");
        }
    }

    @Test
    void shouldSayThatATlsPortIsNotPlain() {
        try (TlsServer server = TlsServer.start(identity, (secure, plain) -> secure.startHandshake())) {
            TrialResult result = Runs.get("http://localhost:" + server.port() + "/", TlsSpec.NONE, 1, 1);
            assertThat(result.errors().get(0).firstExample()).contains("TLS record; write https:// for this port");
        }
    }
}
