// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.Exchange;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What logging an exchange costs the agent, with a thread that reads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"})
public class RequestLogBenchmark {
    private static final int RING_BYTES = 1 << 24;
    private static final long NAP_NS = 200_000;

    @Param({"1", "0.01"})
    private double share;

    private final Exchange exchange = new Exchange(0) {};
    private RequestLog log;
    private Thread reader;
    private volatile boolean over;

    @Setup
    public void read() {
        log = new RequestLog(RING_BYTES, share, 1);
        log.reset(List.of());
        log.begin(1);
        exchange.begin(2);
        exchange.sent(3, 120);
        exchange.firstByte(4);
        exchange.complete(5, 200);
        reader = new Thread(() -> {
            while (!over) {
                if (log.read((type, buffer, index, length) -> {}, Integer.MAX_VALUE) == 0) {
                    LockSupport.parkNanos(NAP_NS);
                }
            }
        });
        reader.start();
    }

    @TearDown
    public void end() throws InterruptedException {
        over = true;
        reader.join();
    }

    @Benchmark
    public long log() {
        log.ended(exchange, true, false, 1, 2, -1);
        return log.written();
    }
}
