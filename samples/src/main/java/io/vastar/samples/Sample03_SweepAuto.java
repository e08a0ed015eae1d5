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
 * only make each of them wait longer. Each level is run for a second at a time until two runs agree; {@code requests} or
 * {@code duration} would count for each level instead.
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
 * <p>A row for each level: throughput rises as long as the target has time to spare (it answers each request after 1 ms,
 * like a service that waits for a database), then stays flat or falls while p99 grows with every step. The sweet spot
 * below the table comes with its reason in one sentence.
 */
@LoadTest(url = "/delay?ms=1", sweep = "auto")
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
