// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadModel.Kind;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenModelTest {
    private static final long MS = 1_000_000;

    private long nowNs = 5_000 * MS;
    private final ScriptedLane lane = new ScriptedLane(() -> nowNs);
    private final TrialControl control = new TrialControl(1);
    private LoadAgent agent;

    private void start(LoadModel model, int concurrency, long requests, long durationMs) {
        LoadPlan plan = new LoadPlan(
                        "test",
                        RequestSpec.get("http://localhost/"),
                        concurrency,
                        requests,
                        durationMs * MS,
                        0,
                        0,
                        2_000 * MS,
                        EngineOptions.defaults())
                .withModel(model);
        agent = new LoadAgent(
                new AgentShare(plan, 0, 1), lane, lane, ScriptedLane.METRICS, control, () -> nowNs, List.of(), null);
        agent.onStart();
        agent.doWork();
        control.start(nowNs);
    }

    private void runFor(long milliseconds) {
        for (long i = 0; i < milliseconds * 4; i++) {
            agent.doWork();
            nowNs += MS / 4;
        }
    }

    private static LoadModel rate(double perSec, long durationMs, int most) {
        return new LoadModel(
                Kind.OPEN,
                Arrival.CONSTANT,
                List.of(new Stage(perSec, perSec, durationMs * MS)),
                0,
                0,
                most,
                0,
                0,
                0,
                1);
    }

    private static LoadModel warmUp(LoadModel model, long warmUpMs, long iterations) {
        return new LoadModel(
                model.kind(),
                model.arrival(),
                model.stages(),
                0,
                0,
                model.maxConcurrency(),
                0,
                warmUpMs * MS,
                iterations,
                1);
    }

    private boolean finished() {
        return control.finished.getCount() == 0;
    }

    private TrialResult.Arrivals arrivals() {
        assertThat(finished()).isTrue();
        return agent.parts().recorder().arrivals(1_000 * MS, 1);
    }

    private static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    @Test
    void shouldStartAsManyAsTheScheduleSaysWhenTheTargetKeepsUp() {
        start(rate(1_000, 1_000, 50), 10, 0, 1_000);
        runFor(1_100);
        assertThat(arrivals().due()).isEqualTo(1_000);
        assertThat(arrivals().started()).isEqualTo(1_000);
        assertThat(arrivals().backlogAtEnd()).isZero();
        assertThat(agent.parts().recorder().recording(1).counts().ok()).isEqualTo(1_000);
    }

    @Test
    void shouldTellResponseTimesFromTheScheduleWhenTheServerPauses() {
        start(rate(1_000, 4_000, 10_000), 10, 0, 4_000);
        runFor(1_000);
        lane.stalled = true;
        runFor(1_000);
        lane.stalled = false;
        runFor(2_100);
        assertThat(arrivals().started()).isEqualTo(4_000);
        assertThat(ms(arrivals().response(), 99)).isBetween(900.0, 1_001.0);
    }

    @Test
    void shouldShowTheWaitInResponseButNotInServiceTimeWhenUsersRunOut() {
        start(rate(1_000, 4_000, 5), 5, 0, 4_000);
        runFor(1_000);
        lane.stalled = true;
        runFor(1_000);
        lane.stalled = false;
        runFor(2_100);
        Histogram service = agent.parts().recorder().recording(1).service();
        assertThat(arrivals().peakBacklog()).isBetween(990L, 1_000L);
        assertThat(arrivals().peakInFlight()).isEqualTo(5);
        assertThat(ms(arrivals().response(), 99)).isGreaterThan(900);
        assertThat(ms(service, 99)).isLessThan(2);
        assertThat(ms(arrivals().lateness(), 99)).isGreaterThan(900);
    }

    @Test
    void shouldReportWhatWasDueAndNeverStartedWhenTheTargetIsTooSlow() {
        lane.serviceNs = 10 * MS;
        start(rate(1_000, 1_000, 2), 2, 0, 1_000);
        runFor(1_200);
        assertThat(arrivals().due()).isEqualTo(1_000);
        assertThat(arrivals().started()).isBetween(190L, 210L);
        assertThat(arrivals().backlogAtEnd()).isEqualTo(1_000 - arrivals().started());
    }

    @Test
    void shouldStartExactlyTheNumberAskedForAtTheRate() {
        LoadModel endless = new LoadModel(
                Kind.OPEN, Arrival.POISSON, List.of(new Stage(2_000, 2_000, Long.MAX_VALUE)), 0, 0, 100, 0, 0, 0, 7);
        start(endless, 10, 321, 0);
        runFor(400);
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isEqualTo(321);
        assertThat(arrivals().due()).isEqualTo(321);
    }

    @Test
    void shouldSendBurstsWhenAskedTo() {
        LoadModel bursts = new LoadModel(Kind.OPEN, Arrival.BURST, List.of(), 20, 100 * MS, 100, 0, 0, 0, 1);
        start(bursts, 10, 0, 250);
        runFor(50);
        assertThat(lane.offered).isEqualTo(20);
        runFor(350);
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isEqualTo(60);
    }

    @Test
    void shouldDiscardWhatWasDueInTheWarmUp() {
        start(warmUp(rate(1_000, 1_000, 50), 300, 0), 10, 0, 1_000);
        runFor(1_100);
        assertThat(arrivals().due()).isEqualTo(700);
        assertThat(arrivals().started()).isEqualTo(700);
        assertThat(agent.parts().recorder().recording(1).counts().started()).isEqualTo(700);
        assertThat(agent.parts().discarded().startedCount()).isEqualTo(300);
    }

    @Test
    void shouldDiscardTheFirstIterationsWhenTheWarmUpIsACount() {
        start(warmUp(LoadModel.closed(4), 0, 30), 4, 100, 0);
        runFor(100);
        assertThat(finished()).isTrue();
        assertThat(agent.parts().recorder().recording(1).counts().ok()).isEqualTo(70);
        assertThat(agent.parts().discarded().startedCount()).isEqualTo(30);
    }

    @Test
    void shouldKeepToThePaceOfEachUser() {
        LoadModel paced = new LoadModel(Kind.CLOSED, Arrival.CONSTANT, List.of(), 0, 0, 3, 10, 0, 0, 1);
        start(paced, 3, 0, 1_000);
        runFor(1_100);
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isEqualTo(30);
    }

    @Test
    void shouldFollowTheStagesOfUsers() {
        LoadModel stages = new LoadModel(
                Kind.CLOSED,
                Arrival.CONSTANT,
                List.of(new Stage(0, 10, 1_000 * MS), new Stage(10, 10, 500 * MS), new Stage(2, 2, 500 * MS)),
                0,
                0,
                10,
                0,
                0,
                0,
                1);
        lane.serviceNs = 5 * MS;
        start(stages, 10, 0, 2_000);
        runFor(500);
        assertThat(lane.inFlight()).isBetween(4, 6);
        runFor(900);
        assertThat(lane.inFlight()).isEqualTo(10);
        runFor(300);
        assertThat(lane.inFlight()).isEqualTo(2);
        runFor(400);
        assertThat(finished()).isTrue();
    }

    @Test
    void shouldKeepWaitingForCapacityWhenTheNumberDecides() {
        lane.capacity = 1;
        lane.serviceNs = MS;
        start(LoadModel.closed(8), 8, 40, 0);
        runFor(200);
        assertThat(finished()).isTrue();
        assertThat(agent.parts().recorder().recording(1).counts().ok()).isEqualTo(40);
    }

    @Test
    void shouldTellTheScheduleOnceWhenTheRunIsEndedEarlyAndCutOff() {
        start(rate(1_000, 60_000, 5), 5, 0, 60_000);
        runFor(100);
        lane.stalled = true;
        runFor(100);
        control.stop();
        runFor(2_100);
        assertThat(arrivals().due()).isBetween(199L, 202L);
        assertThat(arrivals().started()).isEqualTo(lane.offered);
        assertThat(agent.parts().recorder().recording(1).counts().aborted()).isEqualTo(5);
    }
}
