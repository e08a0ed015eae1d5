// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Large bodies: look at bytes per second and at where the time goes.
 *
 * <p>With responses of 1 MB the number of requests per second says little; the transfer rate does. The phases of the
 * report tell a slow server from a full pipe: <em>wait</em> is the time until the first byte (the server thinks),
 * <em>read</em> the time from there to the last byte (the network carries).
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample06_LargeBodies
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Total data of about 1 MB per request, and a read phase that outweighs the wait phase; in sample 1 it is the other
 * way round.
 */
@LoadTest(url = "/bytes?size=1000000", concurrency = 4, duration = "2s")
class Sample06_LargeBodies {
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
