// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.TlsSpec;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import io.vastar.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wire and a server's engine in memory, with what is between them cut into pieces of any size. */
@Timeout(120)
class TlsWireTest {
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

    private static MemoryPair pair(String provider, String version) {
        TlsSpec spec = TlsSpec.NONE
                .caCert(caFile)
                .minVersion(version)
                .maxVersion(version)
                .provider(provider);
        return new MemoryPair(TlsClient.of(spec, "localhost", 443), identity);
    }

    @ParameterizedTest
    @CsvSource({"jdk,1.2", "jdk,1.3", "conscrypt,1.2", "conscrypt,1.3"})
    void shouldShakeHandsInPiecesOfAnySize(String provider, String version) throws IOException {
        for (int piece = 1; piece <= 64; piece++) {
            try (MemoryPair pair = pair(provider, version)) {
                pair.mostPerRead = piece;
                pair.mostPerWrite = piece;
                pair.connect();
                assertThat(pair.wire().isConnected()).isTrue();
                assertThat(pair.wire().handshakeNs()).isPositive();
                assertThat(pair.wire().security()).isEqualTo("TLSv" + version + pair.suite() + ", " + provider);
                pair.serverSends(new byte[] {1, 2, 3});
                assertThat(pair.receive(3)).containsExactly(1, 2, 3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,1.2", "jdk,1.3", "conscrypt,1.2", "conscrypt,1.3"})
    void shouldReadRecordsCutAtEveryByte(String provider, String version) throws IOException {
        try (MemoryPair pair = pair(provider, version)) {
            pair.connect();
            byte[] text = random(300);
            pair.serverSends(
                    Arrays.copyOfRange(text, 0, 1),
                    Arrays.copyOfRange(text, 1, 200),
                    Arrays.copyOfRange(text, 200, 300));
            int ciphertext = pair.toClientBytes();
            pair.receive(300);
            for (int cut = 1; cut < ciphertext; cut++) {
                pair.serverSends(
                        Arrays.copyOfRange(text, 0, 1),
                        Arrays.copyOfRange(text, 1, 200),
                        Arrays.copyOfRange(text, 200, 300));
                pair.cutNextReadAt = cut;
                assertThat(pair.receive(300)).as("cut at %s", cut).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,1.2", "jdk,1.3", "conscrypt,1.2", "conscrypt,1.3"})
    void shouldCarryBigBodiesBothWays(String provider, String version) throws IOException {
        try (MemoryPair pair = pair(provider, version)) {
            pair.connect();
            byte[] body = random(1_000_000);
            pair.serverSends(body);
            assertThat(pair.receive(body.length)).isEqualTo(body);
            pair.mostPerWrite = 10_007;
            assertThat(pair.send(body)).isEqualTo(body);
            pair.mostPerRead = 5_003;
            pair.serverSends(body);
            assertThat(pair.receive(body.length)).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldAnswerTheWishForNewKeys(String provider) throws IOException {
        try (MemoryPair pair = pair(provider, "1.3")) {
            pair.connect();
            for (int i = 0; i < 5; i++) {
                pair.serverUpdatesKeys();
                pair.serverSends(new byte[] {7});
                assertThat(pair.receive(1)).containsExactly(7);
                assertThat(pair.send(new byte[] {8, 9})).containsExactly(8, 9);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,1.2", "jdk,1.3", "conscrypt,1.2", "conscrypt,1.3"})
    void shouldTellAnEndThatWasAnnouncedFromOneThatWasNot(String provider, String version) throws IOException {
        try (MemoryPair pair = pair(provider, version)) {
            pair.connect();
            pair.serverSends(new byte[] {1});
            pair.serverSaysGoodbye();
            assertThat(pair.receive(1)).containsExactly(1);
            assertThat(pair.readOnce()).isEqualTo(-1);
            assertThat(pair.wire().endedCleanly()).isTrue();
        }
        try (MemoryPair pair = pair(provider, version)) {
            pair.connect();
            pair.serverSends(new byte[] {1});
            pair.serverLeaves();
            assertThat(pair.receive(1)).containsExactly(1);
            assertThat(pair.readOnce()).isEqualTo(-1);
            assertThat(pair.wire().endedCleanly()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,1.2", "jdk,1.3", "conscrypt,1.2", "conscrypt,1.3"})
    void shouldSayThatTheServerLeftDuringTheHandshake(String provider, String version) throws IOException {
        try (MemoryPair pair = pair(provider, version)) {
            pair.serverLeaves();
            assertThatThrownBy(pair::connect)
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("closed the connection when the TLS handshake began");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldRefuseRecordsThatWereChangedOnTheWay(String provider) throws IOException {
        try (MemoryPair pair = pair(provider, "1.3")) {
            pair.connect();
            pair.serverSends(random(100));
            pair.flipLastByte();
            assertThatThrownBy(() -> pair.receive(100)).isInstanceOf(WireException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void shouldSayWhatElseSpeaksOnThePort(String provider) throws IOException {
        try (MemoryPair pair = pair(provider, "1.3")) {
            pair.serverSendsPlain("SSH-2.0-OpenSSH_9.2\r\n");
            assertThatThrownBy(pair::connect)
                    .hasMessage("the target does not answer in TLS but with 'SSH-2.0-OpenSSH_9.2': this looks like"
                            + " another protocol; is it the right port?");
        }
    }

    @Test
    void shouldRefuseABufferWithoutRoomForARecord() throws IOException {
        try (MemoryPair pair = pair("jdk", "1.3")) {
            pair.connect();
            assertThatThrownBy(() -> pair.wire().read(ByteBuffer.allocateDirect(17_407)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a read over TLS needs room for a record, 17408 bytes, and this buffer has 17407");
        }
    }

    @ParameterizedTest
    @CsvSource({"jdk,1.2", "jdk,1.3", "conscrypt,1.2", "conscrypt,1.3"})
    void shouldReadIntoABufferOfOneRecord(String provider, String version) throws IOException {
        try (MemoryPair pair = pair(provider, version)) {
            pair.connect();
            pair.mostRoom = 17 * 1024;
            byte[] body = random(300_000);
            pair.serverSends(body);
            assertThat(pair.receive(body.length)).isEqualTo(body);
        }
    }

    @Test
    void shouldNotTouchTheEngineOfATaskWhenClosed() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (MemoryPair pair = pair("jdk", "1.3")) {
                pair.connectUntilTask();
                pair.wire().close();
            }
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new Random(bytes).nextBytes(random);
        return random;
    }
}
