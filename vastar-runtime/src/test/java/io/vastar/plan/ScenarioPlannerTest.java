// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.pace.ThinkTime;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ExpectDefinition;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.VirtualUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioPlannerTest {
    private static final long SECOND = 1_000_000_000L;

    private final PlanBuilder plans = new PlanBuilder(
            new PlaceholderValues(
                    Map.of("pause", "1s..3s", "word", "OK", "file", "users.csv"), name -> null, name -> null),
            new FileLimits(10_000, 0));
    private final List<FeederDefinition> loaded = new ArrayList<>();

    private record Coded(ScenarioDefinition definition) implements Scenario {
        @Override
        public VirtualUser newUser() {
            return new VirtualUser() {};
        }
    }

    private static LoadTestBuilder test() {
        return LoadTestDefinition.named("Shop").url("http://h/");
    }

    private static ScenarioDefinition steps(String name, String... steps) {
        ScenarioDefinition scenario = ScenarioDefinition.of(name, Kind.STEPS);
        for (String step : steps) {
            scenario.step(StepDefinition.named(step));
        }
        return scenario;
    }

    private Planned planned(LoadTestBuilder test, ScenarioDefinition... scenarios) {
        List<Scenario> coded = new ArrayList<>();
        for (ScenarioDefinition scenario : scenarios) {
            coded.add(new Coded(scenario));
        }
        plans.check(test.build(), Overrides.NONE, coded);
        assertThat(loaded).isEmpty();
        return plans.loadTest(test.build(), Overrides.NONE, null, coded, feeder -> {
            loaded.add(feeder);
            return user -> feeder.file();
        });
    }

    private List<ScenarioPlan> plan(ScenarioDefinition... scenarios) {
        return planned(test(), scenarios).run().scenarios();
    }

    private void refused(ScenarioDefinition scenario, String message) {
        assertThatThrownBy(() -> plans.check(test().build(), Overrides.NONE, List.of(new Coded(scenario))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldUseTheDefaultsWhereAScenarioSaysNothing() {
        ScenarioPlan plan = plan(steps("Buy", "login")).get(0);
        assertThat(plan.name()).isEqualTo("Buy");
        assertThat(plan.kind()).isEqualTo(Kind.STEPS);
        assertThat(plan.weight()).isEqualTo(1);
        assertThat(plan.pacingNs()).isZero();
        assertThat(plan.keepsCookies()).isFalse();
        assertThat(plan.feeds()).isEmpty();
        assertThat(plan.steps()).containsExactly(new ScenarioPlan.Step("login", "login", null, null, false, null));
    }

    @Test
    void shouldTakeWhatAScenarioSays() {
        ScenarioPlan plan = plan(ScenarioDefinition.of("Buy", Kind.STEPS)
                        .weight(3)
                        .pacing("5s")
                        .cookies()
                        .step(StepDefinition.named("login")
                                .transaction("enter")
                                .thinkTime("${pause}")
                                .reads())
                        .step(StepDefinition.named("browse").thinkTime("exp 2s"))
                        .step(StepDefinition.named("leave").thinkTime("0s")))
                .get(0);
        assertThat(plan.weight()).isEqualTo(3);
        assertThat(plan.pacingNs()).isEqualTo(5 * SECOND);
        assertThat(plan.keepsCookies()).isTrue();
        assertThat(plan.steps().get(0).transaction()).isEqualTo("enter");
        assertThat(plan.steps().get(0).reads()).isTrue();
        assertThat(plan.steps())
                .extracting(ScenarioPlan.Step::thinkTime)
                .containsExactly(
                        new ThinkTime(ThinkTime.Kind.UNIFORM, SECOND, 3 * SECOND),
                        new ThinkTime(ThinkTime.Kind.EXPONENTIAL, 0, 2 * SECOND),
                        null);
    }

    @Test
    void shouldPutTheScenarioBeforeStepNamesThatTwoShare() {
        List<ScenarioPlan> scenarios = plan(steps("Buy", "login", "pay"), steps("Browse", "login", "look"));
        assertThat(scenarios.stream().flatMap(s -> s.steps().stream()).map(ScenarioPlan.Step::name))
                .containsExactly("Buy.login", "pay", "Browse.login", "look");
        assertThat(scenarios.get(1).steps().get(0).method()).isEqualTo("login");
    }

    @Test
    void shouldLetAStepExpectMoreThanItsTest() {
        LoadTestBuilder test = test().expect(new ExpectDefinition(List.of(302, 200, 302), "", -1));
        ScenarioDefinition scenario = steps("Buy", "login")
                .step(StepDefinition.named("pay").expect(new ExpectDefinition(List.of(), "all ${word}", 100)));
        LoadPlan plan = planned(test, scenario).run();
        assertThat(plan.expect().status()).containsExactly(200, 302);
        assertThat(plan.expect().body()).isNull();
        assertThat(plan.expect().maxBytes()).isEqualTo(Long.MAX_VALUE);
        List<ScenarioPlan.Step> steps = plan.scenarios().get(0).steps();
        assertThat(steps.get(0).expect()).isSameAs(plan.expect());
        assertThat(steps.get(1).expect().body()).isEqualTo("all OK".getBytes(StandardCharsets.UTF_8));
        assertThat(steps.get(1).expect().maxBytes()).isEqualTo(100);
        assertThat(steps.get(1).expect().specifiesNoCode()).isTrue();
    }

    @Test
    void shouldLoadFeedsInOrderWithTheirPlaceholdersReplaced() {
        Object[] made = {"made"};
        ScenarioPlan plan = plan(steps("Buy", "login")
                        .feeder(FeederDefinition.of("Buy.user", "${file}")
                                .column("name", String.class)
                                .strategy("${order:shuffle}")
                                .factory(values -> made))
                        .feeder(FeederDefinition.of("Buy.item", "items.csv")))
                .get(0);
        assertThat(plan.feeds()).extracting(feed -> feed.next(0)).containsExactly("users.csv", "items.csv");
        assertThat(loaded.get(0).field()).isEqualTo("Buy.user");
        assertThat(loaded.get(0).strategy()).isEqualTo("shuffle");
        assertThat(loaded.get(0).columns()).containsExactly(new FeederDefinition.Column("name", String.class));
        assertThat(loaded.get(0).factory()).isNotNull();
        assertThat(loaded.get(1).strategy()).isNull();
    }

    @Test
    void shouldAllowScenariosWithoutStepsWhereTheirCodeIsOneMethod() {
        assertThat(plan(ScenarioDefinition.of("Jdbc", Kind.BLOCKING)).get(0).steps())
                .isEmpty();
        refused(steps("Buy"), "load test 'Shop', scenario 'Buy' has no step; add a @Step method");
    }

    @Test
    void shouldSayThatPacingDoesNothingWithARate() {
        assertThat(planned(test().rate("5/s"), steps("Buy", "login").pacing("5s"))
                        .notes())
                .containsExactly(
                        "the pacing of scenario 'Buy' does nothing with a rate, which says when iterations" + " start");
    }

    @Test
    void shouldSayWhatIsWrongAndWhere() {
        refused(steps("Buy", "x").weight(0), "load test 'Shop', scenario 'Buy': weight 0 is out of range");
        refused(steps("Buy", "x").pacing("soon"), "scenario 'Buy', pacing: 'soon' is not a duration");
        refused(steps("Buy", "x", "x"), "scenario 'Buy' has two steps of the name 'x'; rename one");
        refused(
                steps("Buy").step(StepDefinition.named("x").thinkTime("3s..1s")),
                "scenario 'Buy', step 'x', think time: '3s..1s' has the longer pause first");
        refused(
                steps("Buy").step(StepDefinition.named("x").expect(new ExpectDefinition(List.of(99), null, -1))),
                "step 'x', expected status 99 is out of range; use 100 to 599");
        refused(
                steps("Buy").step(StepDefinition.named("x").expect(new ExpectDefinition(List.of(), "${none}", -1))),
                "step 'x', expected body:");
        refused(
                steps("Buy", "x").feeder(FeederDefinition.of("Buy.user", "${none}")),
                "load test 'Shop', feeder Buy.user, file:");
        assertThatThrownBy(() -> plan(steps("Buy", "x"), steps("Buy", "y")))
                .hasMessageContaining("two scenarios of the name 'Buy'; rename one");
    }

    @Test
    void shouldFindThePlaceholdersOfScenarios() {
        Scenario scenario = new Coded(ScenarioDefinition.of("Buy", Kind.STEPS)
                .pacing("${a:1s}")
                .step(StepDefinition.named("x")
                        .thinkTime("${b:1s}")
                        .expect(new ExpectDefinition(List.of(), "${c:}", -1)))
                .feeder(FeederDefinition.of("Buy.user", "${d:x}.csv").strategy("${e:random}")));
        LoadTestDefinition test =
                test().rate("${f:5}/s").warmUp("${g:1s}").slo("p99<${h:5}ms").build();
        assertThat(PlaceholderValues.names(test, List.of(scenario)))
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
    }

    @Test
    void shouldKeepTheFeedThatTheLoaderMade() {
        Feed feed = user -> null;
        Scenario scenario = new Coded(steps("Buy", "x").feeder(FeederDefinition.of("Buy.user", "u.csv")));
        Planned planned = plans.loadTest(test().build(), Overrides.NONE, null, List.of(scenario), feeder -> feed);
        assertThat(planned.run().scenarios().get(0).feeds()).containsExactly(feed);
        assertThat(planned.run().scenarios().get(0).code()).isSameAs(scenario);
    }

    private static Feed uniqueFor(int users) {
        return new Feed() {
            @Override
            public Object next(int user) {
                return user;
            }

            @Override
            public int mostUsers() {
                return users;
            }
        };
    }

    private Planned withRecords(LoadTestBuilder test, int records) {
        Scenario scenario = new Coded(steps("Buy", "x").feeder(FeederDefinition.of("Buy.user", "u.csv")));
        return plans.loadTest(test.build(), Overrides.NONE, null, List.of(scenario), feeder -> uniqueFor(records));
    }

    @Test
    void shouldRefuseMoreUsersThanThereAreRecords() {
        assertThat(withRecords(test().concurrency(7), 7).run().concurrency()).isEqualTo(7);
        assertThatThrownBy(() -> withRecords(test().concurrency(8), 7))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("load test 'Shop': feeder Buy.user is unique and has 7 records for 8 virtual users; use at"
                        + " most that many users, more records, or another strategy");
        assertThatThrownBy(() -> withRecords(test().sweep(SweepDefinition.over("1,8")), 7))
                .hasMessageContaining("7 records for 8 virtual users");
        assertThatThrownBy(() -> withRecords(test().stages("1..9 in 2s"), 1))
                .hasMessageContaining("1 record for 9 virtual users");
        assertThat(withRecords(test().rate("5/s"), 1).run().scenarios()).hasSize(1);
    }
}
