// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedServerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void shouldAnswerARealClientAndRememberItsRequests() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.answeringAll(OK))) {
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 3; i++) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/x?i=" + i))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("X-Test", "a")
                        .POST(BodyPublishers.ofString("body" + i))
                        .build();
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("Hello");
            }

            server.awaitRequests(3, LIMIT);
            ReceivedRequest last = server.requests().get(2);
            assertThat(last.requestLine()).isEqualTo("POST /x?i=2 HTTP/1.1");
            assertThat(last.header("x-test")).contains("a");
            assertThat(last.headers("Host")).hasSize(1);
            assertThat(last.body()).asString(StandardCharsets.US_ASCII).isEqualTo("body2");
            assertThat(last.text()).isEqualTo(last.head() + "body2");
            assertThat(last.bytes()).hasSize(last.text().length());
            assertThat(last.connection()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldReadAChunkedRequestToItsEnd() throws Exception {
        String request =
                "POST / HTTP/1.1\r\nHost: t\r\ntransfer-encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\nT: 1\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start(Script.answeringAll(OK));
                Client client = new Client(server)) {
            client.send(request + "GET /next HTTP/1.1\r\n\r\n");
            server.awaitRequests(2, LIMIT);

            assertThat(server.requests().get(0).text()).isEqualTo(request);
            assertThat(server.requests().get(1).requestLine()).isEqualTo("GET /next HTTP/1.1");
        }
    }

    @Test
    void shouldFollowAnotherScriptOnEachConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        Script.empty().send("first").close(),
                        Script.empty().send("second").close(),
                        Script.empty().send("later").close());
                Client first = new Client(server)) {
            assertThat(first.readToEnd()).isEqualTo("first");
            for (String expected : new String[] {"second", "later", "later"}) {
                try (Client next = new Client(server)) {
                    assertThat(next.readToEnd()).isEqualTo(expected);
                }
            }
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @Test
    void shouldChooseAScriptByConnectionNumber() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                number -> Script.empty().send("number " + number).close())) {
            for (int i = 1; i <= 3; i++) {
                try (Client client = new Client(server)) {
                    assertThat(client.readToEnd()).isEqualTo("number " + i);
                }
            }
        }
    }

    @Test
    void shouldSendTheSameBytesHoweverTheyAreSplit() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                Script.empty().sendSplitAt(OK, 1, 9, OK.length() - 1).close(),
                Script.empty().sendByteByByte(OK).close(),
                Script.empty().sendSlowly(OK, 7, Duration.ofMillis(1)).close())) {
            for (int i = 0; i < 3; i++) {
                try (Client client = new Client(server)) {
                    assertThat(client.readToEnd()).isEqualTo(OK);
                }
            }
        }
    }

    @Test
    void shouldRefuseCutsThatAreNone() {
        assertThatThrownBy(() -> Script.empty().sendSplitAt("abc", 3))
                .hasMessageContaining("cannot cut 3 bytes before position 3");
        assertThatThrownBy(() -> Script.empty().sendSplitAt("abc", 2, 1)).hasMessageContaining("before position 1");
        assertThatThrownBy(() -> Script.empty().sendSlowly("abc", 0, Duration.ZERO))
                .hasMessageContaining("0 bytes");
    }

    @Test
    void shouldPauseUntilTheTestOpensTheLatch() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch halfway = new CountDownLatch(1);
        Script script = Script.empty()
                .send("a")
                .signal(halfway)
                .pauseUntil(go)
                .send("b")
                .close();
        try (ScriptedServer server = ScriptedServer.start(script);
                Client client = new Client(server)) {
            assertThat(halfway.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.read()).isEqualTo('a');
            client.timeoutMs(100);
            assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
            client.timeoutMs(10_000);
            go.countDown();
            assertThat(client.readToEnd()).isEqualTo("b");
        }
    }

    @Test
    void shouldReset() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        Script.expectingRequest().send("HTTP/1.1 2").reset());
                Client client = new Client(server)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            assertThatThrownBy(client::readToEnd).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void shouldHalfCloseAndGoOnReading() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        Script.empty().send("bye").halfClose().expectRequest().expectEnd());
                Client client = new Client(server)) {
            assertThat(client.readToEnd()).isEqualTo("bye");
            client.send("GET /after HTTP/1.1\r\n\r\n");
            server.awaitRequests(1, LIMIT);
            assertThat(server.requests()).hasToString("[connection 1: GET /after HTTP/1.1]");
        }
    }

    @Test
    void shouldStallWithoutReadingOrAnswering() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.neverAnswering());
                Client client = new Client(server)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            client.timeoutMs(100);
            assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void shouldRepeatAScriptThatOften() throws Exception {
        Script twice =
                Script.empty().repeat(2, Script.expectingRequest().send("x")).close();
        try (ScriptedServer server = ScriptedServer.start(twice);
                Client client = new Client(server)) {
            client.send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
            assertThat(client.readToEnd()).isEqualTo("xx");
        }
    }

    @Test
    void shouldThrowAtCloseWhatWentAgainstAScript() throws Exception {
        ScriptedServer server =
                ScriptedServer.start(Script.expectingRequest().send(OK).expectRequest());
        try (Client client = new Client(server)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            client.read();
        }
        untilItFails(server);

        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("connection 1, step 3 (expectRequest): the client closed");
        assertThatCode(server::close).doesNotThrowAnyException();
    }

    @Test
    void shouldThrowAtCloseWhenTheClientSendsWhatItShouldNot() throws Exception {
        ScriptedServer server = ScriptedServer.start(Script.empty().expectEnd());
        try (Client client = new Client(server)) {
            client.send("x");
            untilItFails(server);
        }
        assertThatThrownBy(server::close).hasMessageContaining("sent a byte (120)");
    }

    @Test
    void shouldForgiveAClientThatMayLeave() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        Script script = Script.expectingRequest()
                .then(Script.empty().signal(left))
                .expectRequest()
                .clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            try (Client client = new Client(server)) {
                client.send("GET / HTTP/1.1\r\n\r\n");
                assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
            }
            server.awaitConnections(1, LIMIT);
        }
    }

    @Test
    void shouldSayHowManyRequestsCameWhenTooFewDid() {
        try (ScriptedServer server = ScriptedServer.start(Script.empty())) {
            assertThatThrownBy(() -> server.awaitRequests(2, Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("after 20 ms 0 of 2 requests came");
        }
    }

    private static void untilItFails(ScriptedServer server) {
        long endNs = System.nanoTime() + 10_000_000_000L;
        while (server.failures().isEmpty()) {
            assertThat(System.nanoTime() - endNs).as("no failure came").isNegative();
            Thread.onSpinWait();
        }
    }

    /** A raw socket with a deadline. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Client(ScriptedServer server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(10_000);
            in = socket.getInputStream();
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void timeoutMs(int timeoutMs) throws IOException {
            socket.setSoTimeout(timeoutMs);
        }

        int read() throws IOException {
            return in.read();
        }

        String readToEnd() throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
