// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Requests that come by a schedule, as real users do, whatever the target does.
 *
 * <p>A closed model waits for each answer before it sends the next request, so a target that pauses is asked less just
 * then, and its pause shows in a handful of samples. Here arrivals go on: response time counts from the moment the
 * schedule wanted the request, service time from the moment it was sent, and the report shows both.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample09_OpenModel
 * java -jar samples/target/benchmarks.jar Sample09_OpenModel --rate 5000/s --arrival poisson -z 10s
 * java -jar samples/target/benchmarks.jar Sample09_OpenModel --max-concurrency 2
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>The schedule is kept to the last arrival. With two requests in flight at most and an answer every five
 * milliseconds it cannot be: the report says so, and response times grow while service times stay.
 */
@LoadTest(url = "/delay?ms=5", stages = "0/s..500/s in 1s, 500/s for 2s", maxConcurrency = 200, warmUp = "500ms")
class Sample09_OpenModel {
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
