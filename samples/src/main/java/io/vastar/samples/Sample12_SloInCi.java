// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.Expect;
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Slo;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Pass or fail: objectives that a build server can act on. A missed one makes the exit code 3; one that the run cannot
 * tell, for want of samples or because the load generator was the bottleneck, is inconclusive and says why.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample12_SloInCi --junit target/load.xml
 * java -jar samples/target/benchmarks.jar Sample12_SloInCi --slo 'p99<1us' ; echo "exit code $?"
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>The objectives with their verdicts at the end of the report, and the same as tests in the XML file.
 */
@LoadTest(url = "/plain", rate = "500/s", duration = "3s")
@Expect(status = 200, body = "Hello")
@Slo("p99<200ms, errors<0.1%, achieved>=99%")
class Sample12_SloInCi {
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
