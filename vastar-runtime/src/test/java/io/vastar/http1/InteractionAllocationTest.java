// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vastar.lane.WireCodec;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What composing, sending and keeping cost in memory, once everything has its size. */
class InteractionAllocationTest {
    private static final RequestSpec SPEC = RequestSpec.get("http://localhost:8080/");
    private static final String LARGE = "x".repeat(10_000);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final HttpInteraction interaction =
            new HttpInteraction(new RequestDefaults(SPEC), true, (name, passed) -> {});
    private final TestExchange exchange = new TestExchange(interaction);
    private final Http1Codec codec =
            new Http1Codec(RequestTemplate.of(SPEC), new HeadCaches(HeadCaches.SEVERAL), new RequestBuffers());
    private final UnsafeBuffer[] answers = {
        answer(
                "Content-Type: application/json\r\nSet-Cookie: sid=abc; Path=/\r\nContent-Length: 9\r\n\r\n{\"a\":\"é\"}"),
        answer("Content-Type: text/plain\r\nContent-Length: 10000\r\n\r\n" + LARGE),
        answer("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    };

    private final UnsafeBuffer gzipped = gzipped();

    private static UnsafeBuffer gzipped() {
        byte[] body = BodyInflaterTest.gzip("{\"data\":{\"a\":1}}");
        byte[] head =
                Feed.bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(head.length + body.length));
        buffer.putBytes(0, head);
        buffer.putBytes(head.length, body);
        return buffer;
    }

    private static UnsafeBuffer answer(String rest) {
        byte[] bytes = Feed.bytes("HTTP/1.1 200 OK\r\nServer: x\r\n" + rest);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    private int run(int count) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            interaction.begin(i % 4 != 0);
            switch (i % 3) {
                case 0 ->
                    interaction
                            .request()
                            .post("/items?a=b")
                            .query("page", i)
                            .query("q", "é x")
                            .header("X-Test", "one")
                            .bearer("token")
                            .json("{\"name\":\"é\"}");
                case 1 -> interaction.request().put("/large").body(LARGE);
                default -> interaction.request().form("user", "a b").form("pw", "c");
            }
            exchange.begin(1);
            ByteBuffer bytes = codec.begin(exchange);
            bytes.position(bytes.limit());
            UnsafeBuffer answer = answers[1 + i % 2];
            if (codec.onBytes(answer, 0, answer.capacity(), exchange, 2) == WireCodec.COMPLETE) {
                found += interaction.response().contains("hello") ? 1 : 0;
                found += interaction.response().status() == 200 ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void shouldAllocateNothingForARequestAndItsResponse() {
        interaction.begin(false);
        exchange.begin(1);
        codec.begin(exchange);
        codec.onBytes(answers[0], 0, answers[0].capacity(), exchange, 2);
        run(50_000);
        long self = Thread.currentThread().getId();

        long before = THREADS.getThreadAllocatedBytes(self);
        int found = run(60_000);
        long allocated = THREADS.getThreadAllocatedBytes(self) - before;

        assertThat(found).isEqualTo(60_000 + 30_000);
        assertThat(allocated).isLessThan(4096);
    }

    private int leave(int count) {
        int found = 0;
        UnsafeBuffer answer = gzipped;
        for (int i = 0; i < count; i++) {
            interaction.begin(false);
            if (i % 2 == 0) {
                interaction.request().get("http://other.example.com:81/items").query("page", i);
            } else {
                interaction.request().post("/graphql").graphQl("{ a }", "{\"id\":7}");
            }
            exchange.begin(1);
            codec.begin(exchange);
            codec.onBytes(answer, 0, answer.capacity(), exchange, 2);
            exchange.complete(3, 200);
            found += exchange.outcome() == Outcome.COMPLETED ? 1 : 0;
        }
        return found;
    }

    @Test
    void shouldAllocateNothingForOtherOriginsAndGraphQl() {
        leave(50_000);
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        int found = leave(60_000);
        long allocated = THREADS.getThreadAllocatedBytes(self) - before;

        assertThat(found).isEqualTo(60_000);
        assertThat(allocated).isLessThan(4096);
    }

    @Test
    void shouldBeSmallWhileIdle() {
        RequestDefaults defaults = new RequestDefaults(SPEC);
        HttpInteraction[] users = new HttpInteraction[1000];
        new HttpInteraction(defaults, true, (name, passed) -> {});
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        for (int i = 0; i < users.length; i++) {
            users[i] = new HttpInteraction(defaults, true, null);
        }
        long each = (THREADS.getThreadAllocatedBytes(self) - before) / users.length;
        assertThat(each).isLessThan(1024);
    }
}
