// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TargetProtocolTest {
    private static TargetServer target;

    @BeforeAll
    static void start() {
        target = TargetServer.start(new TargetOptions("127.0.0.1", 0, 1, 1000));
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @Test
    void shouldReadARequestThatComesByteByByte() throws IOException {
        String request = "\r\nPOST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n";
        try (RawClient client = new RawClient(target)) {
            for (char c : request.toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.readResponse()).endsWith("\r\n\r\nabcde");
        }
    }

    @Test
    void shouldReadARequestThatIsSplitAnywhere() throws IOException {
        String request = "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nabcde";
        try (RawClient client = new RawClient(target)) {
            for (int cut = 1; cut < request.length(); cut++) {
                client.send(request.substring(0, cut));
                client.send(request.substring(cut));
                assertThat(client.readResponse())
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\r\n\r\nabcde");
            }
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            requests.append("GET /bytes?size=").append(i % 50).append(" HTTP/1.1\r\nHost: t\r\n\r\n");
        }
        try (RawClient client = new RawClient(target)) {
            client.send(requests.toString());
            for (int i = 0; i < 3000; i++) {
                assertThat(client.readResponse()).contains("\r\nContent-Length: " + i % 50 + "\r\n");
            }
        }
    }

    @Test
    void shouldKeepTheOrderWhenAPipelinedRequestIsDelayed() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/delay?ms=50").get("/bytes?size=3").get("/status?code=404");
            assertThat(client.readResponse()).endsWith("Hello, World!");
            assertThat(client.readResponse()).endsWith("012");
            assertThat(client.readResponse()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void shouldTakeMorePipelinedBytesThanItKeepsWhileItWaits() throws IOException {
        String body = "x".repeat(900);
        String post = "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 900\r\n\r\n" + body;
        try (RawClient client = new RawClient(target)) {
            client.get("/delay?ms=100").send(post.repeat(200));
            assertThat(client.readResponse()).endsWith("Hello, World!");
            for (int i = 0; i < 200; i++) {
                assertThat(client.readResponse()).endsWith(body);
            }
        }
    }

    @Test
    void shouldServeOthersWhileAClientDoesNotRead() throws IOException {
        try (RawClient stuck = new RawClient(target, 4096);
                RawClient stuckInChunks = new RawClient(target, 4096);
                RawClient other = new RawClient(target)) {
            stuck.get("/bytes?size=32m");
            stuckInChunks.get("/chunked?size=32m&chunk=100");
            for (int i = 0; i < 100; i++) {
                assertThat(other.get("/plain").readResponse()).endsWith("Hello, World!");
            }
            stuck.readHead();
            assertThat(stuck.read(32 << 20)).hasSize(32 << 20);
            assertThat(stuck.get("/plain").readResponse()).endsWith("Hello, World!");
        }
    }

    @Test
    void shouldSurviveClientsThatLeaveInTheMiddle() throws IOException {
        for (String path : new String[] {"/bytes?size=1g", "/sse?events=1000000&interval=1ms", "/delay?ms=20"}) {
            try (RawClient client = new RawClient(target)) {
                client.get(path);
            }
        }
        try (RawClient client = new RawClient(target)) {
            client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 500\r\n\r\nabc");
        }
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("/plain").readResponse()).endsWith("Hello, World!");
        }
        RawClient.until(() -> target.openConnections() == 0);
    }

    @Test
    void shouldAnswerAClientThatHasSentItsFin() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/plain").get("/delay?ms=10").get("/bytes?size=3m").halfClose();
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK").hasSizeGreaterThan(3 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "keep-alive, close", "close ,x"})
    void shouldCloseWhenAsked(String value) throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("GET /plain HTTP/1.1\r\nHost: t\r\nConnection: " + value + "\r\n\r\n");
            assertThat(client.readToEnd()).contains("\r\nConnection: close\r\n").endsWith("Hello, World!");
        }
    }

    @Test
    void shouldCloseAfterAnHttp10Request() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("GET /plain HTTP/1.0\r\n\r\n");
            assertThat(client.readToEnd()).contains("\r\nConnection: close\r\n").endsWith("Hello, World!");
        }
    }

    @Test
    void shouldKeepAnHttp10ConnectionWhenAsked() throws IOException {
        try (RawClient client = new RawClient(target)) {
            for (int i = 0; i < 3; i++) {
                client.send("GET /plain HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
                assertThat(client.readResponse()).contains("\r\nConnection: keep-alive\r\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/chunked?size=1000&chunk=64, 1000", "/sse?events=3&size=10, 54"})
    void shouldNotSendChunksToAnHttp10Client(String path, int bodyBytes) throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("GET " + path + " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readHead()).doesNotContain("Transfer-Encoding").contains("\r\nConnection: close\r\n");
            assertThat(client.readToEnd()).hasSize(bodyBytes);
        }
    }

    @Test
    void shouldAskForABodyThatWaitsForContinue() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("abc").readResponse()).endsWith("\r\n\r\nabc");
        }
    }

    @Test
    void shouldRefuseALargeBodyInsteadOfAskingForIt() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ").contains("/echo takes at most 1000 bytes");
        }
    }

    @Test
    void shouldRefuseAChunkedBodyThatGrowsTooLarge() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send(
                    "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1001));
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void shouldUnderstandATargetInAbsoluteForm() throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("http://t:80/bytes?size=2").readResponse()).endsWith("01");
            assertThat(client.get("http://t").readResponse()).contains("vastar target");
            assertThat(client.get("http://t?x=/1").readResponse()).contains("vastar target");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`GET /plain HTTP/1.1\r\n\r\n`, 400, `0 Host headers`",
                "`GET /plain HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n`, 400, `2 Host headers`",
                "`GET /plain\r\n\r\n`, 400, `'GET /plain' is not a request line`",
                "`GET  /plain HTTP/1.1\r\n\r\n`, 400, `is not a request line`",
                "`nonsense\r\n`, 400, `'nonsense' is not a request line`",
                "`GET /plain HTTP/2.0\r\n\r\n`, 505, `HTTP/1.1 and HTTP/1.0, not 'HTTP/2.0'`",
                "`GET /plain HTTP/1.1\r\nHost: t\r\n folded\r\n\r\n`, 400, `starts with a blank`",
                "`GET /plain HTTP/1.1\r\nHost : t\r\n\r\n`, 400, `'Host : t' is not a header line`",
                "`GET /plain HTTP/1.1\r\nHost: t\r\nX: a\u0001b\r\n\r\n`, 400, `header 'X' has a control character`",
                "`GET /plain HTTP/1.1\r\nHost: t\r\nX: a\rb\r\n\r\n`, 400, `header 'X' has a control character`",
                "`GET /plain HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n`, 400, `Content-Length '-1' is not`",
                "`GET /plain HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400, `differ: 1 and 2`",
                "`POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, `send one`",
                "`POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip, chunked\r\n\r\n`, 501, `is not supported`",
                "`POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, `cannot be chunked`",
                "`POST / HTTP/1.1\r\nHost: t\r\nExpect: tea\r\n\r\n`, 417, `Expect: tea is not known`",
                "`POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`, 400, `not a hexadecimal number`",
                "`POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc`, 400, `is the chunk size right?`",
                "`POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n`, 400, `15 digits`"
            })
    void shouldRefuseABrokenRequestWithItsReasonAndClose(String request, int code, String reason) throws IOException {
        try (RawClient client = new RawClient(target)) {
            String response = client.send(request).readToEnd();
            assertThat(response)
                    .startsWith("HTTP/1.1 " + code + " ")
                    .contains("\r\nConnection: close\r\n")
                    .contains(reason);
        }
    }

    @Test
    void shouldRecogniseTls() throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.send("\u0016\u0003\u0001\u0002\u0000").readToEnd())
                    .contains("use http:// instead of https://");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RequestHead.MOST_BYTES, RequestHead.MOST_BYTES + 1})
    void shouldTakeAHeadUpToItsLimit(int bytes) throws IOException {
        String start = "GET /plain HTTP/1.1\r\nHost: t\r\nX: ";
        try (RawClient client = new RawClient(target)) {
            client.send(start + "x".repeat(bytes - start.length() - 4) + "\r\n\r\n");
            assertThat(client.readResponse())
                    .startsWith(bytes == RequestHead.MOST_BYTES ? "HTTP/1.1 200 " : "HTTP/1.1 431 ");
        }
    }

    @Test
    void shouldNotAllocateForPlainAndBytes() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vastar-target-" + target.port()))
                .findFirst()
                .orElseThrow()
                .getId();
        String burst =
                "GET /plain HTTP/1.1\r\nHost: t\r\n\r\nGET /bytes?size=100 HTTP/1.1\r\nHost: t\r\n\r\n".repeat(50);
        try (RawClient client = new RawClient(target)) {
            int responseBytes = 50 * responseBytes();
            long before = 0;
            for (int round = 0; round < 600; round++) {
                before = round == 200 ? threads.getThreadAllocatedBytes(id) : before;
                client.send(burst).read(responseBytes);
            }
            assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(40_000L);
        }
    }

    /** Bytes of the two responses that a burst repeats. */
    private static int responseBytes() throws IOException {
        try (RawClient client = new RawClient(target)) {
            return client.get("/plain").readResponse().length()
                    + client.get("/bytes?size=100").readResponse().length();
        }
    }
}
