// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.api.HttpResponse;
import io.vastar.spi.BodyWatch;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.RequestSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Composed requests and kept responses over real sockets. */
@Timeout(30)
class InteractionLaneTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static TargetServer target;

    @BeforeAll
    static void start() {
        target = TargetServer.start();
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @Test
    void shouldBringBackWhatWasSent() {
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            HttpResponse json = driver.send(request -> request.post("/echo").json("{\"name\":\"Zoë\"}"));
            assertThat(json.status()).isEqualTo(200);
            assertThat(json.header("content-type")).isEqualTo("application/json");
            assertThat(json.json("/name")).isEqualTo("Zoë");
            assertThat(json.serviceTimeNs()).isPositive();

            HttpResponse form = driver.send(
                    request -> request.post("/echo").form("user", "a b").form("pw", "&"));
            assertThat(form.text()).isEqualTo("user=a%20b&pw=%26");
            assertThat(driver.lane.connections().opened()).isEqualTo(1);
        }
    }

    @Test
    void shouldTakeTheLoadTestsOwnRequestAndComposedOnesInTurn() {
        try (LaneDriver driver = LaneDriver.to(target.url() + "/bytes?size=77")) {
            for (int i = 0; i < 20; i++) {
                assertThat(driver.carry(new TestExchange()).bodyBytes()).isEqualTo(77);
                assertThat(driver.send(request -> {}).bytes()).hasSize(77);
                assertThat(driver.send(request -> request.get("/plain")).text()).isEqualTo("Hello, World!");
            }
        }
    }

    @Test
    void shouldTellHeadFromGetWhenTheirHeadsAreTheSame() {
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            for (int i = 0; i < 20; i++) {
                HttpResponse head = driver.send(request -> request.head("/bytes?size=50"));
                assertThat(head.header("Content-Length")).isEqualTo("50");
                assertThat(head.bodyBytes()).isZero();
                assertThat(driver.send(request -> request.get("/bytes?size=50")).bytes())
                        .hasSize(50);
                assertThat(driver.send(request -> request.get("/chunked?size=3k&chunk=1k"))
                                .bytes())
                        .hasSize(3072);
            }
            assertThat(driver.lane.connections().opened()).isEqualTo(1);
        }
    }

    @Test
    void shouldSendLargeBodiesAndKeepTheBeginningOfLargeResponses() {
        String large = "0123456789abcdef".repeat(100_000);
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            for (int i = 0; i < 3; i++) {
                HttpResponse response =
                        driver.send(request -> request.post("/echo").body(large));
                assertThat(response.bodyBytes()).isEqualTo(large.length());
                assertThat(response.isTruncated()).isTrue();
                assertThat(response.text()).isEqualTo(large.substring(0, CapturedBody.MAX_BYTES));
                assertThat(driver.send(request -> request.get("/plain")).isTruncated())
                        .isFalse();
            }
        }
    }

    @Test
    void shouldSendTheCookiesThatTheTargetSets() {
        try (LaneDriver driver = new LaneDriver(RequestSpec.get(target.url()), true)) {
            driver.send(request -> request.get("/cookies").query("set", "sid=abc; Path=/; HttpOnly"));
            driver.send(request -> request.get("/cookies").query("set", "deep=1; Path=/cookies"));
            assertThat(driver.send(request -> request.get("/cookies")).text()).isEqualTo("deep=1; sid=abc");
            assertThat(driver.send(request -> request.get("/cookies").header("cookie", "own=1"))
                            .text())
                    .isEqualTo("own=1");
            driver.send(request -> request.get("/cookies").query("set", "sid=; Path=/; Max-Age=0"));
            assertThat(driver.send(request -> request.get("/cookies")).text()).isEqualTo("deep=1");
            driver.interaction.newUser();
            assertThat(driver.send(request -> request.get("/cookies")).text()).isEmpty();
        }
    }

    @Test
    void shouldShowRedirectsAndFollowThemOnlyWhenTold() {
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            HttpResponse redirect = driver.send(request -> request.get("/redirect")
                    .query("to", target.url() + "/json?size=100")
                    .query("code", 303));
            assertThat(redirect.status()).isEqualTo(303);
            String location = redirect.header("Location");
            assertThat(driver.send(request -> request.get(location)).bodyBytes())
                    .isEqualTo(100);
        }
    }

    @Test
    void shouldCloseTheConnectionWhenTheUserSaysSo() {
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            driver.send(request -> request.get("/plain").header("connection", "x, Close"));
            driver.send(request -> request.get("/plain"));
            driver.send(request -> request.get("/plain"));
            assertThat(driver.lane.connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void shouldRepeatOnlyIdempotentRequestsOnAConnectionThatWasJustClosed() {
        Script once = Script.expectingRequest().send(ANSWER).expectRequest().close();
        Script good = Script.answeringAll(ANSWER).clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(once, once, good);
                LaneDriver driver = LaneDriver.to(server.url())) {
            driver.send(request -> request.get("/1"));
            TestExchange post = driver.attempt(null, request -> request.post("/2"));
            assertThat(post.errorKind()).isEqualTo(ErrorKind.CLOSED_EARLY);
            driver.send(request -> request.get("/3"));
            assertThat(driver.send(request -> request.get("/4").query("a", 1)).text())
                    .isEqualTo("ok");
            assertThat(server.requests())
                    .extracting(received -> received.requestLine().split(" ")[1])
                    .containsExactly("/1", "/2", "/3", "/4?a=1", "/4?a=1");
        }
    }

    @Test
    void shouldKeepAResponseThatComesByteByByte() {
        String text =
                "HTTP/1.1 200 OK\r\nX-One: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        Script bytes = Script.expectingRequest().sendByteByByte(text).close();
        try (ScriptedServer server = ScriptedServer.start(bytes);
                LaneDriver driver = LaneDriver.to(server.url())) {
            HttpResponse response = driver.send(request -> {});
            assertThat(response.text()).isEqualTo("abcde");
            assertThat(response.header("x-one")).isEqualTo("1");
        }
    }

    @Test
    void shouldKeepABodyThatEndsWithTheConnection() {
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            HttpResponse response = driver.send(request -> request.get("/fault?kind=eof&size=100"));
            assertThat(response.bytes()).hasSize(100);
            assertThat(response.status()).isEqualTo(200);
        }
    }

    @Test
    void shouldShowEachBodyToTheWatch() {
        Collected watch = new Collected();
        try (LaneDriver driver = LaneDriver.to(target.url())) {
            driver.send(watch, request -> request.get("/plain"));
            driver.send(watch, request -> request.post("/echo").body("again"));
        }
        assertThat(watch.text).hasToString("|Hello, World!|again");
    }

    private static final class Collected implements BodyWatch {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void begin() {
            text.append('|');
        }

        @Override
        public void onData(DirectBuffer buffer, int offset, int length) {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            text.append(new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public boolean found() {
            return false;
        }
    }
}
