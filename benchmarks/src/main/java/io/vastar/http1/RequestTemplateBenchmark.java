// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.Exchange;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A request encoded once ({@code encode}), and made ready to be sent again ({@code next}). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"})
public class RequestTemplateBenchmark {
    private final RequestSpec spec = new RequestSpec(
            "http://localhost:8080/api/fx/convert?amount=100",
            "POST",
            List.of(new Header("X-Request-Source", "benchmark"), new Header("Accept-Language", "en")),
            "application/json",
            "application/json",
            null,
            "{\"from\":\"USD\",\"to\":\"IDR\"}".getBytes(StandardCharsets.UTF_8),
            true,
            true);
    private final Exchange exchange = new Exchange(1) {};
    private final Http1Codec codec = new Http1Codec(RequestTemplate.of(spec), new HeadCaches(1), new RequestBuffers());

    @Benchmark
    public int encode() {
        return RequestTemplate.of(spec).length();
    }

    @Benchmark
    public ByteBuffer next() {
        return codec.begin(exchange);
    }
}
