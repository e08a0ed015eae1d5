// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.api.HttpRequest;
import io.vastar.api.Session;
import io.vastar.http.HttpProvider;
import io.vastar.pace.ThinkTime;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.plan.ScenarioPlan.Step;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.VirtualUser;
import io.vastar.target.TargetServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainTest {
    private static TrialResult run(String path, long pauseMs, long timeoutMs, int users) {
        Scenario code = new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of("s", Kind.STEPS);
            }

            @Override
            public VirtualUser newUser() {
                return new VirtualUser() {
                    @Override
                    public void compose(int step, Object request, Session session) {
                        ((HttpRequest) request).get(session.user() % 3 == 0 ? path : "/plain");
                    }
                };
            }
        };
        ThinkTime pause = new ThinkTime(ThinkTime.Kind.UNIFORM, pauseMs * 1_000_000, 2 * pauseMs * 1_000_000);
        Step step = new Step("a", "a", null, pause, false, null);
        ScenarioPlan scenario = new ScenarioPlan(code, "s", Kind.STEPS, 1, 0, false, List.of(step), List.of());
        try (TargetServer target = TargetServer.start();
                Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(
                    new LoadPlan(
                                    "test",
                                    RequestSpec.get(target.url()),
                                    users,
                                    0,
                                    500_000_000L,
                                    timeoutMs * 1_000_000,
                                    1_000_000_000L,
                                    100_000_000L,
                                    new EngineOptions(1, List.of(), IdleMode.AUTO, false))
                            .withScenarios(List.of(scenario)),
                    RunListener.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fault?kind=stall", "/fault?kind=reset", "/fault?kind=truncate", "/delay?ms=80", "/plain"})
    @Timeout(20)
    void shouldEndWhateverTheUsersAreDoingAtTheDeadline(String path) {
        TrialResult.Counts counts = run(path, 20, 100, 30).counts();
        assertThat(counts.started()).isEqualTo(counts.ok() + counts.unexpected() + counts.failed() + counts.aborted());
    }

    @Test
    @Timeout(20)
    void shouldEndWhenNothingWasAnswered() {
        TrialResult.Counts counts = run("/fault?kind=stall", 20, 0, 30).counts();
        assertThat(counts.aborted()).isEqualTo(10);
    }
}
