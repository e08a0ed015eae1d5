// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.HttpOptions;
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Several requests in flight on each connection: pipelining, as in the plaintext tests of framework comparisons. With a target
 * that speaks HTTP/2 it would be {@code @HttpOptions(version = "2", streams = 16)}.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample17_SharedConnections
 * java -jar samples/target/benchmarks.jar Sample17_SharedConnections --pipeline 1
 * java -jar samples/target/benchmarks.jar http --http2 -c 4 --streams 16 https://your.service/
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>50000 responses over 4 connections with 16 requests each, several times as many per second as with {@code --pipeline
 * 1}: one system call carries many of them. Latency includes the time behind those before on the same connection. See {@code
 * docs/HTTP.md}.
 */
@LoadTest(url = "/plain", concurrency = 4, requests = 50_000)
@HttpOptions(pipeline = 16)
class Sample17_SharedConnections {
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
