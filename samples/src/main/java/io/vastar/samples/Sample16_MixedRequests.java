// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Targets;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Requests that differ: the URLs, methods, headers and bodies of {@code targets.txt}, by weight. No class has to say what
 * each of them is; where what is sent depends on an earlier response, see Sample10.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample16_MixedRequests
 * java -jar samples/target/benchmarks.jar Sample16_MixedRequests --order random --seed 7
 * java -jar samples/target/benchmarks.jar Sample16_MixedRequests --targets mine.txt -c 50
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>10000 responses with code 200 to 3 targets. The file is in the jar; a file of that name in the working directory comes
 * first. {@code docs/REQUESTS.md} has the other forms, and random URLs, forms and bodies of a file.
 */
@LoadTest(concurrency = 10, requests = 10_000)
@Targets("targets.txt")
class Sample16_MixedRequests {
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
