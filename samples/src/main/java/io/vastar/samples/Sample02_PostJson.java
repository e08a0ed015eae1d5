// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;

/**
 * A POST with headers and a body, and texts that are filled in when the test starts.
 *
 * <p>Every text may hold {@code ${name:default}}. The value comes from {@code -P name=value}, else from the system
 * property, else from the environment, else it is the default; without any of them the test does not start. That is
 * how one jar serves every stage: {@code url = "${base:http://localhost:8080}/api/convert"}.
 *
 * <p>{@code requests} instead of {@code duration} sends exactly that many, so that two versions of a service do the same
 * work. The target's {@code /echo} answers with what it was sent.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample02_PostJson
 * java -jar samples/target/benchmarks.jar Sample02_PostJson -P currency=EUR -H "X-Request-Source: laptop"
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Exactly 20000 responses with code 200. A later {@code -H} replaces the annotation's header of the same name.
 */
@LoadTest(
        url = "/echo",
        method = "POST",
        contentType = "application/json",
        accept = "application/json",
        headers = {"X-Request-Source: ${source:vastar-samples}", "X-Tenant: 42"},
        body = "{\"from\":\"USD\",\"to\":\"${currency:IDR}\",\"amount\":100}",
        concurrency = 20,
        requests = 20_000,
        timeout = "2s")
class Sample02_PostJson {
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
