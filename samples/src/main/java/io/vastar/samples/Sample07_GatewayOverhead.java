// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Sweep;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * What does my gateway cost? A paired sweep measures two URLs at each level and compares them.
 *
 * <p>{@code vs} names the reference, the service behind the gateway. At every level the reference is measured first, then
 * the target; a level is disqualified when p99 through the gateway is more than {@code maxOverheadPercent} above the
 * reference's. A sweep of the gateway alone cannot see that: it looks healthy while its upstream does the work.
 *
 * <p>Here {@code /delay?ms=4} stands for the service and {@code /delay?ms=5} for the same service behind a gateway that
 * adds a millisecond. In your project, {@code url} is the gateway's and {@code vs} the service's:
 *
 * <pre>{@code
 * java -jar target/benchmarks.jar sweep --vs http://localhost:4545/chat --max-overhead-pct 25 http://localhost:3080/chat
 * }</pre>
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample07_GatewayOverhead
 * java -jar samples/target/benchmarks.jar Sample07_GatewayOverhead --max-overhead-pct 10 ; echo "exit code $?"
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>An overhead of about 25 % at each level, within the limit of 80 %. With a limit of 10 % no level qualifies and the
 * exit code is 3.
 */
@LoadTest(url = "/delay?ms=5", requests = 1_000)
@Sweep(conc = "2,8,32", vs = "/delay?ms=4", maxOverheadPercent = 80, maxRpsDeficitPercent = 50)
class Sample07_GatewayOverhead {
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
