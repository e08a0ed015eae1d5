// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Scenario;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.annotations.Weight;
import io.vastar.api.Http;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;
import io.vastar.api.Session;
import io.vastar.target.TargetServer;

/**
 * Ordinary blocking Java: loops, conditions, exceptions, any library. Each virtual user has a thread of its own, a virtual
 * one on Java 21 and later. Requests of the injected client go over the engine's connections.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample13_BlockingScenario
 * java -jar samples/target/benchmarks.jar Sample13_BlockingScenario -c 2000 -z 10s
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>Summary and percentiles are about iterations, since that is what a user does as a whole; requests and measured parts
 * have rows of their own under "Steps". Handing a request from a thread to the engine and back costs some tens of
 * microseconds, told as "Hand-offs" under "Generator health"; rows of steps do not hold it.
 */
@LoadTest(concurrency = 20, duration = "3s")
class Sample13_BlockingScenario {
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

    @Scenario
    @Weight(3)
    void browse(Http http, Session session) throws RequestFailedException {
        for (int page = 0; page < 3; page++) {
            HttpResponse response =
                    http.get("/json").query("size", 200 + page).named("a page").send();
            session.check("a page is there", response.status() == 200);
        }
    }

    @Scenario
    @Weight(1)
    void order(Http http, Session session) throws Exception {
        String answer = http.post("/echo").json("{\"id\":7}").send().json("/id");
        session.measure("price", () -> Integer.parseInt(answer) * 3);
    }
}
