// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * What a failing service looks like, before yours does.
 *
 * <p>vastar keeps three things apart: a response with a code other than 2xx, a failure without a whole response
 * (connection reset, timeout, bytes that are not HTTP, …), and requests that the end of the run cut off. Failures are
 * counted by cause, each with its first example, and never enter the latency percentiles.
 *
 * <p>The test sends POSTs. A GET whose reused connection turns out to be closed before any byte of the answer would be
 * sent once more, as browsers and HTTP libraries do, and show up under "Connections" instead (RFC 9112 §9.3.1).
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample08_WhatErrorsLookLike
 * java -jar samples/target/benchmarks.jar Sample08_WhatErrorsLookLike -P fault=truncate
 * java -jar samples/target/benchmarks.jar Sample08_WhatErrorsLookLike -P fault=garbage
 * java -jar samples/target/benchmarks.jar Sample08_WhatErrorsLookLike -P fault=stall
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>One request in ten fails: the error distribution names the cause, the insight line gives the error rate, and
 * {@code fault=stall} ends in timeouts after the half second that {@code timeout} allows.
 */
@LoadTest(url = "/fault?kind=${fault:reset}&every=10", concurrency = 10, requests = 2_000, timeout = "500ms")
class Sample08_WhatErrorsLookLike {
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
