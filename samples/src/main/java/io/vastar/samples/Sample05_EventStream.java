// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * Server-sent events: a response that goes on for a while.
 *
 * <p>A request is complete when its stream has ended, so that latency is the time of the whole stream. For streams the
 * time to the first byte matters as much; it has rows of its own, and events are counted. Streams are read and thrown
 * away piece by piece: a thousand long ones need no more memory than a thousand short ones.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample05_EventStream
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Each stream has 20 events, 5 ms apart, so that latency is about 100 ms while the first byte arrives after a few.
 * The report shows the number of events, 20 times that of responses.
 */
@LoadTest(url = "/sse?events=20&size=100&interval=5ms", accept = "text/event-stream", concurrency = 50, duration = "3s")
class Sample05_EventStream {
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
