// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static io.vastar.lane.WireCodec.BROKEN;
import static io.vastar.lane.WireCodec.COMPLETE;
import static io.vastar.lane.WireCodec.COMPLETE_CLOSE;
import static io.vastar.lane.WireCodec.MORE;
import static io.vastar.lane.WireCodec.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Http1CodecTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final TestExchange exchange = new TestExchange();

    @Test
    void shouldSendTheWholeRequestEachTime() {
        Http1Codec codec = codec("GET", true);
        int length = codec.begin(exchange).remaining();
        for (int i = 0; i < 3; i++) {
            ByteBuffer request = codec.begin(exchange);
            assertThat(request.remaining()).isEqualTo(length).isPositive();
            request.position(request.limit());
            assertThat(feed(codec, ANSWER, 7)).isEqualTo(COMPLETE);
        }
        assertThat(codec.code()).isEqualTo(200);
    }

    @Test
    void shouldStampTheFirstByteOfTheFinalResponse() {
        Http1Codec codec = codec("GET", true);
        codec.begin(exchange);
        assertThat(codec.responseBegun()).isFalse();
        assertThat(feed(codec, "HTTP/1.1 100 Continue\r\n\r\n", 3)).isEqualTo(MORE);
        assertThat(codec.responseBegun()).isTrue();
        assertThat(feed(codec, ANSWER.substring(0, 4), 5)).isEqualTo(MORE);
        assertThat(feed(codec, ANSWER.substring(4), 9)).isEqualTo(COMPLETE);

        assertThat(exchange.firstByteNs()).isEqualTo(5);
    }

    @Test
    void shouldCloseAfterEachResponseWithoutKeepAlive() {
        Http1Codec codec = codec("GET", false);
        codec.begin(exchange);

        assertThat(feed(codec, ANSWER, 1)).isEqualTo(COMPLETE_CLOSE);
    }

    @Test
    void shouldExpectNoBodyAfterHead() {
        Http1Codec codec = codec("HEAD", true);
        codec.begin(exchange);

        assertThat(feed(codec, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 1))
                .isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "'', no byte of the response arrived",
        "HTTP/1.1 20, the response ended after 11 bytes of its head",
        "'HTTP/1.1 200 OK\r\nX', the response ended after 18 bytes of its head",
        "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel', the response ended after 3 of 5 body bytes",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel', 'the response ended after 3 body bytes, before'"
    })
    void shouldTellHowFarATruncatedResponseCame(String text, String expected) {
        Http1Codec codec = codec("GET", true);
        codec.begin(exchange);
        feed(codec, text, 1);

        assertThat(codec.onEnd(exchange, 2)).isEqualTo(TRUNCATED);
        assertThat(codec.failure()).startsWith(expected);
    }

    @Test
    void shouldShowTheBytesThatBrokeARule() {
        Http1Codec codec = codec("GET", true);
        codec.begin(exchange);

        assertThat(feed(codec, "HTTP/2 200\r\n", 1)).isEqualTo(BROKEN);
        assertThat(codec.failure())
                .isEqualTo("the response does not begin with a status line such as 'HTTP/1.1 200 OK',"
                        + " near 'HTTP/2 200\\r\\n'");
    }

    @Test
    void shouldStartAfreshAfterAFailure() {
        Http1Codec codec = codec("GET", true);
        codec.begin(exchange);
        feed(codec, "garbage", 1);
        codec.begin(exchange);

        assertThat(codec.responseBegun()).isFalse();
        assertThat(codec.code()).isZero();
        assertThat(feed(codec, ANSWER, 1)).isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, true", "PUT, true", "DELETE, true", "OPTIONS, true", "POST, false", "PATCH, false"})
    void shouldRepeatOnlyIdempotentRequests(String method, boolean expected) {
        assertThat(codec(method, true).retryable()).isEqualTo(expected);
    }

    @Test
    void shouldAllocateNothingForAResponse() {
        String[] answers = {
            head("one") + "Content-Length: 13\r\n\r\nHello, World!",
            head("two") + "Transfer-Encoding: chunked\r\n\r\nd;x=y\r\nHello, World!\r\n0\r\nX: y\r\n\r\n",
            head("three") + "Content-Type: text/event-stream\r\nContent-Length: 9\r\n\r\ndata: x\n\n",
            "HTTP/1.1 100 Continue\r\n\r\n" + head("four") + "Content-Length: 0\r\n\r\n"
        };
        UnsafeBuffer[] buffers = new UnsafeBuffer[answers.length];
        for (int i = 0; i < answers.length; i++) {
            byte[] bytes = Feed.bytes(answers[i]);
            buffers[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
            buffers[i].putBytes(0, bytes);
        }
        Http1Codec codec = codec("GET", true);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        parse(codec, buffers, 20_000);

        long before = threads.getThreadAllocatedBytes(self);
        int completed = parse(codec, buffers, 100_000);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(completed).isEqualTo(100_000);
        assertThat(allocated).isLessThan(4096);
    }

    /** Whole and in halves, the same answer several times and another one then. */
    private int parse(Http1Codec codec, UnsafeBuffer[] answers, int count) {
        int completed = 0;
        for (int i = 0; i < count; i++) {
            UnsafeBuffer answer = answers[i / 8 % answers.length];
            codec.begin(exchange);
            int half = i % 3 == 0 ? answer.capacity() / 2 : 0;
            if (half > 0) {
                codec.onBytes(answer, 0, half, exchange, i);
            }
            if (codec.onBytes(answer, half, answer.capacity() - half, exchange, i) == COMPLETE) {
                completed++;
            }
        }
        return completed;
    }

    private static String head(String server) {
        return "HTTP/1.1 200 OK\r\nServer: " + server + "\r\nDate: Mon, 01 Jan 2026 00:00:00 GMT\r\n";
    }

    private int feed(Http1Codec codec, String text, long nowNs) {
        byte[] bytes = Feed.bytes(text);
        return bytes.length == 0 ? MORE : codec.onBytes(new UnsafeBuffer(bytes), 0, bytes.length, exchange, nowNs);
    }

    private static Http1Codec codec(String method, boolean keepAlive) {
        RequestSpec spec = new RequestSpec(
                "http://h/", method, List.of(new Header("X", "1")), null, null, null, new byte[0], keepAlive, true);
        return new Http1Codec(RequestTemplate.of(spec), new HeadCaches(1), new RequestBuffers());
    }
}
