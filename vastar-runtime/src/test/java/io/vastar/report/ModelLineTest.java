// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadModel.Kind;
import io.vastar.plan.LoadPlan;
import io.vastar.spi.RequestSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelLineTest {
    private static final long SECOND = 1_000_000_000L;

    private static LoadPlan plan(long n, long z) {
        return new LoadPlan(
                "x", RequestSpec.get("http://h/"), 50, n, z * SECOND, 0, SECOND, 0, EngineOptions.defaults());
    }

    private static LoadModel model(Kind kind, Arrival arrival, List<Stage> stages) {
        int burst = arrival == Arrival.BURST ? 20 : 0;
        return new LoadModel(kind, arrival, stages, burst, burst == 0 ? 0 : SECOND / 4, 1000, 0, 0, 0, 1);
    }

    private static Stage stage(double from, double to, long seconds) {
        return new Stage(from, to, seconds * SECOND);
    }

    @Test
    void shouldSayHowManyUsersAClosedModelHas() {
        assertThat(ModelLine.of(plan(0, 10))).isEqualTo("closed model: 50 users, for 10 s");
        assertThat(ModelLine.of(plan(200, 0).withConcurrency(1))).isEqualTo("closed model: 1 user, 200 requests");
        assertThat(ModelLine.brief(plan(0, 10))).isEqualTo("c=50");
    }

    @Test
    void shouldSayTheLimitOfEachUserAndTheWarmUp() {
        LoadModel model = new LoadModel(Kind.CLOSED, Arrival.CONSTANT, List.of(), 0, 0, 50, 0.1, 0, 500, 1);
        assertThat(ModelLine.of(plan(0, 10).withModel(model)))
                .isEqualTo("closed model: 50 users, for 10 s, each at most 0.1/s, first 500 discarded");
    }

    @Test
    void shouldSayTheRateOfAnOpenModel() {
        LoadPlan plan = plan(0, 30).withModel(model(Kind.OPEN, Arrival.CONSTANT, List.of(stage(5000, 5000, 30))));
        assertThat(ModelLine.of(plan)).isEqualTo("open model: 5000/s constant for 30 s, at most 1000 in flight");
        assertThat(ModelLine.brief(plan)).isEqualTo("5000/s");
        LoadPlan slow = plan(9, 0)
                .withModel(
                        model(Kind.OPEN, Arrival.POISSON, List.of(new Stage(1 / 3600.0, 1 / 3600.0, Long.MAX_VALUE))));
        assertThat(ModelLine.of(slow))
                .startsWith("open model: 0.0002777777")
                .endsWith("/s Poisson, 9 requests, at most 1000 in flight");
    }

    @Test
    void shouldSayStagesAndLeaveOutThoseThatAreTooMany() {
        List<Stage> two = List.of(stage(0, 2000, 30), stage(2000, 2000, 120));
        LoadPlan open = plan(0, 150).withModel(model(Kind.OPEN, Arrival.CONSTANT, two));
        assertThat(ModelLine.of(open))
                .isEqualTo("open model: 0/s..2000/s in 30 s, 2000/s for 120 s (constant), at most 1000 in flight");
        assertThat(ModelLine.brief(open)).isEqualTo("up to 2000/s");
        LoadPlan users =
                plan(0, 6).withModel(model(Kind.CLOSED, Arrival.CONSTANT, Collections.nCopies(6, stage(9, 9, 1))));
        assertThat(ModelLine.of(users))
                .isEqualTo("closed model: users 9 for 1 s, 9 for 1 s, 9 for 1 s, 9 for 1 s, and 2 more stages");
        assertThat(ModelLine.brief(users)).isEqualTo("c up to 50");
    }

    @Test
    void shouldSayBursts() {
        LoadPlan plan = plan(0, 10).withModel(model(Kind.OPEN, Arrival.BURST, List.of()));
        assertThat(ModelLine.of(plan))
                .isEqualTo("open model: bursts of 20 every 250 ms for 10 s, at most 1000 in flight");
        assertThat(ModelLine.brief(plan)).isEqualTo("bursts of 20");
    }
}
