// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.pace.Stage;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.SweepDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How defaults, annotation and command line come to a load model, and what they must not say together. */
class LoadModelPlanningTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String STAGES = "0/s..100/s in 10s, 100/s for 20s";
    private static final String USERS = "0..200 in 10s, 200 for 20s";

    private final PlanBuilder plans = plans(2_000);

    private static PlanBuilder plans(long files) {
        return new PlanBuilder(
                new PlaceholderValues(Map.of("rate", "7/s"), name -> null, name -> null), new FileLimits(files, 36));
    }

    private static LoadTestBuilder test() {
        return LoadTestDefinition.named("Fx").url("http://h/");
    }

    private Planned planned(LoadTestBuilder test, Given given) {
        return plans.loadTest(test.build(), given.overrides(), null);
    }

    private LoadPlan plan(LoadTestBuilder test, Given given) {
        return planned(test, given).run();
    }

    private void refused(LoadTestBuilder test, Given given, String... parts) {
        assertThatThrownBy(() -> plan(test, given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }

    private static Given given() {
        return new Given();
    }

    /** What the command line says. */
    private static final class Given {
        private Integer concurrency;
        private Long requests;
        private Long durationNs;
        private String rate;
        private String arrival;
        private String stages;
        private Integer burst;
        private Long burstDelayNs;
        private Integer maxConcurrency;
        private String warmUp;
        private Double perUser;
        private Long seed;
        private SweepDefinition sweep;

        private Overrides overrides() {
            return Overrides.NONE
                    .withSweep(sweep)
                    .withLoad(new Overrides.Load(concurrency, requests, durationNs, null, null, null)
                            .withModel(new Overrides.Model(
                                    rate,
                                    arrival,
                                    stages,
                                    burst,
                                    burstDelayNs,
                                    maxConcurrency,
                                    warmUp,
                                    perUser,
                                    seed)));
        }

        private Given c(int value) {
            concurrency = value;
            return this;
        }

        private Given n(long value) {
            requests = value;
            return this;
        }

        private Given z(long seconds) {
            durationNs = seconds * SECOND;
            return this;
        }

        private Given rate(String value) {
            rate = value;
            return this;
        }

        private Given arrival(String value) {
            arrival = value;
            return this;
        }

        private Given stages(String value) {
            stages = value;
            return this;
        }

        private Given burst(Integer count, Long delayNs) {
            burst = count;
            burstDelayNs = delayNs;
            return this;
        }

        private Given max(int value) {
            maxConcurrency = value;
            return this;
        }

        private Given warmUp(String value) {
            warmUp = value;
            return this;
        }

        private Given perUser(double value) {
            perUser = value;
            return this;
        }

        private Given seed(long value) {
            seed = value;
            return this;
        }

        private Given sweep(String levels) {
            sweep = SweepDefinition.over(levels);
            return this;
        }
    }

    @Test
    void shouldBeClosedWhereNobodySaysAnything() {
        LoadPlan plan = plan(test(), given());
        assertThat(plan.model())
                .isEqualTo(new LoadModel(
                        LoadModel.Kind.CLOSED,
                        Arrival.CONSTANT,
                        java.util.List.of(),
                        0,
                        0,
                        50,
                        0,
                        0,
                        0,
                        Defaults.SEED));
        assertThat(plan(test(), given().c(7)).model().maxConcurrency()).isEqualTo(7);
        assertThat(plan(test(), given().c(7).n(3)).model().maxConcurrency()).isEqualTo(3);
    }

    @Test
    void shouldMakeOneStageOfARate() {
        LoadPlan plan = plan(test().rate("${rate}").duration("30s"), given());
        assertThat(plan.model().isOpen()).isTrue();
        assertThat(plan.model().arrival()).isEqualTo(Arrival.CONSTANT);
        assertThat(plan.model().stages()).containsExactly(new Stage(7, 7, 30 * SECOND));
        assertThat(plan.durationNs()).isEqualTo(30 * SECOND);
        assertThat(plan.concurrency()).isEqualTo(50);
        assertThat(plan.model().maxConcurrency()).isEqualTo(1000);
    }

    @Test
    void shouldMakeAStageWithoutEndWhenANumberEndsTheRun() {
        LoadPlan plan = plan(test().rate("9/s"), given().n(20));
        assertThat(plan.model().stages()).containsExactly(new Stage(9, 9, Long.MAX_VALUE));
        assertThat(plan.requests()).isEqualTo(20);
        assertThat(plan.concurrency()).isEqualTo(20);
    }

    @Test
    void shouldRunAUrlWithARateForAsLongAsALoadTest() {
        Overrides overrides = given().rate("9/s").overrides();
        LoadPlan plan = plans.http(overrides.withRequest(overrides.request().withUrl("http://h/")))
                .run();
        assertThat(plan.requests()).isZero();
        assertThat(plan.durationNs()).isEqualTo(10 * SECOND);
    }

    @Test
    void shouldLetStagesSayHowLongTheRunIs() {
        LoadPlan plan = plan(test().stages(STAGES).arrival("poisson"), given());
        assertThat(plan.durationNs()).isEqualTo(30 * SECOND);
        assertThat(plan.requests()).isZero();
        assertThat(plan.model().arrival()).isEqualTo(Arrival.POISSON);
        assertThat(plan.model().stages())
                .containsExactly(new Stage(0, 100, 10 * SECOND), new Stage(100, 100, 20 * SECOND));
    }

    @Test
    void shouldTakeTheMostUsersOfStagesAsTheConcurrency() {
        LoadPlan plan = plan(test().stages(USERS), given());
        assertThat(plan.model().isOpen()).isFalse();
        assertThat(plan.concurrency()).isEqualTo(200);
        assertThat(plan.model().maxConcurrency()).isEqualTo(200);
        assertThat(plan.durationNs()).isEqualTo(30 * SECOND);
        assertThat(plan.model().usersAt(5 * SECOND)).isEqualTo(100);
        refused(test().stages("2000 for 1s"), given(), "load test 'Fx', stages asks for 2000 connections");
    }

    @Test
    void shouldPreferTheCommandLineToTheAnnotation() {
        LoadTestBuilder test = test().rate("5/s")
                .arrival("poisson")
                .maxConcurrency(60)
                .warmUp("1s")
                .seed(4);
        LoadPlan plan = plan(
                test,
                given().rate("8/s").arrival("constant").max(70).warmUp("10").seed(9));
        assertThat(plan.model().stages().get(0).from()).isEqualTo(8);
        assertThat(plan.model().arrival()).isEqualTo(Arrival.CONSTANT);
        assertThat(plan.model().maxConcurrency()).isEqualTo(70);
        assertThat(plan.model().warmUpNs()).isZero();
        assertThat(plan.model().warmUpIterations()).isEqualTo(10);
        assertThat(plan.model().seed()).isEqualTo(9);
        LoadModel annotated = plan(test, given()).model();
        assertThat(annotated.arrival()).isEqualTo(Arrival.POISSON);
        assertThat(annotated.maxConcurrency()).isEqualTo(60);
        assertThat(annotated.warmUpNs()).isEqualTo(SECOND);
        assertThat(annotated.seed()).isEqualTo(4);
    }

    @Test
    void shouldReplaceWhatIsAnnotatedByAnotherModelAndSaySo() {
        assertThat(planned(test().stages(USERS), given().rate("8/s").z(5)).notes())
                .containsExactly("--rate replaces the stages of 'Fx'");
        Planned stages = planned(test().rate("8/s").duration("5s").perUserRate(0), given().stages(USERS));
        assertThat(stages.run().durationNs()).isEqualTo(30 * SECOND);
        assertThat(stages.run().model().isOpen()).isFalse();
        Planned bursts = planned(test().rate("8/s").arrival("poisson"), given().burst(5, SECOND));
        assertThat(bursts.notes()).containsExactly("--burst-rate replaces the rate of 'Fx'");
        assertThat(plan(test().concurrency(9).perUserRate(3), given().rate("8/s"))
                        .model()
                        .perUserPerSec())
                .isZero();
        assertThat(plan(test().rate("1/s").maxConcurrency(9), given().stages(USERS))
                        .model()
                        .maxConcurrency())
                .isEqualTo(200);
        assertThat(plan(test().rate("1/s").arrival("poisson"), given().stages(USERS))
                        .model()
                        .isOpen())
                .isFalse();
    }

    @Test
    void shouldPlanBursts() {
        LoadPlan plan = plan(test().duration("3s"), given().burst(40, SECOND / 2));
        assertThat(plan.model().arrival()).isEqualTo(Arrival.BURST);
        assertThat(plan.model().burst()).isEqualTo(40);
        assertThat(plan.model().burstDelayNs()).isEqualTo(SECOND / 2);
        assertThat(plan.model().stages()).isEmpty();
        assertThat(plan.durationNs()).isEqualTo(3 * SECOND);
    }

    @Test
    void shouldKeepTheMostAtOnceWithinTheFilesOfThisProcess() {
        Planned planned = plans(400).loadTest(test().rate("8/s").build(), Overrides.NONE, null);
        assertThat(planned.run().model().maxConcurrency()).isEqualTo(300);
        assertThat(planned.notes())
                .containsExactly("at most 300 iterations run at once instead of 1000: this process may open 400 files;"
                        + " raise 'ulimit -n' for more");
        assertThat(plan(test().rate("8/s"), given().c(1500)).model().maxConcurrency())
                .isEqualTo(1500);
        refused(test().rate("8/s"), given().max(1901), "--max-concurrency 1901 asks for 1901 connections");
        refused(test().rate("8/s"), given().max(0), "--max-concurrency 0 is out of range; use 1 to 1000000");
    }

    @Test
    void shouldOpenNoMoreConnectionsThanMayBeInUse() {
        assertThat(plan(test().rate("8/s"), given().max(20)).concurrency()).isEqualTo(20);
        Planned planned = planned(test().rate("8/s"), given().max(20).c(30));
        assertThat(planned.run().concurrency()).isEqualTo(20);
        assertThat(planned.notes())
                .containsExactly("-c 30 is more than the 20 iterations that may run at once, so 20 connections are"
                        + " opened beforehand");
    }

    @Test
    void shouldRefuseARateBesideStages() {
        refused(test(), given().rate("1/s").stages(STAGES), "--rate and --stages exclude each other");
        refused(test().rate("1/s").stages(STAGES), given(), "load test 'Fx': rate and stages exclude each other");
    }

    @Test
    void shouldRefuseToSayHowLongOrHowManyBesideStages() {
        refused(test(), given().stages(STAGES).n(5), "--stages and -n exclude each other: stages say how long");
        refused(test(), given().stages(USERS).z(5), "--stages and -z exclude each other");
        refused(test(), given().stages(USERS).c(5), "-c and --stages exclude each other: these stages say how many");
        refused(test().stages(STAGES).duration("5s"), given(), "load test 'Fx', stages and duration exclude each");
        refused(test().stages(STAGES).requests(5), given(), "load test 'Fx', stages and requests exclude each");
        refused(test().stages(STAGES), given().z(5), "and -z exclude", "or replace the stages with --rate");
        refused(test().stages(USERS), given().c(5), "-c and load test 'Fx', stages exclude each other");
        refused(test().stages(USERS).concurrency(5), given(), "concurrency and stages of users exclude each other");
        assertThat(plan(test().stages(STAGES), given().c(5)).concurrency()).isEqualTo(5);
        assertThat(plan(test().concurrency(5).requests(8), given().stages(USERS))
                        .concurrency())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatBelongsToARateWhereThereIsNone() {
        refused(
                test(),
                given().arrival("poisson"),
                "--arrival 'poisson' says how the arrivals of a rate are spread",
                "there is no rate; add --rate");
        refused(test().arrival("poisson"), given(), "load test 'Fx', arrival 'poisson'");
        refused(test().stages(USERS), given().arrival("poisson"), "are of users, who start their next iteration");
        refused(test(), given().max(5), "--max-concurrency 5 limits the iterations of a rate, and there is no rate");
        refused(test().maxConcurrency(5), given(), "load test 'Fx', maxConcurrency 5 limits");
        refused(test().stages(USERS).maxConcurrency(5), given(), "maxConcurrency 5 limits");
    }

    @Test
    void shouldRefuseALimitOfEachUserBesideARate() {
        refused(test(), given().rate("1/s").perUser(5), "-q 5.0 and --rate exclude each other: -q limits each user");
        refused(test().rate("1/s"), given().perUser(5), "-q 5.0 and load test 'Fx', rate exclude each other");
        refused(test().rate("1/s").perUserRate(5), given(), "load test 'Fx', perUserRate 5.0 and");
        refused(test(), given().perUser(-1), "-q -1.0 is out of range");
        refused(test(), given().perUser(Double.NaN), "-q NaN is out of range");
        assertThat(plan(test().perUserRate(5), given()).model().perUserPerSec()).isEqualTo(5);
        assertThat(plan(test().perUserRate(5), given().perUser(0)).model().perUserPerSec())
                .isZero();
        assertThat(plan(test().stages(USERS), given().perUser(2)).model().perUserPerSec())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseHalfABurstAndBurstsBesideARate() {
        refused(test(), given().burst(5, null), "bursts need both", "add --burst-delay");
        refused(test(), given().burst(null, SECOND), "bursts need both", "add --burst-rate");
        refused(test(), given().burst(0, SECOND), "--burst-rate 0 would send nothing");
        refused(test(), given().burst(5, 0L), "--burst-delay 0 would send all bursts at once");
        refused(test(), given().burst(5, SECOND).rate("1/s"), "--burst-rate and --rate exclude each other");
        refused(test(), given().burst(5, SECOND).stages(STAGES), "--burst-rate and --stages exclude each other");
        refused(test(), given().burst(5, SECOND).arrival("poisson"), "--burst-rate and --arrival exclude each");
        refused(test(), given().burst(5, SECOND).perUser(1), "-q 1.0 and --burst-rate exclude each other");
    }

    @Test
    void shouldRefuseAWarmUpThatDiscardsTheWholeRun() {
        refused(test(), given().warmUp("10s"), "--warmup: '10s' would discard the whole run (10 s)");
        refused(test(), given().warmUp("20").n(20), "'20' would discard the whole run (n=20)");
        refused(test().warmUp("30s").stages(STAGES), given(), "load test 'Fx', warmUp: '30s' would discard");
        refused(test().warmUp("soon"), given(), "load test 'Fx', warmUp: 'soon' is no warm-up");
        assertThat(plan(test(), given().warmUp("0s")).model().warmUpNs()).isZero();
        assertThat(plan(test(), given().warmUp("9.9s")).model().warmUpNs()).isEqualTo(9_900_000_000L);
        assertThat(plan(test(), given().warmUp("5s").n(20)).model().warmUpNs()).isEqualTo(5 * SECOND);
        assertThat(plan(test(), given().warmUp("19").n(20)).model().warmUpIterations())
                .isEqualTo(19);
    }

    @Test
    void shouldSayWhereAWrongTextStands() {
        refused(test().rate("fast"), given(), "load test 'Fx', rate: 'fast' is not a rate");
        refused(test().rate("1/s").arrival("poison"), given(), "load test 'Fx', arrival: 'poison'", "did you mean");
        refused(test().stages("x"), given(), "load test 'Fx', stages: 'x' is not a stage");
        refused(test().rate("${none}"), given(), "load test 'Fx', rate:", "none");
    }

    @Test
    void shouldSweepInAClosedModelOnly() {
        LoadTestBuilder both = test().rate("1/s").sweep(SweepDefinition.over("1,2"));
        refused(both, given(), "load test 'Fx': rate and sweep exclude each other: a sweep searches for the");
        refused(test(), given().rate("1/s").sweep("1,2"), "--sweep and --rate exclude each other");
        refused(test().stages(USERS).sweep(SweepDefinition.over("1,2")), given(), "stages and sweep exclude");
        Planned swept = planned(test().rate("1/s").arrival("poisson").maxConcurrency(5), given().sweep("1,2"));
        assertThat(swept.sweep().base().model().isOpen()).isFalse();
        assertThat(swept.notes())
                .containsExactly("--sweep leaves out the rate of 'Fx': a sweep searches for the concurrency of a closed"
                        + " model");
        Planned run = planned(test().sweep(SweepDefinition.over("1,2")), given().stages(STAGES));
        assertThat(run.sweep()).isNull();
        assertThat(run.notes()).containsExactly("--stages makes one run of 'Fx' instead of its sweep");
    }
}
