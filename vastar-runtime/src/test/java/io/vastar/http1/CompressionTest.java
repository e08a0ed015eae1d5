// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.api.HttpResponse;
import io.vastar.spi.BodyWatch;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compressed responses over real sockets. */
@Timeout(30)
class CompressionTest {
    private static final String BODY = "{\"items\":[" + "{\"id\":7,\"name\":\"Zoë\"},".repeat(2000) + "{\"id\":8}]}";
    private static final String GZIP = "types { application/json json; } gzip on; gzip_types application/json;";

    @TempDir
    Path files;

    private static RequestSpec asking(String url) {
        return RequestSpec.get(url).with(TransportSpec.NONE.with(HttpSpec.NONE.withCompression(true)));
    }

    /** Looks for one text, as expectations do. */
    private static final class Watch implements BodyWatch {
        private final StringBuilder seen = new StringBuilder();
        private final String text;

        Watch(String text) {
            this.text = text;
        }

        @Override
        public void begin() {
            seen.setLength(0);
        }

        @Override
        public void onData(DirectBuffer buffer, int offset, int length) {
            seen.append(buffer.getStringWithoutLengthAscii(offset, length));
        }

        @Override
        public boolean found() {
            return seen.indexOf(text) >= 0;
        }
    }

    private void withNginx(UnaryOperator<RequestSpec> how, java.util.function.Consumer<LaneDriver> test)
            throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("items.json"), BODY);
        try (RealServer nginx = RealServers.nginx(files, GZIP).orElseThrow();
                LaneDriver driver = new LaneDriver(how.apply(asking(nginx.url() + "/items.json")), false)) {
            test.accept(driver);
        }
    }

    @Test
    void shouldShowUserCodeTheInflatedBodyAndCountWhatArrived() throws Exception {
        withNginx(UnaryOperator.identity(), driver -> {
            for (int i = 0; i < 3; i++) {
                HttpResponse response = driver.send(request -> {});
                assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
                assertThat(response.json("/items/1999/name")).isEqualTo("Zoë");
                assertThat(response.text()).isEqualTo(BODY);
                assertThat(response.bytes()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
                assertThat(response.contains("\"id\":8")).isTrue();
                assertThat(response.regex("\"id\":(8)")).isEqualTo("8");
                assertThat(response.bodyBytes()).isBetween(100L, 5000L);
                assertThat(response.isTruncated()).isFalse();
            }
            TestExchange own = driver.carry(new TestExchange());
            assertThat(own.code()).isEqualTo(200);
            assertThat(own.bodyBytes()).isBetween(100L, 5000L);
            HttpResponse plain = driver.send(request -> request.header("Accept-Encoding", "identity"));
            assertThat(plain.header("Content-Encoding")).isNull();
            assertThat(plain.text()).isEqualTo(BODY);
            assertThat(plain.bodyBytes()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8).length);
        });
    }

    @Test
    void shouldLookForExpectedTextsInTheInflatedBody() throws Exception {
        withNginx(UnaryOperator.identity(), driver -> {
            for (String text : new String[] {"{\"id\":8}]}", "absent"}) {
                Watch watch = new Watch(text);
                TestExchange exchange = driver.attempt(watch, request -> {});
                assertThat(exchange.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(watch.found()).isEqualTo(!text.equals("absent"));
            }
            assertThat(driver.lane.connections().opened()).isEqualTo(1);
        });
    }

    @Test
    void shouldAskForNothingUnlessToldTo() throws Exception {
        withNginx(
                spec -> spec.with(TransportSpec.NONE),
                driver -> assertThat(driver.send(request -> {}).header("Content-Encoding"))
                        .isNull());
    }

    private static byte[] answer(String coding, byte[] body) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    @Test
    void shouldInflateDeflateToo() {
        Script script = Script.expectingRequest().send(answer("Deflate", BodyInflaterTest.deflate("hello")));
        try (ScriptedServer server = ScriptedServer.start(script);
                LaneDriver driver = LaneDriver.to(server.url())) {
            assertThat(driver.send(request -> {}).text()).isEqualTo("hello");
        }
    }

    @Test
    void shouldFailAnExpectationOnABodyThatNobodyCanLookIntoAndKeepTheConnection() {
        byte[] brotli = answer("br", new byte[] {1, 2, 3});
        byte[] broken = answer("gzip", "no gzip".getBytes(StandardCharsets.US_ASCII));
        byte[] bomb = answer("gzip", BodyInflaterTest.gzip("0".repeat((int) BodyInflater.MOST_BYTES + 1)));
        Script script = Script.expectingRequest()
                .send(brotli)
                .expectRequest()
                .send(broken)
                .expectRequest()
                .send(bomb)
                .expectRequest()
                .send(answer("gzip", BodyInflaterTest.gzip("fine")));
        try (ScriptedServer server = ScriptedServer.start(script);
                LaneDriver driver = LaneDriver.to(server.url())) {
            for (String words :
                    new String[] {"not gzip or deflate", "does not begin like that", "inflates to more than"}) {
                TestExchange exchange = driver.attempt(new Watch("x"), request -> {});
                assertThat(exchange.errorKind()).isEqualTo(ErrorKind.CODING);
                assertThat(exchange.errorDetail()).contains(words);
            }
            assertThat(driver.send(new Watch("x"), request -> {}).text()).isEqualTo("fine");
            assertThat(driver.lane.connections().opened()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellUserCodeWhyItCannotSeeABody() {
        Script script = Script.expectingRequest()
                .send(answer("br", new byte[] {1, 2, 3}))
                .expectRequest()
                .send(answer("gzip", BodyInflaterTest.gzip("0".repeat(CapturedBody.MAX_INFLATED_BYTES + 1))));
        try (ScriptedServer server = ScriptedServer.start(script);
                LaneDriver driver = LaneDriver.to(server.url())) {
            HttpResponse brotli = driver.send(request -> {});
            assertThat(brotli.status()).isEqualTo(200);
            assertThatThrownBy(brotli::text).hasMessageContaining("not gzip or deflate");
            HttpResponse bomb = driver.send(request -> {});
            assertThatThrownBy(() -> bomb.json("/a")).hasMessageContaining("inflates to more than 16777216 bytes");
        }
    }
}
