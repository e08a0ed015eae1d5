// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.api.Http;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;
import io.vastar.api.Session;
import io.vastar.grammar.SloSpec;
import io.vastar.http.HttpProvider;
import io.vastar.lane.NoopProvider;
import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.Expectation;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.TrialResult;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.slo.Verdicts;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.VirtualUser;
import io.vastar.target.TargetServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadedScenarioTest {
    private static final long SECOND = 1_000_000_000L;
    private static TargetServer target;

    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    @BeforeAll
    static void startTarget() {
        target = TargetServer.start();
    }

    @AfterAll
    static void stopTarget() {
        target.close();
    }

    private interface Code {
        void run(Http http, Session session) throws Exception;
    }

    private interface Asynchronous {
        CompletionStage<?> start() throws Exception;
    }

    private ScenarioPlan plan(Kind kind, VirtualUser user) {
        Scenario scenario = new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of("shop", kind);
            }

            @Override
            public VirtualUser newUser() {
                users.incrementAndGet();
                return user;
            }
        };
        return new ScenarioPlan(scenario, "shop", kind, 1, 0, false, List.of(), List.of());
    }

    private ScenarioPlan blocking(Code code) {
        return plan(Kind.BLOCKING, new VirtualUser() {
            @Override
            public void run(Object client, Session session) throws Exception {
                code.run((Http) client, session);
            }

            @Override
            public void tearDown() {
                left.incrementAndGet();
            }
        });
    }

    private TrialResult run(
            String url, LoadModel model, int users, long iterations, long durationNs, ScenarioPlan plan) {
        return run(load(url, model, users, iterations, durationNs, plan));
    }

    private static LoadPlan load(
            String url, LoadModel model, int users, long iterations, long durationNs, ScenarioPlan plan) {
        return new LoadPlan(
                        "test",
                        RequestSpec.get(url),
                        users,
                        iterations,
                        durationNs,
                        SECOND / 2,
                        SECOND,
                        SECOND / 5,
                        new EngineOptions(2, List.of(), IdleMode.AUTO, false))
                .withModel(model)
                .withScenarios(List.of(plan));
    }

    private static TrialResult run(LoadPlan load) {
        try (Engine engine = new Engine(List.of(new HttpProvider(), new NoopProvider()))) {
            return engine.run(load, RunListener.NONE);
        }
    }

    private TrialResult run(int users, long iterations, ScenarioPlan plan) {
        return run(target.url(), LoadModel.closed(users), users, iterations, 0, plan);
    }

    private static TrialResult.Row row(List<TrialResult.Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldRunOrdinaryJavaOverTheEnginesConnections() {
        TrialResult result = run(4, 40, blocking((http, session) -> {
            HttpResponse plain = http.get("/plain").send();
            session.check("plain", plain.status() == 200 && plain.text().startsWith("Hello"));
            for (int i = 0; i < 2; i++) {
                String size = http.post("/echo")
                        .json("{\"size\":" + i + "}")
                        .named("echo")
                        .send()
                        .json("/size");
                session.check("echo", size.equals(Integer.toString(i)));
            }
            session.measure("sum", () -> 1 + 1);
        }));
        assertThat(result.counts().ok()).isEqualTo(120);
        assertThat(result.detail().iterations()).isEqualTo(new TrialResult.Iterations(40, 40));
        assertThat(result.statusCodes()).isEqualTo(Map.of(200, 120L));
        assertThat(row(result.detail().steps(), "GET /plain").counts().ok()).isEqualTo(40);
        assertThat(row(result.detail().steps(), "echo").counts().ok()).isEqualTo(80);
        assertThat(row(result.detail().steps(), "sum").counts().ok()).isEqualTo(40);
        assertThat(row(result.detail().transactions(), "shop").counts().ok()).isEqualTo(40);
        assertThat(result.detail().checks())
                .allSatisfy(check -> assertThat(check.failed()).isZero())
                .hasSize(2);
        assertThat(result.firstByte().getTotalCount()).isEqualTo(120);
        assertThat(result.bytes().out()).isPositive();
        assertThat(result.bytes().body()).isEqualTo(40 * ("Hello, World!".length() + 2 * "{\"size\":0}".length()));
        TrialResult.HandOffs handOffs = result.detail().handOffs();
        assertThat(handOffs.toUser().getTotalCount()).isEqualTo(40 + 120);
        assertThat(handOffs.toAgent().getTotalCount()).isEqualTo(40 + 120);
        assertThat(handOffs.inIteration().getTotalCount()).isEqualTo(40);
        assertThat(result.connections().opened()).isEqualTo(4);
        assertThat(users.get()).isEqualTo(4);
        assertThat(left.get()).isEqualTo(4);
    }

    @Test
    void shouldLogTheRequestsOfBlockingCode() {
        KeptLog log = new KeptLog();
        LoadPlan load = load(target.url(), LoadModel.closed(1), 1, 2, 0, blocking((http, session) -> {
            http.get("/plain").send();
            http.get("/status?code=503").named("broken").send();
        }));
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            engine.run(load, log);
        }
        assertThat(log.lines())
                .containsExactly(
                        "GET /plain 200 OK", "broken 503 UNEXPECTED", "GET /plain 200 OK", "broken 503 UNEXPECTED");
    }

    @Test
    void shouldCountWhatTheCodeThrows() {
        TrialResult result = run(2, 10, blocking((http, session) -> {
            if (session.iteration() % 2 == 1) {
                throw new IllegalStateException("sold out");
            }
        }));
        long thrown = result.counts().codeFailures();
        assertThat(thrown).isPositive();
        assertThat(result.detail().iterations()).isEqualTo(new TrialResult.Iterations(10, 10 - thrown));
        assertThat(result.counts().errorRate()).isEqualTo(1);
        assertThat(result.detail().codeFailures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failure.count()).isEqualTo(thrown);
            assertThat(failure.firstExample()).contains("sold out");
        });
    }

    @Test
    void shouldCountUnexpectedStatusesFailedChecksAndExceptionsAsErrorsOnce() {
        TrialResult result = run(1, 10, blocking((http, session) -> {
            HttpResponse missing = http.get("/status?code=404").send();
            session.check("is there", missing.status() == 200);
            HttpResponse plain = http.get("/plain").send();
            session.check("short", plain.text().length() < 5);
            session.check("hi", plain.text().startsWith("hi"));
            http.get("/plain").send();
            throw new IllegalStateException("after a good response");
        }));
        TrialResult.Counts counts = result.counts();
        assertThat(counts).isEqualTo(new TrialResult.Counts(30, 20, 10, 0, 0, 20, 0));
        assertThat(counts.errors()).isEqualTo(30);
        assertThat(counts.errorRate()).isEqualTo(1);
        assertThat(row(result.detail().steps(), "GET /plain").failedChecks()).isEqualTo(20);
        assertThat(result.detail().iterations()).isEqualTo(new TrialResult.Iterations(10, 0));
        assertThat(Verdicts.of(
                                result,
                                List.of(new Slo(SloSpec.parse("errors<99%").get(0), null)))
                        .get(0)
                        .outcome())
                .isEqualTo(Verdict.Outcome.FAIL);
    }

    @Test
    void shouldNotCountARequestThatFailedASecondTimeForItsException() {
        TrialResult result = run(1, 4, blocking((http, session) -> {
            try {
                http.post("/fault?kind=reset").send();
            } catch (RequestFailedException e) {
                throw new IllegalStateException("no stock", e);
            }
        }));
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(4, 0, 0, 4, 0, 0, 0));
        assertThat(result.detail().codeFailures()).isEmpty();
        assertThat(result.detail().iterations()).isEqualTo(new TrialResult.Iterations(4, 0));
    }

    @Test
    void shouldCountMeasuredPartsAsRequestsWhereTheCodeBringsItsClient() {
        TrialResult result = run("noop:none", LoadModel.closed(1), 1, 10, 0, blocking((http, session) -> {
            session.measure("select", () -> 1);
            int rows = session.measure("count", () -> 0);
            session.check("rows", rows > 0);
            if (session.iteration() % 2 == 1) {
                session.measure("insert", () -> {
                    throw new IllegalStateException("duplicate key");
                });
            }
        }));
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(25, 20, 0, 5, 0, 10, 0));
        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(error.kind()).isEqualTo("call-failed");
            assertThat(error.firstExample()).contains("duplicate key");
        });
        assertThat(result.detail().codeFailures()).isEmpty();
        assertThat(row(result.detail().steps(), "count").failedChecks()).isEqualTo(10);
    }

    @Test
    void shouldCountIterationsAsRequestsWhereTheCodeMeasuresNothing() {
        TrialResult result = run("noop:none", LoadModel.closed(2), 2, 10, 0, blocking((http, session) -> {
            if (session.user() == 1) {
                throw new IllegalStateException("closed");
            }
        }));
        assertThat(result.counts().ok() + result.counts().codeFailures()).isEqualTo(10);
        assertThat(result.counts().codeFailures()).isPositive();
    }

    @Test
    void shouldThrowForRequestsWithoutAResponseAndGoOn() {
        AtomicInteger caught = new AtomicInteger();
        TrialResult result = run(1, 3, blocking((http, session) -> {
            try {
                http.post("/fault?kind=reset").send();
            } catch (RequestFailedException e) {
                caught.incrementAndGet();
                assertThat(e.kind()).isEqualTo("reset");
            }
            http.get("/plain").send();
        }));
        assertThat(caught.get()).isEqualTo(3);
        assertThat(row(result.detail().steps(), "POST /fault").counts().failed())
                .isEqualTo(3);
        assertThat(row(result.detail().steps(), "GET /plain").counts().ok()).isEqualTo(3);
    }

    @Test
    void shouldTimeRequestsOut() {
        TrialResult result = run(1, 1, blocking((http, session) -> {
            try {
                http.get("/fault?kind=stall").named("stalled").send();
            } catch (RequestFailedException e) {
                session.check("timed out", e.kind().equals("timeout"));
            }
        }));
        assertThat(result.detail().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.passed()).isEqualTo(1));
    }

    @Test
    void shouldLeaveIterationsBehindThatDoNotEnd() {
        TrialResult result = run(
                target.url(), LoadModel.closed(3), 3, 0, SECOND / 5, blocking((http, session) -> Thread.sleep(60_000)));
        assertThat(result.detail().iterations().ended()).isZero();
        assertThat(result.counts().started()).isZero();
    }

    @Test
    void shouldEndAnIterationThatStops() {
        TrialResult result = run(1, 2, blocking((http, session) -> {
            session.stop();
            throw new AssertionError("not reached");
        }));
        assertThat(result.detail().iterations()).isEqualTo(new TrialResult.Iterations(2, 2));
    }

    @Test
    void shouldRunIterationsByASchedule() {
        LoadModel open = new LoadModel(
                LoadModel.Kind.OPEN,
                Arrival.CONSTANT,
                List.of(new Stage(200, 200, Long.MAX_VALUE)),
                0,
                0,
                10,
                0,
                0,
                0,
                1);
        TrialResult result = run(
                target.url(),
                open,
                2,
                30,
                0,
                blocking((http, session) -> http.get("/plain").send()));
        assertThat(result.detail().arrivals().started()).isEqualTo(30);
        assertThat(result.detail().arrivals().response().getTotalCount()).isEqualTo(30);
        assertThat(row(result.detail().transactions(), "shop").response().getTotalCount())
                .isEqualTo(30);
        assertThat(users.get()).isEqualTo(30);
    }

    @Test
    void shouldRunWithoutAUrlWhenTheCodeBringsItsClient() {
        TrialResult result = run(
                "noop:none",
                LoadModel.closed(3),
                3,
                30,
                0,
                blocking((http, session) -> session.check("none", session.measure("own", () -> http == null))));
        assertThat(result.counts().ok()).isEqualTo(30);
        assertThat(row(result.detail().steps(), "own").counts().ok()).isEqualTo(30);
    }

    @Test
    void shouldEndAnIterationWithItsStage() {
        Asynchronous code = () -> CompletableFuture.supplyAsync(() -> {
            if (users.incrementAndGet() % 5 == 0) {
                throw new IllegalArgumentException("fifth");
            }
            return 1;
        });
        TrialResult result = run(2, 20, plan(Kind.ASYNCHRONOUS, new VirtualUser() {
            @Override
            public CompletionStage<?> start(Session session) throws Exception {
                return code.start();
            }
        }));
        assertThat(result.detail().iterations().ended()).isEqualTo(20);
        assertThat(result.counts().codeFailures()).isBetween(3L, 5L);
        assertThat(result.counts().ok())
                .as("the code has a client of its own: an iteration counts as a request")
                .isEqualTo(20 - result.counts().codeFailures());
        assertThat(result.detail().handOffs().toUser().getTotalCount()).isEqualTo(20);
        assertThat(result.detail().handOffs().toAgent().getTotalCount()).isEqualTo(20);
        assertThat(result.detail().codeFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo("java.lang.IllegalArgumentException"));
    }

    @Test
    void shouldHoldResponsesAgainstWhatIsExpected() {
        LoadPlan load = load(target.url(), LoadModel.closed(2), 2, 10, 0, blocking((http, session) -> {
                    http.get("/plain").send();
                    http.get("/status?code=404").named("missing").send();
                }))
                .withExpect(new Expectation(new int[] {200}, "Hello".getBytes(), Long.MAX_VALUE));
        TrialResult result = run(load);
        assertThat(result.detail().checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("body has 'Hello'");
            assertThat(check.passed()).isEqualTo(10);
        });
        assertThat(row(result.detail().steps(), "missing").counts().unexpected())
                .isEqualTo(10);
    }

    @Test
    void shouldLeaveTheWarmUpOutOfRowsAndChecks() {
        LoadModel warm = new LoadModel(LoadModel.Kind.CLOSED, Arrival.CONSTANT, List.of(), 0, 0, 2, 0, 0, 20, 1);
        TrialResult result = run(target.url(), warm, 2, 50, 0, blocking((http, session) -> {
            http.get("/plain").send();
            session.check("sent", true);
            session.measure("sum", () -> 1 + 1);
        }));
        assertThat(result.counts().ok()).isEqualTo(30);
        assertThat(row(result.detail().steps(), "GET /plain").counts().ok()).isEqualTo(30);
        assertThat(row(result.detail().steps(), "sum").counts().ok()).isEqualTo(30);
        assertThat(row(result.detail().transactions(), "shop").counts().ok()).isEqualTo(30);
        assertThat(result.detail().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.passed()).isEqualTo(30));
        assertThat(result.detail().hasUserThreads()).isTrue();
        assertThat(result.detail().handOffs().toAgent().getTotalCount()).isEqualTo(60);
        assertThat(result.detail().handOffs().inIteration().getTotalCount()).isEqualTo(30);
    }

    @Test
    void shouldPaceIterations() {
        ScenarioPlan plan = blocking((http, session) -> {});
        ScenarioPlan paced =
                new ScenarioPlan(plan.code(), "shop", Kind.BLOCKING, 1, SECOND / 20, false, List.of(), List.of());
        TrialResult result = run(target.url(), LoadModel.closed(1), 1, 5, 0, paced);
        assertThat(result.elapsedNs()).isGreaterThan(4 * SECOND / 20);
    }

    @Test
    void shouldTearDownUsersOfAnOpenModelAwayFromTheIoThread() {
        LoadModel open = new LoadModel(
                LoadModel.Kind.OPEN,
                Arrival.CONSTANT,
                List.of(new Stage(200, 200, Long.MAX_VALUE)),
                0,
                0,
                10,
                0,
                0,
                0,
                1);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        run(target.url(), open, 2, 20, 0, plan(Kind.BLOCKING, new VirtualUser() {
            @Override
            public void run(Object client, Session session) {}

            @Override
            public void tearDown() {
                left.incrementAndGet();
                threads.add(Thread.currentThread().getName());
            }
        }));
        assertThat(left.get()).isEqualTo(20);
        assertThat(threads).noneMatch(name -> name.startsWith("vastar-io"));
    }
}
