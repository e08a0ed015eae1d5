// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.lane.WireCodec;
import io.vastar.spi.Exchange;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One response through the codec. {@code SAME_HEAD} hits the cache of heads; {@code NEW_HEAD} parses each head. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"})
public class ResponseParserBenchmark {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Tue, 06 Jan 2026 12:00:0%d GMT\r\n"
                    + "Content-Type: text/plain\r\nConnection: keep-alive\r\n";

    /** What the body is like. */
    public enum Body {
        /** 13 bytes. */
        PLAIN_13B,
        /** 10 KB. */
        PLAIN_10KB,
        /** 50 KB in chunks of 4 KB. */
        CHUNKED_50KB
    }

    /** Whether each response has the head of the one before. */
    public enum Heads {
        SAME_HEAD,
        NEW_HEAD
    }

    @Param
    public Body body;

    @Param
    public Heads heads;

    private final Exchange exchange = new Exchange(1) {};
    private final UnsafeBuffer[] responses = new UnsafeBuffer[2];
    private WireCodec codec;
    private int turn;

    @Setup
    public void encode() {
        codec = new Http1Codec(RequestTemplate.of(RequestSpec.get("http://localhost:8080/")), new HeadCaches(1), new RequestBuffers());
        for (int i = 0; i < responses.length; i++) {
            byte[] bytes =
                    (HEAD.formatted(heads == Heads.NEW_HEAD ? i : 0) + rest()).getBytes(StandardCharsets.US_ASCII);
            responses[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
            responses[i].putBytes(0, bytes);
        }
    }

    private String rest() {
        return switch (body) {
            case PLAIN_13B -> "Content-Length: 13\r\n\r\nHello, World!";
            case PLAIN_10KB -> "Content-Length: 10240\r\n\r\n" + "x".repeat(10_240);
            case CHUNKED_50KB ->
                "Transfer-Encoding: chunked\r\n\r\n" + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(12)
                        + "0\r\n\r\n";
        };
    }

    @Benchmark
    public int response() {
        UnsafeBuffer response = responses[turn++ & 1];
        exchange.begin(1);
        codec.begin(exchange);
        int result = codec.onBytes(response, 0, response.capacity(), exchange, 2);
        if (result != WireCodec.COMPLETE) {
            throw new IllegalStateException(codec.failure());
        }
        return codec.consumed();
    }
}
