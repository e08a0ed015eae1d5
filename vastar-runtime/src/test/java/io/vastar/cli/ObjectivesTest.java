// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.engine.RunListener.Phase;
import io.vastar.engine.RunListener.Progress;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.VirtualUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake engine answers all requests in 1 ms within one second. */
class ObjectivesTest {
    private final Fakes vastar = new Fakes();

    private void add(LoadTestBuilder definition, Scenario... scenarios) {
        LoadTestDefinition built = definition.build();
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return built;
            }

            @Override
            public List<Scenario> scenarios() {
                return List.of(scenarios);
            }
        });
    }

    private static LoadTestBuilder test(String name) {
        return LoadTestDefinition.named(name).className("a." + name).url("http://h/" + name);
    }

    private static Scenario scenario(StepDefinition step) {
        return new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of("Browse", ScenarioDefinition.Kind.STEPS)
                        .step(step);
            }

            @Override
            public VirtualUser newUser() {
                return new VirtualUser() {};
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "p99<2ms, 0",
        "p99<0.5ms, 3",
        "errors<=0, 0",
        "rps>100, 0",
        "rps>1k, 3",
        "p99.9<2ms, 0",
        "achieved>99%, 0",
        "ttfb.p50<1s, 0",
    })
    void shouldExitWithThreeWhenAnObjectiveIsMissed(String objective, int exitCode) {
        assertThat(vastar.run("http", "--slo", objective, "http://h/")).isEqualTo(exitCode);
        add(test("A").slo(objective).requests(200));
        assertThat(vastar.run("A")).isEqualTo(exitCode);
        if (exitCode == ExitCode.GATE) {
            assertThat(vastar.err()).contains("error: objective missed: " + objective + " (measured ");
        } else {
            assertThat(vastar.err()).doesNotContain("error");
        }
    }

    @Test
    void shouldWarnOfAnInconclusiveObjectiveAndFailItOnlyWhenStrict() {
        String[] plain = {"http", "-n", "50", "--slo", "p99.9<2ms", "http://h/"};
        assertThat(vastar.run(plain)).isEqualTo(ExitCode.OK);
        assertThat(vastar.err())
                .contains("objective p99.9<2ms is inconclusive: 50 samples are too few, it needs 1000; run longer")
                .doesNotContain("error");
        assertThat(vastar.run("http", "--slo-strict", "-n", "50", "--slo", "p99.9<2ms", "http://h/"))
                .isEqualTo(ExitCode.GATE);
        assertThat(vastar.err()).contains("error: objective missed: p99.9<2ms (measured 1.0");
    }

    @Test
    void shouldAcceptTheFormOfTheOriginal() {
        assertThat(vastar.run("http", "--slo-target", "p50=20ms,p95=100", "http://h/"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.run("http", "--slo-target", "p50=0.1ms", "--slo", "errors<1%", "http://h/"))
                .isEqualTo(ExitCode.GATE);
    }

    @Test
    void shouldReplaceTheAnnotationsObjectiveAboutTheSameThingAndAddOthers() {
        add(test("A").slo("p99<${limit:0.1ms}, errors<=0"));
        assertThat(vastar.run()).isEqualTo(ExitCode.GATE);
        assertThat(vastar.run("-P", "limit=2ms")).isEqualTo(ExitCode.OK);
        assertThat(vastar.run("--slo", "p99<=2ms")).isEqualTo(ExitCode.OK);
        assertThat(vastar.run("--slo", "p99<=2ms", "--slo", "rps>1m")).isEqualTo(ExitCode.GATE);
        assertThat(vastar.run("--slo", "p99>0.5ms")).isEqualTo(ExitCode.GATE);
    }

    @Test
    void shouldFindAWrongObjectiveBeforeAnythingRuns() {
        add(test("A"));
        assertThat(vastar.run("--slo", "p99<5")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("error: --slo: 'p99<5' has a time without a unit; write 5ms or 5s");
        add(test("B").slo("p98<1"));
        assertThat(vastar.run()).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("load test 'B', slo: 'p98<1' has a time without a unit");
        assertThat(vastar.runs).isEmpty();
    }

    @Test
    void shouldRefuseForAStepWhatOnlyAWholeRunHas() {
        add(test("A"), scenario(StepDefinition.named("home").slo("iterations>5")));
        assertThat(vastar.run()).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("load test 'A', step 'home', slo: 'iterations>5' is about the whole run");
        assertThat(vastar.runs).isEmpty();
    }

    @Test
    void shouldLeaveObjectivesToTheGatesOfASweep() {
        add(test("A").sweep(SweepDefinition.over("1,2")).slo("p99<0.1ms"));
        assertThat(vastar.run("--slo", "p99<1s")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err())
                .contains("error: --slo judges one run, and load test 'A' sweeps, which has gates instead; add --sweep"
                        + " none");
        assertThat(vastar.sweeps).isEmpty();
        assertThat(vastar.run()).isEqualTo(ExitCode.OK);
        assertThat(vastar.err()).contains("load test 'A' sweeps, so its objectives are not judged");
        assertThat(vastar.run("--sweep", "none")).isEqualTo(ExitCode.GATE);
    }

    @ParameterizedTest
    @CsvSource({"--slo p99<1s", "--slo-target p99=1s", "--slo-strict", "--abort-on-slo", "--junit x.xml"})
    void shouldRefuseTheFlagsForTheSweepCommandWithOneMessage(String flags) {
        String[] arguments = ("sweep " + flags + " http://h/").split(" ");
        assertThat(vastar.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err())
                .contains(
                        "error: " + flags.split(" ")[0] + ": a sweep judges each level by gates, such as --max-errors");
    }

    @Test
    void shouldWriteEachTestAndObjectiveForTheCiServer(@TempDir Path folder) {
        Path file = folder.resolve("junit.xml");
        add(test("A").slo("p99<2ms, rps>1m, achieved>99%"));
        add(test("B"));
        add(test("C").sweep(SweepDefinition.over("1,2")));
        vastar.sweepExit = ExitCode.GATE;
        LoadTestDefinition broken = test("D").build();
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return broken;
            }

            @Override
            public String setUp() {
                throw new IllegalStateException("no <database>");
            }
        });
        assertThat(vastar.run("--junit", file.toString())).isEqualTo(ExitCode.INTERNAL);
        assertThat(vastar.written.get(file))
                .contains("<testsuite name=\"A\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"1.000\">")
                .contains("message=\"rps&gt;1m missed: measured 100.0")
                .contains("<testsuite name=\"B\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\"")
                .contains("<testcase classname=\"B\" name=\"responds\" time=\"1.000\">")
                .contains("<testsuite name=\"C\" tests=\"1\" failures=\"1\" errors=\"0\"")
                .contains("message=\"no level passed\"")
                .contains("<testsuite name=\"D\" tests=\"1\" failures=\"0\" errors=\"1\"")
                .contains("no &lt;database&gt;");
    }

    @Test
    void shouldTellTheCiServerThatNothingRespondsBesideTheObjectives(@TempDir Path folder) {
        Path file = folder.resolve("junit.xml");
        vastar.engine = plan -> Fakes.result(plan, 0, 0, 200);
        assertThat(vastar.run("http", "--slo", "p99<1s", "--junit", file.toString(), "http://h/"))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(vastar.written.get(file))
                .contains("tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"1\"")
                .contains("name=\"responds\"", "no request to http://h/ succeeded");
    }

    @Test
    void shouldCheckTheJunitFileBeforeTheRun(@TempDir Path folder) {
        assertThat(vastar.run("http", "--junit", "/none/x.xml", "http://h/")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("there is no folder '/none'");
        String same = folder.resolve("x").toString();
        assertThat(vastar.run("http", "--junit", same, "--json-path", same, "http://h/"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("--junit and --json-path name the same file");
        assertThat(vastar.runs).isEmpty();
    }

    private static Progress progress(long elapsedMs, long responses, long failed) {
        return new Progress(Phase.MEASURE, elapsedMs * 1_000_000, responses + failed, responses, 0, failed, 0);
    }

    private static TrialResult cut(LoadPlan plan) {
        TrialResult whole = Fakes.result(plan, 50, 0, 50);
        return new TrialResult(
                whole.name(),
                whole.request(),
                whole.concurrency(),
                whole.protocol(),
                whole.startedEpochMs(),
                whole.elapsedNs(),
                whole.drainNs(),
                whole.counts(),
                whole.bytes(),
                whole.service(),
                whole.unexpected(),
                whole.firstByte(),
                whole.phases(),
                whole.statusCodes(),
                whole.unexpectedCodes(),
                whole.errors(),
                whole.connections(),
                whole.protocolCounts(),
                whole.rate(),
                whole.health(),
                true,
                TrialResult.Detail.NONE,
                TrialResult.Course.UNKNOWN);
    }

    @Test
    void shouldEndARunWhoseObjectiveCannotBeMetAnyMore() {
        vastar.engine = ObjectivesTest::cut;
        vastar.course.add(progress(50, 50, 1));
        vastar.course.add(progress(100, 50, 50));
        vastar.course.add(progress(150, 50, 60));
        assertThat(vastar.run("http", "-n", "1000", "--abort-on-slo", "--slo", "errors<2%, p50<1s", "http://h/"))
                .isEqualTo(ExitCode.GATE);
        assertThat(vastar.ended).isTrue();
        assertThat(vastar.stopped).isFalse();
        assertThat(vastar.err())
                .contains(
                        "run ended early: objective errors<2% cannot be met any more: 50 requests have failed already,"
                                + " of 1000 in all")
                .contains("error: objective missed: errors<2% (measured 50")
                .contains("objective p50<1s is inconclusive: the run was ended early");
    }

    @Test
    void shouldGoOnWithTheNextLoadTestAfterOneWasEnded() {
        add(test("A").slo("errors<=0"));
        add(test("B"));
        vastar.course.add(progress(50, 50, 1));
        vastar.engine = plan -> plan.name().equals("A") ? cut(plan) : Fakes.result(plan, 9, 0, 0);
        assertThat(vastar.run("--abort-on-slo")).isEqualTo(ExitCode.GATE);
        assertThat(vastar.runs).extracting(LoadPlan::name).containsExactly("A", "B");
        assertThat(vastar.err()).contains("1 request has failed, and none may");
    }

    @Test
    void shouldNotEndARunUnasked() {
        vastar.course.add(progress(50, 50, 1));
        assertThat(vastar.run("http", "--slo", "errors<=0", "http://h/")).isEqualTo(ExitCode.OK);
        assertThat(vastar.ended).isFalse();
        assertThat(vastar.run("http", "--abort-on-slo", "http://h/")).isEqualTo(ExitCode.OK);
        assertThat(vastar.err()).contains("--abort-on-slo has nothing to watch");
    }

    @Test
    void shouldExitAsInterruptedWhenTheUserWas() {
        vastar.engine = ObjectivesTest::cut;
        assertThat(vastar.run("http", "--slo", "errors<1%", "http://h/")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(vastar.err()).doesNotContain("missed");
    }
}
