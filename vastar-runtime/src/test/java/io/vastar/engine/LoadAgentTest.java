// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.Lane;
import io.vastar.spi.RequestSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadAgentTest {
    private static final long MS = 1_000_000;

    private long nowNs = 5_000 * MS;
    private final ScriptedLane lane = new ScriptedLane(() -> nowNs);
    private final TrialControl control = new TrialControl(1);
    private LoadAgent agent;

    private LoadAgent agent(int users, long requests, long durationMs, long timeoutMs) {
        return start(plan(users, requests, durationMs, timeoutMs, IdleMode.AUTO));
    }

    private static LoadPlan plan(int users, long requests, long durationMs, long timeoutMs, IdleMode idle) {
        return new LoadPlan(
                "test",
                RequestSpec.get("http://localhost/"),
                users,
                requests,
                durationMs * MS,
                timeoutMs * MS,
                0,
                2_000 * MS,
                new EngineOptions(0, List.of(), idle, true));
    }

    private LoadAgent start(LoadPlan plan) {
        agent = new LoadAgent(
                new AgentShare(plan, 0, 1), lane, lane, ScriptedLane.METRICS, control, () -> nowNs, List.of(), null);
        agent.onStart();
        agent.doWork();
        control.start(nowNs);
        return agent;
    }

    private void runFor(LoadAgent agent, long milliseconds) {
        for (long i = 0; i < milliseconds * 4; i++) {
            agent.doWork();
            nowNs += MS / 4;
        }
    }

    private TrialResult.Counts counts() {
        TrialResult.Counts counts = agent.parts().recorder().recording(1).counts();
        assertThat(counts.started())
                .as("started = ok + unexpected + failed + aborted")
                .isEqualTo(counts.ok() + counts.unexpected() + counts.failed() + counts.aborted());
        return counts;
    }

    private boolean finished() {
        return control.finished.getCount() == 0;
    }

    @Test
    void shouldStartExactlyTheRequestsAskedForWhenUsersDoNotDivideThem() {
        LoadAgent agent = agent(150, 200, 0, 0);
        runFor(agent, 10);
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isEqualTo(200);
        assertThat(counts().ok()).isEqualTo(200);
    }

    @Test
    void shouldStartOneRequestWhenOneIsAskedFor() {
        LoadAgent agent = agent(1, 1, 0, 0);
        runFor(agent, 3);
        assertThat(finished()).isTrue();
        assertThat(counts().ok()).isEqualTo(1);
    }

    @Test
    void shouldStartNothingAfterTheDeadlineAndLetExchangesInFlightEnd() {
        lane.serviceNs = 30 * MS;
        LoadAgent agent = agent(4, 0, 100, 0);
        runFor(agent, 200);
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isEqualTo(16);
        assertThat(counts().ok()).isEqualTo(16);
        assertThat(agent.iterations().lastEndNs() - control.startNs()).isBetween(100 * MS, 125 * MS);
    }

    @Test
    void shouldAbortWhatIsStillInFlightWhenTheDrainTimeoutIsReached() {
        lane.stalled = true;
        LoadAgent agent = agent(7, 0, 100, 0);
        runFor(agent, 2_099);
        assertThat(finished()).isFalse();
        runFor(agent, 2);
        assertThat(finished()).isTrue();
        assertThat(counts().aborted()).isEqualTo(7);
        assertThat(counts().started()).isEqualTo(7);
        assertThat(agent.iterations().lastEndNs()).isEqualTo(control.startNs());
    }

    @Test
    void shouldFireTimeoutsWhileTheServerIsSilent() {
        lane.stalled = true;
        LoadAgent agent = agent(3, 0, 1_000, 200);
        runFor(agent, 1_000);
        assertThat(counts(3).failed()).isEqualTo(12);
        runFor(agent, 300);
        assertThat(finished()).isTrue();
        assertThat(counts().failed()).isEqualTo(15);
        assertThat(agent.parts().recorder().recording(1).errors())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.kind()).isEqualTo("timeout");
                    assertThat(row.count()).isEqualTo(15);
                });
    }

    @Test
    void shouldEndAllThatIsDueWhateverTheLengthOfATurn() {
        lane.stalled = true;
        LoadAgent agent = agent(10, 10, 0, 1_000);
        for (long startNs = nowNs; nowNs - startNs <= 1_020 * MS; nowNs += 10 * MS) {
            agent.doWork();
        }
        assertThat(finished()).isTrue();
        assertThat(counts().failed()).isEqualTo(10);
    }

    @Test
    void shouldEndAllThatIsDueWhenATurnLastedLongerThanTheTimeout() {
        lane.stalled = true;
        LoadAgent agent = agent(150, 150, 0, 400);
        agent.doWork();
        nowNs += 3_000 * MS;
        for (int turns = 0; turns < 6; turns++) {
            agent.doWork();
        }
        assertThat(finished()).isTrue();
        assertThat(counts().failed()).isEqualTo(150);
    }

    @Test
    void shouldSleepNoLongerThanUntilTheNextTimeout() {
        lane.stalled = true;
        LoadAgent agent = start(plan(1, 1, 0, 12, IdleMode.BLOCK));
        agent.doWork();
        long begunNs = nowNs;
        agent.doWork();
        agent.doWork();
        assertThat(lane.mayWaitNs).isGreaterThan(5 * MS);
        nowNs += lane.mayWaitNs;
        agent.doWork();
        assertThat(nowNs + lane.mayWaitNs - begunNs).isBetween(12 * MS, 15 * MS);
        assertThat(lane.mayWaitNs).isGreaterThanOrEqualTo(2 * MS);
    }

    @Test
    void shouldSleepWhileDrainingAndNoLongerThanUntilTheDrainEnds() {
        lane.stalled = true;
        LoadAgent agent = start(plan(1, 0, 100, 0, IdleMode.BLOCK));
        runFor(agent, 101);
        long endNs = control.startNs() + 2_100 * MS;
        assertThat(lane.mayWaitNs).isGreaterThan(5 * MS);
        nowNs = endNs - 4 * MS;
        agent.doWork();
        assertThat(lane.mayWaitNs).isBetween(2 * MS, 4 * MS);
    }

    private TrialResult.Counts counts(long inFlight) {
        TrialResult.Counts counts = agent.parts().recorder().recording(1).counts();
        assertThat(counts.started()).isEqualTo(counts.ok() + counts.failed() + counts.aborted() + inFlight);
        return counts;
    }

    @Test
    void shouldNotTimeOutExchangesThatEndInTime() {
        lane.serviceNs = 50 * MS;
        LoadAgent agent = agent(2, 40, 0, 60);
        runFor(agent, 1_100);
        assertThat(finished()).isTrue();
        assertThat(counts().ok()).isEqualTo(40);
        assertThat(counts().failed()).isZero();
    }

    @Test
    void shouldDrainAndFinishWhenStopped() {
        lane.serviceNs = 10 * MS;
        LoadAgent agent = agent(2, 1_000_000, 0, 0);
        runFor(agent, 35);
        control.stop();
        runFor(agent, 20);
        assertThat(finished()).isTrue();
        assertThat(counts().ok()).isEqualTo(8);
        assertThat(counts().aborted()).isZero();
    }

    @Test
    void shouldAbortStalledExchangesWhenStoppedInARunByCount() {
        LoadAgent agent = agent(2, 10, 0, 0);
        lane.stalled = true;
        runFor(agent, 5);
        control.stop();
        runFor(agent, 2_010);
        assertThat(finished()).isTrue();
        assertThat(counts().aborted()).isEqualTo(2);
    }

    @Test
    void shouldStartNothingWhenInterruptedBeforeTheClockStarts() {
        control.interrupt();
        LoadAgent agent = agent(3, 0, 100, 0);
        runFor(agent, 2);
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isZero();
        assertThat(counts().started()).isZero();
    }

    @Test
    void shouldNotWaitForConnectionsWhenInterruptedWhileTheyAreOpened() {
        lane.readiness = Lane.Readiness.OPENING;
        LoadAgent agent = agent(3, 0, 100, 0);
        assertThat(control.opened.getCount()).isOne();
        control.interrupt();
        runFor(agent, 2);
        assertThat(control.opened.getCount()).isZero();
        assertThat(finished()).isTrue();
        assertThat(lane.offered).isZero();
    }

    @Test
    void shouldAbortWhatIsInFlightAfterASecondAtMostWhenInterruptedWhileDraining() {
        lane.stalled = true;
        LoadAgent agent = agent(4, 0, 100, 0);
        runFor(agent, 200);
        control.interrupt();
        runFor(agent, 999);
        assertThat(finished()).isFalse();
        runFor(agent, 3);
        assertThat(finished()).isTrue();
        assertThat(counts().aborted()).isEqualTo(4);
    }

    @Test
    void shouldNotDrainLongerThanTheCapWhenInterrupted() {
        lane.stalled = true;
        LoadAgent agent = agent(4, 0, 100, 0);
        runFor(agent, 2_000);
        control.interrupt();
        runFor(agent, 103);
        assertThat(finished()).isTrue();
        assertThat(counts().aborted()).isEqualTo(4);
    }

    @Test
    void shouldKeepUsersWaitingWhileTheLaneHasNoCapacity() {
        lane.capacity = 2;
        LoadAgent agent = agent(5, 50, 0, 0);
        runFor(agent, 100);
        assertThat(finished()).isTrue();
        assertThat(counts().ok()).isEqualTo(50);
        assertThat(agent.parts().recorder().recording(1).service().getMaxValue())
                .isLessThan(3 * MS);
    }

    @Test
    void shouldCountOtherCodesApart() {
        lane.code = 503;
        LoadAgent agent = agent(1, 5, 0, 0);
        runFor(agent, 10);
        assertThat(counts().unexpected()).isEqualTo(5);
        assertThat(agent.parts().recorder().recording(1).service().getTotalCount())
                .isZero();
        assertThat(agent.parts().recorder().recording(1).unexpected().getTotalCount())
                .isEqualTo(5);
        assertThat(agent.parts().recorder().recording(1).statusCodes()).containsEntry(503, 5L);
    }
}
