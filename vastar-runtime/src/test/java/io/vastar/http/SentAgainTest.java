// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a target has not processed when it ends a connection, and answers that come before a request was sent. */
@Timeout(60)
class SentAgainTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String LAST = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final String BUSY = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nbusy\n";

    private static TransportSpec pipeline(int depth) {
        return TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(depth));
    }

    private static RequestSpec post(String url, int bytes, TransportSpec transport) {
        return new RequestSpec(url, "POST", List.of(), null, null, null, new byte[bytes], true, true, transport);
    }

    private static Script endingWithTheSecondAnswer(String last) {
        return Script.expectingRequest()
                .send(OK)
                .expectRequest()
                .send(last)
                .close()
                .clientMayLeave();
    }

    @ParameterizedTest
    @ValueSource(strings = {OK, LAST})
    void shouldSendWhatWaitsInAPipelineAgainUntilAllIsAnswered(String last) {
        try (ScriptedServer server = ScriptedServer.start(endingWithTheSecondAnswer(last))) {
            TrialResult result = Runs.good(Runs.get(server.url(), pipeline(8)), 8, 80);
            assertThat(result.connections().staleRetries()).isPositive();
            assertThat(result.connections().opened()).isEqualTo(40);
        }
    }

    @Test
    void shouldSendWhatMightDoHarmAgainWhenTheTargetAnnouncedTheEnd() {
        try (ScriptedServer server = ScriptedServer.start(endingWithTheSecondAnswer(LAST))) {
            TrialResult result = Runs.good(post(server.url(), 3, pipeline(5)), 5, 20);
            assertThat(result.connections().opened()).isEqualTo(10);
        }
    }

    @Test
    void shouldBeginNothingOnAConnectionThatIsDead() {
        Script junk = Script.empty()
                .repeat(4, Script.expectingRequest())
                .send(OK + OK + OK + OK + "XYZZY")
                .clientMayLeave()
                .expectEnd();
        try (ScriptedServer server = ScriptedServer.start(junk, Script.answeringAll(OK))) {
            TrialResult result = Runs.good(post(server.url(), 3, pipeline(4)), 4, 100);
            assertThat(result.connections().opened()).isEqualTo(2);
            assertThat(result.connections().failures())
                    .singleElement()
                    .satisfies(row -> assertThat(row.firstExample())
                            .isEqualTo("5 bytes arrived on a connection with no request pending"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldReadTheAnswerOfATargetThatClosesBeforeTheRequestIsSent(int depth) throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerAfterAFewBytes(busy));
            server.setDaemon(true);
            server.start();
            String url = "http://127.0.0.1:" + busy.getLocalPort() + "/";
            TrialResult result = Runs.run(post(url, 5_000_000, pipeline(depth)), 2, 20);
            assertThat(result.counts().failed()).isZero();
            assertThat(result.statusCodes()).containsOnly(Map.entry(503, 20L));
        }
    }

    /** Closing with bytes unread resets the connection right behind the answer. */
    private static void answerAfterAFewBytes(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setTcpNoDelay(true);
                socket.getInputStream().readNBytes(100);
                socket.getOutputStream().write(BUSY.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                continue; // the client or the test has gone
            }
        }
    }
}
