// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Sweep;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * A sweep as a gate for CI: only levels that stay within limits may win.
 *
 * <p>{@code @Sweep} has the details. Here each level is measured three times and the median run counts; a level is
 * disqualified when more than 0.1 % of its requests fail or p99 is more than ten times p50. When no level is left, the
 * command exits with 3, which fails the build. {@code refine} measures four more levels around the first winner.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample04_SweepGates ; echo "exit code $?"
 * java -jar samples/target/benchmarks.jar Sample04_SweepGates --max-spread 1.0 ; echo "exit code $?"
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Throughput close to concurrency divided by the target's 2 ms at the lower levels, and a sweet spot among the
 * higher ones. With
 * {@code --max-spread 1.0} every level is disqualified, each row says why, and the exit code is 3.
 */
@LoadTest(url = "/delay?ms=2", requests = 2_000)
@Sweep(conc = "4..64:log=4", refine = true, repeats = 3, maxErrors = 0.001, maxSpread = 10)
class Sample04_SweepGates {
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
