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
import java.util.function.Consumer;
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

    /** Finds nothing, and keeps nothing. */
    private record BlindWatch() implements BodyWatch {
        @Override
        public void begin() {}

        @Override
        public void onData(DirectBuffer buffer, int offset, int length) {}

        @Override
        public boolean found() {
            return false;
        }
    }

    private void withNginx(UnaryOperator<RequestSpec> how, Consumer<LaneDriver> test) throws Exception {
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

    private void withH2o(Consumer<LaneDriver> test) {
        assumeTrue(RealServers.find("h2o").isPresent(), "h2o is not installed: apt-get install h2o");
        String configuration = """
                user: %s
                listen: {host: 127.0.0.1, port: {port}}
                compress: [br]
                hosts:
                  default:
                    paths:
                      /:
                        file.dir: "%s"
                """.formatted(System.getProperty("user.name"), files);
        try (RealServer server = RealServers.start("h2o", configuration, "-c", "{configuration}")
                        .orElseThrow();
                LaneDriver driver = new LaneDriver(asking(server.url() + "/items.json"), false)) {
            test.accept(driver);
        }
    }

    @Test
    void shouldLookIntoBrotliOfARealServer() throws Exception {
        Files.writeString(files.resolve("items.json"), BODY);
        withH2o(driver -> {
            for (int i = 0; i < 3; i++) {
                HttpResponse response = driver.send(request -> {});
                assertThat(response.header("Content-Encoding")).isEqualTo("br");
                assertThat(response.json("/items/1999/name")).isEqualTo("Zoë");
                assertThat(response.text()).isEqualTo(BODY);
                assertThat(response.bodyBytes()).isBetween(20L, 5000L);
                for (String text : new String[] {"{\"id\":8}]}", "absent"}) {
                    Watch watch = new Watch(text);
                    TestExchange exchange = driver.attempt(watch, request -> {});
                    assertThat(exchange.outcome()).isEqualTo(Outcome.COMPLETED);
                    assertThat(watch.found()).isEqualTo(!text.equals("absent"));
                    TestExchange own = driver.carry(new TestExchange(null, watch));
                    assertThat(own.outcome()).isEqualTo(Outcome.COMPLETED);
                    assertThat(watch.found()).isEqualTo(!text.equals("absent"));
                }
            }
            assertThat(driver.lane.connections().opened()).isEqualTo(1);
        });
    }

    @Test
    void shouldBoundWhatBrotliOfARealServerBecomes() throws Exception {
        Files.write(files.resolve("items.json"), new byte[(int) BodyInflater.MOST_BYTES + 1]);
        withH2o(driver -> {
            TestExchange exchange = driver.attempt(new BlindWatch(), request -> {});
            assertThat(exchange.errorKind()).isEqualTo(ErrorKind.CODING);
            assertThat(exchange.errorDetail()).contains("inflates to more than 67108864 bytes");
            HttpResponse bomb = driver.send(request -> {});
            assertThatThrownBy(bomb::text).hasMessageContaining("inflates to more than 16777216 bytes");
        });
    }

    @Test
    void shouldLookIntoAFileThatARealServerHasInZstandard() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.write(files.resolve("items.json"), BodyInflaterTest.zstd(BODY.getBytes(StandardCharsets.UTF_8)));
        try (RealServer nginx = RealServers.nginx(files, "add_header Content-Encoding zstd;")
                        .orElseThrow();
                LaneDriver driver = new LaneDriver(asking(nginx.url() + "/items.json"), false)) {
            assertThat(driver.send(request -> {}).text()).isEqualTo(BODY);
            Watch watch = new Watch("{\"id\":8}]}");
            assertThat(driver.attempt(watch, request -> {}).outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(watch.found()).isTrue();
        }
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
        byte[] unknown = answer("compress", new byte[] {1, 2, 3});
        byte[] noBrotli = answer("br", new byte[] {1, 2, 3});
        byte[] noZstd = answer("zstd", new byte[] {1, 2, 3, 4, 5});
        byte[] broken = answer("gzip", "no gzip".getBytes(StandardCharsets.US_ASCII));
        byte[] bomb = answer("gzip", BodyInflaterTest.gzip("0".repeat((int) BodyInflater.MOST_BYTES + 1)));
        Script script = Script.expectingRequest()
                .send(unknown)
                .expectRequest()
                .send(noBrotli)
                .expectRequest()
                .send(noZstd)
                .expectRequest()
                .send(broken)
                .expectRequest()
                .send(bomb)
                .expectRequest()
                .send(answer("gzip", BodyInflaterTest.gzip("fine")));
        try (ScriptedServer server = ScriptedServer.start(script);
                LaneDriver driver = LaneDriver.to(server.url())) {
            for (String words : new String[] {
                "not gzip, deflate, br or zstd",
                "is not what its Content-Encoding says: Brotli",
                "is not what its Content-Encoding says",
                "does not begin like that",
                "inflates to more than"
            }) {
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
                .send(answer("compress", new byte[] {1, 2, 3}))
                .expectRequest()
                .send(answer("gzip", BodyInflaterTest.gzip("0".repeat(CapturedBody.MAX_INFLATED_BYTES + 1))));
        try (ScriptedServer server = ScriptedServer.start(script);
                LaneDriver driver = LaneDriver.to(server.url())) {
            HttpResponse unknown = driver.send(request -> {});
            assertThat(unknown.status()).isEqualTo(200);
            assertThatThrownBy(unknown::text).hasMessageContaining("not gzip, deflate, br or zstd");
            HttpResponse bomb = driver.send(request -> {});
            assertThatThrownBy(() -> bomb.json("/a")).hasMessageContaining("inflates to more than 16777216 bytes");
        }
    }
}
