// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.engine.RunListener.Phase;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of a self-warm-up comes before which run. */
@Timeout(60)
class SelfWarmUpTest {
    private static final long MS = 1_000_000;
    private static final RequestSpec REQUEST = RequestSpec.get("http://127.0.0.1:1/");

    private static LoadPlan plan(RequestSpec request, long requests, long durationMs) {
        return new LoadPlan(
                "test",
                request,
                2,
                requests,
                durationMs * MS,
                5_000 * MS,
                2_000 * MS,
                300 * MS,
                new EngineOptions(1, List.of(), IdleMode.AUTO, true));
    }

    private static RequestSpec perConnection(long requests) {
        return REQUEST.with(TransportSpec.NONE.with(HttpSpec.NONE.withRequestsPerConnection(requests)));
    }

    @Test
    void shouldBeBriefBeforeFewRequestsOnly() {
        assertThat(SelfWarmUp.mayBeBrief(plan(REQUEST, 200, 0), RunListener.NONE))
                .isTrue();
        assertThat(SelfWarmUp.mayBeBrief(plan(REQUEST, 1_000, 0), RunListener.NONE))
                .isTrue();
        assertThat(SelfWarmUp.mayBeBrief(plan(REQUEST, 1_001, 0), RunListener.NONE))
                .isFalse();
        assertThat(SelfWarmUp.mayBeBrief(plan(REQUEST, 0, 100), RunListener.NONE))
                .isFalse();
    }

    @Test
    void shouldNotBeBriefWhereRunsAreComparedOrHandshakesAreWhatIsMeasured() {
        assertThat(SelfWarmUp.mayBeBrief(plan(REQUEST, 200, 0), RunListener.COMPARED))
                .isFalse();
        assertThat(SelfWarmUp.mayBeBrief(plan(perConnection(1), 200, 0), RunListener.NONE))
                .isFalse();
        assertThat(SelfWarmUp.mayBeBrief(plan(perConnection(100), 200, 0), RunListener.NONE))
                .isTrue();
    }

    @Test
    void shouldWarmUpOnceMoreOnlyWhenALongRunFollowsABriefWarmUp() {
        try (TargetServer target = TargetServer.start();
                Engine engine = new Engine(ServiceLoader.load(ProtocolProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList())) {
            RequestSpec request = RequestSpec.get(target.url() + "/plain");
            assertThat(warmsUp(engine, plan(request, 100, 0))).isTrue();
            assertThat(warmsUp(engine, plan(request, 200, 0))).isFalse();
            assertThat(warmsUp(engine, plan(request, 0, 50))).isTrue();
            assertThat(warmsUp(engine, plan(request, 100, 0))).isFalse();
            assertThat(warmsUp(engine, plan(request, 0, 50))).isFalse();
        }
    }

    private static boolean warmsUp(Engine engine, LoadPlan plan) {
        boolean[] seen = new boolean[1];
        engine.run(plan, progress -> seen[0] |= progress.phase() == Phase.WARM_UP);
        return seen[0];
    }
}
