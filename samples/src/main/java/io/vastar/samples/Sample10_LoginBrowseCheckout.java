// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.Expect;
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.OnResponse;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Step;
import io.vastar.annotations.TearDown;
import io.vastar.annotations.ThinkTime;
import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.Session;
import io.vastar.target.TargetServer;

/**
 * Virtual users that log in, browse and check out. Each user is an instance of this class, and its fields are the user's
 * session; a step composes a request, and what comes after it reads the response.
 *
 * <p>Steps run on the I/O thread and must not block: no sleep, no other client, no lock. A pause is a {@code @ThinkTime}.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample10_LoginBrowseCheckout
 * java -jar samples/target/benchmarks.jar Sample10_LoginBrowseCheckout -c 500 -z 30s
 * java -jar samples/target/benchmarks.jar Sample10_LoginBrowseCheckout --rate 200/s -z 10s
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>A row for each step and one for each whole visit. One visit in four buys nothing, so checkout has fewer requests
 * than browse.
 */
@LoadTest(concurrency = 20, duration = "3s", keepCookies = true)
class Sample10_LoginBrowseCheckout {
    private static TargetServer target;

    private String token;
    private int items;

    @Setup
    static String startTarget() {
        target = TargetServer.start();
        return target.url();
    }

    @TearDown
    static void stopTarget() {
        target.close();
    }

    @Step(1)
    void login(HttpRequest request, Session session) {
        request.post("/echo").json("{\"token\":\"user-" + session.user() + "\"}");
    }

    @OnResponse("login")
    void loggedIn(HttpResponse response) {
        token = response.json("/token");
        response.check("has a token", token != null);
    }

    @Step(2)
    @ThinkTime("10ms..30ms")
    @Expect(status = 200)
    void browse(HttpRequest request) {
        request.get("/json").query("size", 500).bearer(token);
    }

    @OnResponse("browse")
    void browsed(HttpResponse response, Session session) {
        items += response.bodyBytes() > 0 ? 1 : 0;
        if (session.iteration() % 4 == 3) {
            session.stop();
        }
    }

    @Step(3)
    void checkout(HttpRequest request) {
        request.post("/echo").bearer(token).form("items", Integer.toString(items));
    }
}
