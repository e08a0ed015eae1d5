// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.api.LoadTestSkippedException;
import io.vastar.plan.LoadPlan;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.VirtualUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LoadTestsTest {
    private final Fakes vastar = new Fakes();
    private final List<String> calls = new ArrayList<>();

    private void add(LoadTestBuilder definition, Callable<String> setUp) {
        LoadTestDefinition built = definition.build();
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return built;
            }

            @Override
            public String setUp() throws Exception {
                calls.add("set up " + built.name());
                return setUp.call();
            }

            @Override
            public void tearDown() {
                calls.add("tear down " + built.name());
            }
        });
    }

    private static LoadTestBuilder test(String name) {
        return LoadTestDefinition.named(name).className("a." + name).url("/" + name);
    }

    @Test
    void shouldRunEachTestBetweenItsSetUpAndTearDownAndSumUp() {
        add(test("B"), () -> "http://b:1");
        add(test("A"), () -> "http://a:1");
        assertThat(vastar.run("-n", "10")).isEqualTo(ExitCode.OK);
        assertThat(calls).containsExactly("set up A", "tear down A", "set up B", "tear down B");
        assertThat(vastar.runs).extracting(p -> p.request().url()).containsExactly("http://a:1/A", "http://b:1/B");
        assertThat(vastar.out()).isEqualTo("""

                        === A ===
                        text of A

                        === B ===
                        text of B

                        All load tests:
                          load test   c  requests/s  p50 ms  p99 ms  errors
                          A          10        10.0   1.000   1.000   0.00%
                          B          10        10.0   1.000   1.000   0.00%
                        """);
    }

    @Test
    void shouldPrintNothingButTheReportOfALoneTest() {
        add(test("A"), () -> "http://a");
        assertThat(vastar.run()).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("text of A\n");
        assertThat(vastar.err()).contains("# Load: closed model: 50 users, for 10 s");
    }

    @Test
    void shouldFailOnlyTheTestWhoseSetUpFails() {
        add(test("A"), () -> {
            throw new IllegalStateException("no database", new java.io.IOException("refused"));
        });
        add(test("B"), () -> "http://b");
        assertThat(vastar.run()).isEqualTo(ExitCode.INTERNAL);
        assertThat(vastar.err())
                .contains("error: the set-up of 'A' failed: IllegalStateException: no database; caused by IOException:"
                        + " refused")
                .doesNotContain("\tat ");
        assertThat(calls).containsExactly("set up A", "tear down A", "set up B", "tear down B");
        assertThat(vastar.runs).extracting(LoadPlan::name).containsExactly("B");
    }

    @Test
    void shouldSkipATestWhoseSetUpSaysThatItCannotRunHere() {
        add(test("A"), () -> {
            throw new LoadTestSkippedException("no database is installed: apt-get install postgresql");
        });
        add(test("B"), () -> "http://b");
        assertThat(vastar.run("--junit", "junit.xml", "--json-path", "runs.json"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.err())
                .containsOnlyOnce("'A' is skipped: no database is installed: apt-get install postgresql")
                .doesNotContain("error:");
        assertThat(vastar.out()).contains("skipped: no database is installed");
        assertThat(calls).containsExactly("set up A", "tear down A", "set up B", "tear down B");
        assertThat(vastar.written.get(Path.of("junit.xml")))
                .contains("<skipped message=\"skipped: no database is installed: apt-get install postgresql\">");
        assertThat(vastar.written.get(Path.of("runs.json"))).isEqualTo("{\"runs\":[\"B\"]}\n");
    }

    @Test
    void shouldWriteADocumentWithoutRunsWhenAllAreSkipped() {
        add(test("A"), () -> {
            throw new LoadTestSkippedException("no database");
        });
        assertThat(vastar.run("-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("{\"runs\":[]}\n");
    }

    @Test
    void shouldGoOnWhenATargetCannotBeReached() {
        add(test("A"), () -> "http://a");
        add(test("B"), () -> "http://b");
        vastar.engine = plan -> plan.name().equals("A") ? Fakes.unreachable(plan) : Fakes.result(plan, 5, 0, 0);
        assertThat(vastar.run()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(vastar.runs).hasSize(2);
        assertThat(calls).contains("tear down A");
    }

    @Test
    void shouldFindAMistakeInTheLastTestBeforeTheFirstRuns() {
        add(test("A"), () -> "http://a");
        add(test("B").timeout("soon"), () -> "http://b");
        assertThat(vastar.run()).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("load test 'B', timeout: 'soon' is not a duration");
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldStopAfterAnInterruptionAndTearDown() {
        add(test("A"), () -> "http://a");
        add(test("B"), () -> "http://b");
        vastar.engine = plan -> {
            vastar.interruption.request();
            return Fakes.result(plan, 5, 0, 0);
        };
        assertThat(vastar.run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(vastar.stopped).isTrue();
        assertThat(calls).containsExactly("set up A", "tear down A");
        assertThat(vastar.out()).contains("text of A").contains("not run: interrupted");
    }

    @Test
    void shouldInterruptASetUpThatBlocks() {
        add(test("A"), () -> {
            vastar.interruption.request();
            new java.util.concurrent.CountDownLatch(1).await();
            return null;
        });
        assertThat(vastar.run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(vastar.runs).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldSweepTestsThatAskForIt() {
        add(test("A").sweep(SweepDefinition.over("1,2")), () -> "http://a");
        assertThat(vastar.run("-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("{\"sweep\":\"A\"}\n");
        vastar.sweepExit = ExitCode.GATE;
        assertThat(vastar.run()).isEqualTo(ExitCode.GATE);
        assertThat(vastar.run("--sweep", "none")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs).hasSize(1);
    }

    @Test
    void shouldWriteOneDocumentOfRuns() {
        add(test("A"), () -> "http://a");
        add(test("B"), () -> "http://b");
        assertThat(vastar.run("-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("{\"runs\":[\"A\",\"B\"]}\n");
        assertThat(vastar.err()).doesNotContain("#");
    }

    @Test
    void shouldWrapResultsWhereASweepIsAmongOthers() throws Exception {
        add(test("A"), () -> "http://a");
        add(test("B").sweep(SweepDefinition.over("1,2")), () -> "http://b");
        add(test("C"), () -> {
            throw new IllegalStateException("\"quoted\"");
        });
        assertThat(vastar.run("-o", "json")).isEqualTo(ExitCode.INTERNAL);
        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(vastar.out());
        assertThat(json.at("/schema_version").asText()).isEqualTo("1.0");
        assertThat(json.at("/load_tests/0/kind").asText()).isEqualTo("run");
        assertThat(json.at("/load_tests/1/result/sweep").asText()).isEqualTo("B");
        assertThat(json.at("/load_tests/2/kind").asText()).isEqualTo("none");
        assertThat(json.at("/load_tests/2/problem").asText()).contains("\"quoted\"");
        assertThat(json.at("/load_tests/2/exit_code").asInt()).isEqualTo(1);
    }

    @Test
    void shouldWriteRunsInOtherForms() {
        add(test("A"), () -> "http://a");
        add(test("B"), () -> "http://b");
        assertThat(vastar.run("-o", "csv")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("csv of A, B\n");
        assertThat(vastar.run("-o", "wrk")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("2 load tests are selected (A, B); name one of them");
        assertThat(vastar.run("-o", "vegeta-json", "B")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).endsWith("vegeta-json of B\n");
        assertThat(vastar.run("-l", "-o", "csv")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.runs).hasSize(3);
    }

    @Test
    void shouldShowRequestsOnlyOfRuns() {
        add(test("A"), () -> "http://a");
        add(test("B").sweep(SweepDefinition.over("1,2")), () -> "http://b");
        assertThat(vastar.run("--log", "a.csv")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("load test 'B' sweeps; add --sweep none to make one run of it");
        assertThat(vastar.run("--debug", "--sweep", "none")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("--debug looks at one load test, and 2 are selected (A, B)");
        assertThat(vastar.run("--debug", "A", "-c", "50", "-z", "10s")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs).singleElement().satisfies(plan -> {
            assertThat(plan.concurrency()).isEqualTo(1);
            assertThat(plan.requests()).isEqualTo(1);
            assertThat(plan.durationNs()).isZero();
        });
        assertThat(vastar.out()).startsWith("GET http://a/A\n");
    }

    @Test
    void shouldListWithoutRunning() {
        add(test("Fx").method("POST").url("http://h/fx"), () -> null);
        add(test("Long").sweep(SweepDefinition.over("auto")).url(""), () -> null);
        assertThat(vastar.run("-l")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("Fx    POST http://h/fx\nLong  GET (base URL of @Setup)  (sweep auto)\n");
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldRefuseAParameterThatNoTestHas() {
        add(test("A").url("http://h/${size:1}"), () -> null);
        assertThat(vastar.run("-P", "sise=2")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err())
                .contains("-P sise: no selected load test has the placeholder ${sise}; did you mean 'size'?");
        assertThat(vastar.run("-P", "size=2")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(0).request().url()).isEqualTo("http://h/2");
        assertThat(vastar.run("--set", "size=3")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(1).request().url()).isEqualTo("http://h/3");
    }

    @Test
    void shouldReportATearDownThatFailsAndKeepTheResult() {
        LoadTestDefinition definition = test("A").url("http://h/").build();
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return definition;
            }

            @Override
            public void tearDown() {
                throw new IllegalStateException("stuck");
            }
        });
        assertThat(vastar.run()).isEqualTo(ExitCode.INTERNAL);
        assertThat(vastar.out()).isEqualTo("text of A\n");
        assertThat(vastar.err()).contains("error: the tear-down of 'A' failed: IllegalStateException: stuck");
    }

    @Test
    void shouldReplaceTheArrivalsOfALoadTest() {
        add(test("A").rate("${speed:10}/s").duration("3s"), () -> "http://a");
        assertThat(vastar.run("-P", "speed=20")).isEqualTo(ExitCode.OK);
        assertThat(vastar.run("--stages", "5..9 in 2s")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(0).model().stages().get(0).from()).isEqualTo(20);
        assertThat(vastar.runs.get(1).model().isOpen()).isFalse();
        assertThat(vastar.err()).contains("--stages replaces the rate of 'A'");
    }

    @Test
    void shouldNeedNoUrlWhereCodeBringsItsClient() {
        Scenario scenario = new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of("query", ScenarioDefinition.Kind.BLOCKING);
            }

            @Override
            public VirtualUser newUser() {
                return new VirtualUser() {};
            }
        };
        LoadTestDefinition definition =
                LoadTestDefinition.named("A").className("a.A").build();
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return definition;
            }

            @Override
            public List<Scenario> scenarios() {
                return List.of(scenario);
            }
        });
        assertThat(vastar.run()).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(0).request().url()).isEqualTo("noop:none");
    }

    @Test
    void shouldPlanTheScenariosOfALoadTest() {
        LoadTestDefinition definition = test("A").url("http://h/").build();
        ScenarioDefinition scenario = ScenarioDefinition.of("Browse", ScenarioDefinition.Kind.STEPS)
                .step(StepDefinition.named("home").thinkTime("${pause:2s}"));
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return definition;
            }

            @Override
            public List<Scenario> scenarios() {
                return List.of(new Scenario() {
                    @Override
                    public ScenarioDefinition definition() {
                        return scenario;
                    }

                    @Override
                    public VirtualUser newUser() {
                        return new VirtualUser() {};
                    }
                });
            }
        });
        assertThat(vastar.run("-P", "pause=1s")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs
                        .get(0)
                        .scenarios()
                        .get(0)
                        .steps()
                        .get(0)
                        .thinkTime()
                        .minNs())
                .isEqualTo(1_000_000_000L);
        assertThat(vastar.run("-P", "pause=soon")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err())
                .contains("load test 'A', scenario 'Browse', step 'home', think time: 'soon' is not a think time");
        assertThat(vastar.runs).hasSize(1);
        scenario.feeder(FeederDefinition.of("A.user", "users.csv"));
        assertThat(vastar.run()).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("A.user");
    }
}
