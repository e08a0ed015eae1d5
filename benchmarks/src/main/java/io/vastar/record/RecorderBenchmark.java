// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.Exchange;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One exchange from its start to its place in the histograms, with times that vary as real ones do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"})
public class RecorderBenchmark {
    private static final int VARIETY = 1024;

    private final long[] serviceNs = new long[VARIETY];
    private final Exchange exchange = new Exchange(1) {};
    private Recorder recorder;
    private long nowNs;
    private int turn;

    @Setup
    public void scatter() {
        recorder = new Recorder(1);
        nowNs = 1;
        recorder.begin(nowNs);
        for (int i = 0; i < VARIETY; i++) {
            // Multiples of the golden ratio spread evenly without a pattern: 50 µs to 1 ms.
            serviceNs[i] = 50_000 + (long) (950_000 * (i * 0.618_033_988_749_895 % 1));
        }
    }

    @Benchmark
    public long exchange() {
        long tookNs = serviceNs[turn++ & (VARIETY - 1)];
        exchange.begin(nowNs);
        recorder.started();
        exchange.sent(nowNs + 2_000, 120);
        exchange.firstByte(nowNs + tookNs - 1_000);
        exchange.addBytesIn(250);
        exchange.addBodyBytes(13);
        exchange.complete(nowNs + tookNs, 200);
        recorder.ended(exchange, true, false);
        nowNs += 5_000;
        return recorder.responses();
    }
}
