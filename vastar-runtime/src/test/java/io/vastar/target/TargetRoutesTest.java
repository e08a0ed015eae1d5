// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.spi.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TargetRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static TargetServer target;

    @BeforeAll
    static void start() {
        target = TargetServer.start(TargetOptions.of("127.0.0.1", 0, 2));
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @Test
    void shouldGreetInThirteenBytes() throws Exception {
        HttpResponse<String> response = get("/plain");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hello, World!");
        assertThat(response.headers().firstValue("Content-Length")).contains("13");
        assertThat(response.headers().firstValue("Date")).get().asString().endsWith(" GMT");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 11, 12, 45, 46, 64, 1024, 65_536, 1_000_000})
    void shouldMakeValidJsonOfExactlyThatSize(int size) throws Exception {
        HttpResponse<String> response = get("/json?size=" + size);

        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).hasSize(size);
        assertThat(new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(response.body())
                        .isObject())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "63, 63", "65, 65", "1k, 1024", "100K, 102400", "3m, 3145728", "64m, 67108864"})
    void shouldSendThatManyBytesOfFiller(String size, int bytes) throws Exception {
        assertThat(fillerBytes("/bytes?size=" + size)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "size=0, 0",
        "size=1&chunk=1, 1",
        "size=1000&chunk=64, 1000",
        "size=128&chunk=64, 128",
        "size=1m&chunk=3, 1048576",
        "size=64m&chunk=1m, 67108864",
        "size=10&chunk=1g, 10"
    })
    void shouldSendTheSameFillerInChunks(String query, int bytes) throws Exception {
        assertThat(fillerBytes("/chunked?" + query)).isEqualTo(bytes);
    }

    @Test
    void shouldSendEventsWithAnInterval() throws Exception {
        HttpResponse<String> response = get("/sse?events=5&size=16&interval=2ms");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.body().split("\n\n"))
                .hasSize(5)
                .startsWith("data: 0123456789ABCDEF", "data: GHIJKLMNOPQRSTUV")
                .allMatch(event -> event.length() == 22);
    }

    @Test
    void shouldSendManyEventsAtOnce() throws Exception {
        assertThat(get("/sse?events=100000&size=10").body()).hasSize(100_000 * 18);
        assertThat(get("/sse?events=0").body()).isEmpty();
    }

    @Test
    void shouldNotLetADelayHoldUpOthers() throws Exception {
        CompletableFuture<String> slow = getLater("/delay?ms=400");
        CompletableFuture<String> fast = getLater("/delay?ms=0.5..2");

        assertThat(CompletableFuture.anyOf(slow, fast.thenApply(body -> "fast")).get())
                .isEqualTo("fast");
        assertThat(slow.get()).isEqualTo("Hello, World!");
    }

    @Test
    void shouldServeHundredsOfDelaysAtOnce() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(getLater("/delay?ms=1..30"));
        }
        assertThat(all).allSatisfy(body -> assertThat(body.join()).isEqualTo("Hello, World!"));
    }

    @ParameterizedTest
    @CsvSource({"200, 200 OK", "299, 299 Status 299", "404, 404 Not Found", "503, 503 Service Unavailable"})
    void shouldAnswerWithTheStatusAskedFor(int code, String line) throws Exception {
        HttpResponse<String> response = get("/status?code=" + code);

        assertThat(response.statusCode()).isEqualTo(code);
        assertThat(response.body()).isEqualTo(line + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void shouldSendNoBodyWhereTheStatusForbidsIt(int code) throws Exception {
        HttpResponse<String> response = get("/status?code=" + code);

        assertThat(response.statusCode()).isEqualTo(code);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void shouldRedirectToARoute() throws Exception {
        assertThat(get("/status?code=302").headers().firstValue("Location")).contains("/plain");
    }

    @Test
    void shouldRedirectWhereItIsTold() throws Exception {
        HttpResponse<String> response = get("/redirect?to=/json?size=2k&code=307");
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).contains("/json?size=2k");
        assertThat(get("/redirect?code=304").statusCode()).isEqualTo(400);
        assertThat(get("/redirect?to=/%0d%0aX:1").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSetCookiesAndShowThoseThatItGot() throws Exception {
        HttpResponse<String> set = get("/cookies?set=id%3D7%3B+Path=/");
        assertThat(set.headers().firstValue("Set-Cookie")).contains("id=7; Path=/");
        assertThat(set.body()).isEmpty();
        HttpRequest request = request("/cookies").header("Cookie", "a=1; b=2").build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).body()).isEqualTo("a=1; b=2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65_536, 65_537, 3_000_000, 16 << 20})
    void shouldEchoTheBody(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);

        HttpResponse<byte[]> response = CLIENT.send(
                request("/echo")
                        .header("Content-Type", "image/x-test")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/x-test");
    }

    @Test
    void shouldEchoAChunkedBody() throws Exception {
        byte[] body = new byte[500_000];
        new Random(1).nextBytes(body);
        HttpRequest request = request("/echo")
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        assertThat(CLIENT.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(body);
    }

    @Test
    void shouldReadAndDropABodyOnOtherRoutes() throws Exception {
        HttpRequest request = request("/plain")
                .method("PATCH", BodyPublishers.ofByteArray(new byte[40_000_000]))
                .build();

        assertThat(CLIENT.send(request, BodyHandlers.ofString()).body()).isEqualTo("Hello, World!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain",
                "/bytes?size=1g",
                "/chunked",
                "/sse",
                "/json",
                "/delay?ms=1",
                "/status",
                "/cookies",
                "/echo"
            })
    void shouldAnswerHeadWithoutABody(String path) throws Exception {
        HttpRequest head = request(path).method("HEAD", BodyPublishers.noBody()).build();

        HttpResponse<String> response = CLIENT.send(head, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(get("/plain").body()).isEqualTo("Hello, World!");
    }

    @Test
    void shouldListEveryRouteWithAnExampleThatWorks() throws Exception {
        List<String> examples =
                get("/").body().lines().filter(line -> line.startsWith("/")).toList();

        assertThat(examples).hasSize(11);
        for (String line : examples) {
            String example = line.substring(0, line.indexOf(' '));
            if (!example.startsWith("/fault")) {
                assertThat(get(example).statusCode()).as(example).isIn(200, 302, 503);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/bytes?size=x, `size=x is not allowed; write a size from 0 to 1073741824 bytes (1k is 1024)`",
                "/bytes?size=-1, `size=-1 is not allowed`",
                "/bytes?size=, `size= is not allowed`",
                "/bytes?size=2g, `size=2g is not allowed`",
                "/bytes?size=1&size=2, `'size' is there twice`",
                "/bytes?sise=1, `'sise' is not a parameter of /bytes; it has size, as in /bytes?size=100k`",
                "/plain?x=1, `'x' is not a parameter of /plain; it has none`",
                "/json?size=1, `a size from 2 to`",
                "/chunked?chunk=0, `a size from 1 to`",
                "/sse?interval=fast, `interval=fast is not allowed; write a duration, such as 10ms or 1s`",
                "/sse?interval=2h, `a duration up to 3600s`",
                "/sse?events=1.5, `a whole number`",
                "/delay?ms=1s, `milliseconds, such as 20, 0.5 or 5..50`",
                "/delay?ms=9..5, `the shorter time first`",
                "/delay?ms=3600001, `at most an hour`",
                "/status?code=199, `a whole number from 200 to 599`",
                "/status?code=abc, `a whole number from 200 to 599`",
                "/status?every=0, `every=0`"
            })
    void shouldExplainAWrongQuery(String path, String message) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message).endsWith("\n").hasLineCount(1);
    }

    @Test
    void shouldExplainABadPercentEncoding() throws Exception {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("/bytes?size=%zz").readResponse())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("has a % that");
        }
    }

    @Test
    void shouldNameAnUnknownRoute() throws Exception {
        HttpResponse<String> response = get("/plane");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("there is no route '/plane'; GET / lists the routes\n");
    }

    @Test
    void shouldNameAMethodThatIsNotAllowed() throws Exception {
        HttpResponse<String> response = CLIENT.send(
                request("/plain").method("BREW", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(Routes.ALLOWED);
        assertThat(response.body()).startsWith("method 'BREW' is not allowed");
    }

    @Test
    void shouldStillAnswerAfterMoreTargetsThanItRemembers() throws Exception {
        try (RawClient client = new RawClient(target)) {
            for (int i = 0; i < 1500; i++) {
                assertThat(client.get("/bytes?size=" + i).readResponse()).contains("\r\nContent-Length: " + i + "\r\n");
            }
        }
    }

    @Test
    void shouldCountRequestsAndConnections() throws Exception {
        try (TargetServer own = TargetServer.start();
                RawClient first = new RawClient(own);
                RawClient second = new RawClient(own)) {
            first.get("/plain").readResponse();
            first.get("/nothing").readResponse();
            second.get("/plain").readResponse();

            assertThat(own.requests()).isEqualTo(3);
            assertThat(own.connections()).isEqualTo(2);
            assertThat(own.openConnections()).isEqualTo(2);
        }
    }

    @Test
    void shouldDealConnectionsToAllThreads() throws Exception {
        try (TargetServer own = TargetServer.start(TargetOptions.of("127.0.0.1", 0, 3))) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                clients.add(new RawClient(own));
            }
            for (RawClient client : clients) {
                assertThat(client.get("/status?code=500&every=3").readResponse())
                        .startsWith("HTTP/1.1 ");
            }
            assertThat(own.connections()).isEqualTo(9);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldCloseConnectionsAndFreeThePortWhenClosed() throws Exception {
        TargetServer own = TargetServer.start();
        try (RawClient client = new RawClient(own)) {
            client.get("/plain").readResponse();
            own.close();
            own.close();
            own.awaitClosed();

            assertThat(client.readByte()).isEqualTo(-1);
            TargetServer.start(TargetOptions.of("127.0.0.1", own.port(), 1)).close();
        }
    }

    @Test
    void shouldSayWhichAddressIsTaken() {
        assertThatThrownBy(() -> TargetServer.start(TargetOptions.of("127.0.0.1", target.port(), 1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + target.port())
                .hasMessageContaining("choose another address or port");
    }

    @Test
    void shouldRefuseOptionsThatCannotBe() {
        assertThatThrownBy(() -> TargetOptions.of("127.0.0.1", 65536, 1)).hasMessageContaining("port is 65536");
        assertThatThrownBy(() -> TargetOptions.of("127.0.0.1", 0, 0)).hasMessageContaining("threads are 0");
        assertThatThrownBy(() -> TargetOptions.of(" ", 0, 1)).hasMessageContaining("host is empty");
        assertThatThrownBy(() -> TargetServer.start(TargetOptions.of("no.such.host.invalid", 0, 1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'no.such.host.invalid' is not known");
    }

    @Test
    void shouldShowAWildcardAsLoopback() {
        try (TargetServer own = TargetServer.start(TargetOptions.of("0.0.0.0", 0, 1))) {
            assertThat(own.url()).isEqualTo("http://127.0.0.1:" + own.port());
        }
    }

    private static long fillerBytes(String path) throws Exception {
        HttpResponse<InputStream> response = CLIENT.send(request(path).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        byte[] period = Ascii.bytes(Filler.PERIOD);
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        try (InputStream in = response.body()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] != period[(int) ((count + i) % period.length)]) {
                        throw new AssertionError("byte " + (count + i) + " is " + buffer[i]);
                    }
                }
                count += read;
            }
        }
        return count;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    private static CompletableFuture<String> getLater(String path) {
        return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(target.url() + path)).timeout(Duration.ofSeconds(30));
    }
}
