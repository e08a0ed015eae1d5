// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * The smallest load test.
 *
 * <p>A class with {@code @LoadTest} is a load test: the annotation says what to send, how many requests are under way at
 * once ({@code concurrency}) and for how long. The class itself stays empty unless the system under test has to be
 * started: a static {@code @Setup} method that returns a URL provides the base that {@code url} is resolved against.
 * All samples start vastar's own target server this way, so that they run anywhere. For your service, leave the methods
 * out and write the whole URL.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -jar samples/target/benchmarks.jar Sample01_HelloWorld
 * java -jar samples/target/benchmarks.jar Sample01_HelloWorld -c 100 -n 50000     # flags override the annotation
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Requests per second, the latency percentiles, a histogram, and one row of status codes: only {@code [200]}. With
 * {@code concurrency = 10} the mean latency is close to 10 divided by the requests per second (Little's law); a closed
 * loop cannot do otherwise.
 */
@LoadTest(url = "/plain", concurrency = 10, duration = "2s")
class Sample01_HelloWorld {
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
