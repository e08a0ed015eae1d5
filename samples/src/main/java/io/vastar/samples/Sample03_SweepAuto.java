// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Which concurrency should I test with? Let the sweep find it.
 *
 * <p>{@code sweep = "auto"} runs the test at growing levels of concurrency and picks the knee: the smallest level that
 * reaches 95 % of the best throughput. Below it the service is idle part of the time; above it more requests in flight
 * only make each of them wait longer. {@code requests} (or {@code duration}) counts for each level.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample03_SweepAuto
 * java -jar samples/target/benchmarks.jar Sample03_SweepAuto -o json | jq .sweet_spot
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>A row for each level: throughput rises, then stays flat while p99 grows with every step. The sweet spot below the
 * table comes with its reason in one sentence. On a laptop the target answers in microseconds, so that the knee is
 * reached early.
 */
@LoadTest(url = "/json?size=2000", requests = 20_000, sweep = "auto")
class Sample03_SweepAuto {
    private static TargetServer target;

    @Setup
    static String startTarget() {
        target = TargetServer.start();
        return target.url();
    }

    @TearDown
    static void stopTarget() {
        target.close();
    }
}
