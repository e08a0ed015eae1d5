// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.Session;
import io.vastar.http.HttpProvider;
import io.vastar.pace.Stage;
import io.vastar.pace.ThinkTime;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.Expectation;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadModel.Kind;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.plan.ScenarioPlan.Step;
import io.vastar.record.Delays;
import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import io.vastar.run.NoSuccess;
import io.vastar.spi.Feed;
import io.vastar.spi.Feeds;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.VirtualUser;
import io.vastar.target.TargetServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static TargetServer target;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    @BeforeAll
    static void startTarget() throws Exception {
        target = TargetServer.start();
    }

    @AfterAll
    static void stopTarget() {
        target.close();
    }

    /** What a generated user does; a test overrides the parts that it is about. */
    private abstract class User implements VirtualUser {
        User() {
            users.incrementAndGet();
        }

        @Override
        public void compose(int step, Object request, Session session) throws Exception {
            ((HttpRequest) request).get(step == 0 ? "/plain" : "/json?size=100");
        }

        @Override
        public void read(int step, Object response, Session session) throws Exception {}

        @Override
        public void tearDown() {
            left.incrementAndGet();
        }
    }

    private interface Users {
        VirtualUser create();
    }

    private static Step step(String name, String transaction, ThinkTime pause, boolean reads, Expectation expect) {
        return new Step(name, name, transaction, pause, reads, expect);
    }

    private static final List<Step> TWO =
            List.of(step("first", "both", null, true, null), step("second", "both", null, true, null));

    private ScenarioPlan scenario(String name, int weight, List<Step> steps, List<Feed> feeds, Users users) {
        Scenario code = new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of(name, ScenarioDefinition.Kind.STEPS);
            }

            @Override
            public VirtualUser newUser() {
                return users.create();
            }
        };
        return new ScenarioPlan(code, name, ScenarioDefinition.Kind.STEPS, weight, 0, false, steps, feeds);
    }

    private TrialResult run(int concurrency, long iterations, ScenarioPlan... scenarios) {
        return run(LoadModel.closed(concurrency), concurrency, iterations, 0, scenarios);
    }

    private TrialResult run(
            LoadModel model, int concurrency, long iterations, long durationNs, ScenarioPlan... scenarios) {
        LoadPlan plan = new LoadPlan(
                        "test",
                        RequestSpec.get(target.url()),
                        concurrency,
                        iterations,
                        durationNs,
                        5_000_000_000L,
                        5_000_000_000L,
                        2_000_000_000L,
                        new EngineOptions(2, List.of(), IdleMode.AUTO, false))
                .withModel(model)
                .withScenarios(List.of(scenarios));
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static TrialResult.Row row(List<TrialResult.Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldTakeEachUserThroughItsStepsInOrder() {
        TrialResult result = run(1, 5, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void read(int step, Object response, Session session) {
                HttpResponse answer = (HttpResponse) response;
                seen.add(session.iteration() + "." + step + ":" + answer.status() + ":" + answer.bytes().length);
            }
        }));
        assertThat(seen).startsWith("0.0:200:13", "0.1:200:100", "1.0:200:13").hasSize(10);
        assertThat(result.counts().ok()).isEqualTo(10);
        assertThat(row(result.detail().steps(), "first").counts().ok()).isEqualTo(5);
        assertThat(row(result.detail().steps(), "second").counts().ok()).isEqualTo(5);
        assertThat(row(result.detail().transactions(), "both").counts().ok()).isEqualTo(5);
        assertThat(row(result.detail().transactions(), "shop").counts().ok()).isEqualTo(5);
        assertThat(users.get()).isEqualTo(1);
        assertThat(left.get()).isEqualTo(1);
    }

    @Test
    void shouldLogTheRequestsOfEachStep() {
        KeptLog log = new KeptLog();
        LoadPlan plan = new LoadPlan(
                        "test",
                        RequestSpec.get(target.url()),
                        1,
                        3,
                        0,
                        5_000_000_000L,
                        5_000_000_000L,
                        2_000_000_000L,
                        new EngineOptions(1, List.of(), IdleMode.AUTO, true))
                .withScenarios(List.of(scenario("shop", 1, TWO, List.of(), () -> new User() {
                    @Override
                    public void read(int step, Object response, Session session) {
                        session.check("first", step == 0);
                    }
                })))
                .withModel(new LoadModel(Kind.CLOSED, Arrival.CONSTANT, List.of(), 0, 0, 1, 0, 0, 1, 1));
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            engine.run(plan, log);
        }
        assertThat(log.lines())
                .containsExactly("first 200 OK", "second 200 CHECK_FAILED", "first 200 OK", "second 200 CHECK_FAILED");
    }

    @Test
    void shouldMakeANewUserForEachArrival() {
        LoadModel open = new LoadModel(
                Kind.OPEN, Arrival.CONSTANT, List.of(new Stage(200, 200, Long.MAX_VALUE)), 0, 0, 20, 0, 0, 0, 1);
        TrialResult result = run(open, 4, 40, 0, scenario("shop", 1, TWO, List.of(), () -> new User() {}));
        assertThat(users.get()).isEqualTo(40);
        assertThat(left.get()).isEqualTo(40);
        assertThat(result.detail().arrivals().started()).isEqualTo(40);
        assertThat(result.detail().arrivals().response().getTotalCount()).isEqualTo(80);
    }

    @Test
    void shouldFollowWhatTheCodeChooses() {
        run(1, 1, scenario("shop", 1, TWO, List.of(), () -> new User() {
            private int repeats;

            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                seen.add("compose " + step);
                super.compose(step, request, session);
            }

            @Override
            public void read(int step, Object response, Session session) {
                if (step == 0 && repeats++ < 2) {
                    session.repeat();
                } else if (step == 1 && repeats++ < 4) {
                    session.next("first");
                }
            }
        }));
        assertThat(seen).containsExactly("compose 0", "compose 0", "compose 0", "compose 1", "compose 0", "compose 1");
    }

    @Test
    void shouldSkipAndStop() {
        TrialResult result = run(1, 6, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                super.compose(step, request, session);
                if (session.iteration() % 2 == 0 && step == 0) {
                    session.skip();
                } else if (step == 1 && session.iteration() % 3 == 0) {
                    session.stop();
                }
            }
        }));
        assertThat(row(result.detail().steps(), "first").counts().ok()).isEqualTo(3);
        assertThat(row(result.detail().steps(), "second").counts().ok()).isEqualTo(4);
        assertThat(row(result.detail().transactions(), "shop").counts().started())
                .isEqualTo(6);
    }

    @Test
    void shouldCountWhatTheCodeThrowsAndGoOn() {
        TrialResult result = run(2, 20, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                super.compose(step, request, session);
                if (step == 1 && session.iteration() % 2 == 0) {
                    throw new IllegalStateException("no item");
                }
            }
        }));
        assertThat(result.detail().codeFailures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failure.firstExample()).contains("step 'second'", "no item", "ScenarioTest");
        });
        assertThat(row(result.detail().transactions(), "shop").counts().started())
                .isEqualTo(20);
        assertThat(row(result.detail().transactions(), "shop").counts().unexpected())
                .isEqualTo(result.detail().codeFailures().get(0).count());
    }

    @Test
    void shouldCountChecksAndExpectations() {
        List<Step> steps = List.of(
                step("first", null, null, true, new Expectation(new int[] {200}, "Hello".getBytes(), 5)),
                step("second", null, null, false, new Expectation(new int[] {404}, null, Long.MAX_VALUE)));
        TrialResult result = run(2, 10, scenario("shop", 1, steps, List.of(), () -> new User() {
            @Override
            public void read(int step, Object response, Session session) {
                ((HttpResponse) response).check("even", session.iteration() % 2 == 0);
            }
        }));
        assertThat(result.detail().checks())
                .anySatisfy(check -> {
                    assertThat(check.name()).isEqualTo("even");
                    assertThat(check.passed() + check.failed()).isEqualTo(10);
                })
                .anySatisfy(check -> {
                    assertThat(check.name()).isEqualTo("body has 'Hello'");
                    assertThat(check.passed()).isEqualTo(10);
                })
                .anySatisfy(check -> {
                    assertThat(check.name()).isEqualTo("body of at most 5 bytes");
                    assertThat(check.failed()).isEqualTo(10);
                });
        assertThat(row(result.detail().steps(), "second").counts().unexpected()).isEqualTo(10);
        assertThat(row(result.detail().steps(), "first").failedChecks()).isEqualTo(10);
    }

    @Test
    void shouldThinkBetweenSteps() {
        ThinkTime pause = new ThinkTime(ThinkTime.Kind.FIXED, 20_000_000, 20_000_000);
        List<Step> steps = List.of(step("first", null, pause, false, null), step("second", null, null, false, null));
        TrialResult result = run(1, 3, scenario("shop", 1, steps, List.of(), () -> new User() {}));
        assertThat(result.elapsedNs()).isGreaterThan(60_000_000);
        assertThat(result.counts().ok()).isEqualTo(6);
    }

    @Test
    void shouldEndWhenTheDataEnds() {
        AtomicInteger records = new AtomicInteger();
        Feed feed = user -> records.get() < 7 ? "record " + records.incrementAndGet() : null;
        TrialResult result = run(2, 1_000, scenario("shop", 1, TWO, List.of(feed), () -> new User() {
            @Override
            public boolean begin(Feeds feeds) {
                Object next = feeds.next(0);
                seen.add(String.valueOf(next));
                return next != null;
            }
        }));
        assertThat(result.counts().ok()).isEqualTo(14);
        assertThat(seen).contains("record 7");
    }

    @Test
    void shouldMixScenariosByTheirWeights() {
        TrialResult result = run(
                10,
                100,
                scenario("browse", 4, List.of(step("a", null, null, false, null)), List.of(), () -> new User() {}),
                scenario("buy", 1, List.of(step("b", null, null, false, null)), List.of(), () -> new User() {}));
        assertThat(users.get()).isEqualTo(10);
        assertThat(row(result.detail().transactions(), "browse").counts().ok()
                        + row(result.detail().transactions(), "buy").counts().ok())
                .isEqualTo(100);
        assertThat(row(result.detail().steps(), "b").counts().ok()).isPositive();
    }

    @Test
    void shouldNameAStepThatBlocksTheThread() {
        TrialResult result = run(1, 40, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                super.compose(step, request, session);
                if (step == 1 && session.iteration() == 39) {
                    Thread.sleep(30);
                }
            }
        }));
        assertThat(result.detail().codeFailures()).isEmpty();
        Delays delays = result.health().delays();
        assertThat(delays.code().mostIn()).isEqualTo("step 'second'");
        assertThat(delays.code().heldShare()).isBetween(0.05, 1.0);
        assertThat(delays.longestCodeNs()).isGreaterThanOrEqualTo(25_000_000);
        assertThat(delays.longTurns()).isPositive();
        assertThat(GeneratorBound.holds(result)).isTrue();
    }

    @Test
    void shouldEndAnIterationWhoseExchangeFailed() {
        List<Step> steps = List.of(step("first", null, null, false, null), step("second", null, null, false, null));
        TrialResult result = run(1, 4, scenario("shop", 1, steps, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) {
                ((HttpRequest) request).get(step == 0 ? "/fault?kind=reset" : "/plain");
            }
        }));
        assertThat(row(result.detail().steps(), "first").counts().failed()).isEqualTo(4);
        assertThat(row(result.detail().steps(), "second").counts().started()).isZero();
        assertThat(row(result.detail().transactions(), "shop").counts().unexpected())
                .isEqualTo(4);
    }

    private static LoadModel open(double perSec, long warmUpIterations) {
        return new LoadModel(
                Kind.OPEN,
                Arrival.CONSTANT,
                List.of(new Stage(perSec, perSec, Long.MAX_VALUE)),
                0,
                0,
                20,
                0,
                0,
                warmUpIterations,
                1);
    }

    @Test
    void shouldNumberTheUsersOfAnOpenModelAndLetEachLeave() {
        List<Step> one = List.of(step("a", null, null, false, null));
        Users counted = () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                super.compose(step, request, session);
                seen.add("user " + session.user());
            }
        };
        run(
                open(500, 0),
                4,
                60,
                0,
                scenario("x", 1, one, List.of(), counted),
                scenario("y", 2, one, List.of(), counted));
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
        assertThat(users.get()).isEqualTo(60);
        assertThat(left.get()).isEqualTo(60);
    }

    @Test
    void shouldLeaveTheWarmUpOutOfChecks() {
        List<Step> steps = List.of(step("a", null, null, true, new Expectation(new int[0], "Hello".getBytes(), 5)));
        TrialResult result = run(open(500, 30), 4, 50, 0, scenario("x", 1, steps, List.of(), () -> new User() {
            @Override
            public void read(int step, Object response, Session session) {
                ((HttpResponse) response).check("read", true);
                session.check("asked", true);
            }
        }));
        assertThat(result.detail().checks())
                .hasSize(4)
                .allSatisfy(check -> assertThat(check.passed() + check.failed())
                        .as(check.name())
                        .isEqualTo(20));
        assertThat(row(result.detail().transactions(), "x").counts().started()).isEqualTo(20);
        assertThat(result.detail().discarded().iterations()).isEqualTo(30);
    }

    @Test
    void shouldWarmUpWithUsersOfItsOwn() {
        LoadPlan plan = new LoadPlan(
                        "test",
                        RequestSpec.get(target.url()),
                        3,
                        9,
                        0,
                        5_000_000_000L,
                        5_000_000_000L,
                        2_000_000_000L,
                        new EngineOptions(1, List.of(), IdleMode.AUTO, true))
                .withScenarios(List.of(scenario("shop", 1, TWO, List.of(), () -> new User() {})));
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            TrialResult result = engine.run(plan, RunListener.NONE);
            assertThat(result.health().ceilingPerSec()).isPositive();
            assertThat(result.counts().ok()).isEqualTo(18);
            assertThat(result.detail().steps()).hasSize(2);
        }
        assertThat(users.get()).isEqualTo(3);
    }

    @Test
    void shouldCountCodeThatThrowsBeforeItSendsAsAnError() {
        TrialResult result = run(2, 10, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) {
                throw new IllegalStateException("no item");
            }
        }));
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(0, 0, 0, 0, 0, 0, 10));
        assertThat(result.counts().errorRate()).isEqualTo(1);
        assertThat(result.detail().iterations()).isEqualTo(new TrialResult.Iterations(10, 0));
        assertThat(NoSuccess.reason(result))
                .startsWith("no request was sent, because the load test's own code failed: 10 ×"
                        + " java.lang.IllegalStateException (in step 'first': java.lang.IllegalStateException: no item"
                        + " at io.vastar.engine.ScenarioTest");
    }

    @Test
    void shouldCountAResponseWhoseReaderThrowsAsAnError() {
        TrialResult result = run(2, 10, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void read(int step, Object response, Session session) {
                session.check("never", false);
                throw new IllegalStateException("no token");
            }
        }));
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(10, 10, 0, 0, 0, 10, 0));
        assertThat(result.counts().errorRate()).isEqualTo(1);
        assertThat(result.detail().steps().get(0).failedChecks()).isEqualTo(10);
        assertThat(NoSuccess.reason(result)).startsWith("no response passed the load test's own code: 10 ×");
    }

    @Test
    void shouldCountAFailedCheckOfAStepThatSendsNothing() {
        TrialResult result = run(1, 10, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) {
                session.check("in stock", false);
                session.stop();
            }
        }));
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(0, 0, 0, 0, 0, 0, 10));
        assertThat(NoSuccess.reason(result)).contains("failed a check");
    }

    @Test
    void shouldTellServiceFromResponseTimeOfTransactionsAndIterations() {
        LoadModel open = new LoadModel(
                Kind.OPEN, Arrival.CONSTANT, List.of(new Stage(500, 500, Long.MAX_VALUE)), 0, 0, 1, 0, 0, 0, 1);
        TrialResult result = run(open, 1, 20, 0, scenario("shop", 1, TWO, List.of(), () -> new User() {
            @Override
            public void compose(int step, Object request, Session session) {
                ((HttpRequest) request).get("/delay?ms=5");
            }
        }));
        assertThat(result.detail().transactions()).hasSize(2).allSatisfy(row -> {
            assertThat(row.service().getTotalCount()).isEqualTo(20);
            assertThat(row.response().getTotalCount()).isEqualTo(20);
            // one user at a time takes 10 ms, and 500/s are due: the last waits for all others
            assertThat(row.response().getMaxValue())
                    .isGreaterThan(2 * row.service().getMinValue());
            assertThat(row.service().getMinValue())
                    .isBetween(10_000_000L, row.response().getMaxValue() / 2);
        });
    }
}
