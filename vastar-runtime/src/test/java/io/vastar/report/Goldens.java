// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.US;
import static io.vastar.report.Results.results;

import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The results whose text is kept in {@code src/test/resources/io/vastar/report}. */
final class Goldens {
    private Goldens() {}

    static Map<String, TrialResult> all() {
        Map<String, TrialResult> all = new LinkedHashMap<>();
        all.put("plain", plain());
        all.put("errors", errors());
        all.put("sse", sse());
        all.put("all-failed", allFailed());
        all.put("one-request", results().ok(1, 312 * US).build());
        all.put("interrupted", interrupted());
        all.put("only-503", results().concurrency(4).code(503, 40, 700 * US).build());
        all.put("open", open());
        all.put("scenario", scenario());
        all.put("blocking", blocking());
        all.put("open-scenario", openScenario());
        all.put("backlog", backlog());
        all.put("secure", secure());
        return all;
    }

    static TrialResult plain() {
        return results()
                .concurrency(50)
                .okFrom(200 * US, 20, 20_000)
                .elapsed(2 * SECOND, 0)
                .rate(2, 10_000, 120.5, 9_900, 10_100)
                .health(0.43, 280 * US, 2, 3 * MS, 212_000)
                .build();
    }

    static TrialResult secure() {
        Map<String, Long> sessions = new TreeMap<>();
        sessions.put("TLSv1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, conscrypt", 3L);
        sessions.put("TLSv1.3 TLS_AES_128_GCM_SHA256, conscrypt", 47L);
        return results()
                .concurrency(50)
                .okFrom(1 * MS, 10 * US, 900)
                .connections(50, 50, 0, 0)
                .tls(new TrialResult.Tls(Results.histogram(50, 2 * MS), 38, 12, sessions))
                .build();
    }

    static TrialResult errors() {
        return results()
                .concurrency(10)
                .okFrom(1 * MS, 10 * US, 900)
                .ok(2, 900 * MS)
                .code(503, 12, 400 * US)
                .code(404, 3, 350 * US)
                .error("timeout", 5, "no response within 2 s")
                .error("reset", 1, "connection reset after \u001b[31m17\r\n of 20 bytes")
                .aborted(2)
                .elapsed(10 * SECOND + 12 * MS, 12 * MS)
                .connections(10, 8, 6, 1)
                .connectFailure("connect-refused", 2, "127.0.0.1:8080 refused the connection")
                .build();
    }

    static TrialResult sse() {
        return results()
                .concurrency(5)
                .firstByteAt(0.1)
                .bodyBytes(52_000)
                .okFrom(20 * MS, 10 * US, 400)
                .count("events", 4_000)
                .build();
    }

    static TrialResult allFailed() {
        return results()
                .concurrency(50)
                .error("connect-refused", 200, "127.0.0.1:9 refused the connection")
                .connectFailure("connect-refused", 250, "127.0.0.1:9 refused the connection")
                .elapsed(40 * MS, 0)
                .build();
    }

    static TrialResult interrupted() {
        return results()
                .request(new RequestSpec(
                        "http://[::1]/a", "POST", List.of(), null, null, null, new byte[0], false, true))
                .concurrency(2)
                .ok(100, 5 * MS)
                .aborted(2)
                .elapsed(3_210 * MS, 0)
                .interrupted()
                .build();
    }

    /** An open model whose target paused, so that arrivals queued and some never started. */
    static TrialResult open() {
        Histogram response = Results.histogram();
        response.recordValueWithCount(400 * US, 9_000);
        response.recordValueWithCount(900 * MS, 600);
        Histogram lateness = Results.histogram();
        lateness.recordValueWithCount(3 * US, 9_000);
        lateness.recordValueWithCount(890 * MS, 600);
        return results()
                .concurrency(50)
                .elapsed(2 * SECOND, 0)
                .ok(9_600, 400 * US)
                .detail(new TrialResult.Detail(
                        new TrialResult.Arrivals(
                                10_000, 9_600, 2 * SECOND, 870, 400, 50, 50, lateness, response, Results.histogram()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TrialResult.Discarded(1_000, 1_000, SECOND)))
                .build();
    }

    /** An open model of a scenario in which everything can be seen that a detail has, some of it too long for its place. */
    static TrialResult openScenario() {
        StringBuilder trace =
                new StringBuilder("in step 'browse': java.lang.IllegalStateException: no \u001b[31mtoken");
        for (int frame = 1; frame <= 12; frame++) {
            trace.append("\n\tat com.acme.Checkout.frame").append(frame).append("(Checkout.java)");
        }
        return results()
                .concurrency(50)
                .elapsed(2 * SECOND, 0)
                .ok(3_990, 500 * US)
                .code(503, 10, 500 * US)
                .rejected(25, 0)
                .detail(new TrialResult.Detail(
                        Results.arrivals(2_000, 0, 4, 12, Results.histogram(3_990, 600 * US)),
                        List.of(
                                Results.counted(
                                        Results.responded(Results.row("login", 2_000, 700 * US, 0, 0), 800 * US),
                                        "events",
                                        4_000),
                                Results.responded(
                                        Results.row(
                                                "a mix's scenario of a long name / browse everything", 50, MS, 10, 25),
                                        2 * MS)),
                        List.of(Results.responded(Results.row("shopping", 1_990, 2 * MS, 0, 0), 3 * MS)),
                        List.of(
                                new TrialResult.CheckRow("has a token", 2_000, 0),
                                new TrialResult.CheckRow("the body has every item that the catalogue lists", 1_965, 25),
                                new TrialResult.CheckRow("never seen", 0, 0)),
                        List.of(
                                new TrialResult.ErrorRow("java.lang.IllegalStateException", 3, trace.toString()),
                                new TrialResult.ErrorRow("java.lang.StackOverflowError", 1, "")),
                        new TrialResult.Discarded(1, 2, SECOND)))
                .build();
    }

    /** An open model whose schedule was nearly kept, with a backlog that was growing when the run ended. */
    static TrialResult backlog() {
        return results()
                .concurrency(50)
                .elapsed(2 * SECOND, 0)
                .ok(9_940, 400 * US)
                .detail(Results.scheduled(Results.arrivals(10_000, 60, 60, 50, Results.histogram(9_940, 410 * US))))
                .build();
    }

    /** A scenario whose code may block: a good share of its iterations is the generator's. */
    static TrialResult blocking() {
        return results()
                .concurrency(20)
                .ok(1_000, 200 * US)
                .detail(new TrialResult.Detail(
                        null,
                        List.of(Results.row("a query", 1_000, 120 * US, 0, 0)),
                        List.of(Results.row("orders", 1_000, 200 * US, 0, 0)),
                        List.of(),
                        List.of(),
                        null,
                        Results.handOffs(1_000, 25 * US, 30 * US, 50 * US),
                        null,
                        new TrialResult.Iterations(1_000, 1_000)))
                .build();
    }

    /** A scenario of two steps in a transaction, with checks and a failure of its own code. */
    static TrialResult scenario() {
        return results()
                .concurrency(50)
                .elapsed(2 * SECOND, 0)
                .ok(3_990, 500 * US)
                .code(503, 10, 500 * US)
                .rejected(25, 0)
                .detail(new TrialResult.Detail(
                        null,
                        List.of(
                                Results.row("login", 2_000, 700 * US, 0, 0),
                                Results.row("browseTheWholeCatalogueOfEverything", 1_990, 300 * US, 10, 25)),
                        List.of(
                                Results.row("shopping", 1_990, 2 * MS, 10, 0),
                                Results.row("Checkout", 1_990, 3 * MS, 10, 0)),
                        List.of(
                                new TrialResult.CheckRow("has a token", 2_000, 0),
                                new TrialResult.CheckRow("body has 'items'", 1_965, 25)),
                        List.of(new TrialResult.ErrorRow(
                                "java.lang.NullPointerException",
                                3,
                                "in the reader of step 'login': java.lang.NullPointerException: token\n"
                                        + "\tat com.acme.Checkout.loggedIn(Checkout.java:31)")),
                        null))
                .build();
    }
}
