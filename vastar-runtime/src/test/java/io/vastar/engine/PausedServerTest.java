// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.engine.RunListener.Phase;
import io.vastar.http.HttpProvider;
import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadModel.Kind;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coordinated omission against a real server whose processes are stopped for two of six seconds at 500 requests/s: a third
 * of all arrivals fall into the pause, so a true p99 is nearly as long as it.
 */
@Timeout(60)
class PausedServerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double PER_SECOND = 500;
    private static final int CONNECTIONS = 8;
    private static final long RUN_NS = 6 * SECOND;

    @TempDir
    Path files;

    private long stoppedNs;
    private long resumedNs;

    @BeforeEach
    void needsNginx() {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
    }

    private TrialResult run(LoadModel model) throws Exception {
        Files.writeString(files.resolve("hello.txt"), "Hello, World!");
        try (RealServer nginx = RealServers.nginx(files).orElseThrow();
                Engine engine = new Engine(List.of(new HttpProvider()))) {
            LoadPlan plan = new LoadPlan(
                            "pause",
                            RequestSpec.get(nginx.url() + "/hello.txt"),
                            CONNECTIONS,
                            0,
                            RUN_NS,
                            20 * SECOND,
                            SECOND,
                            20 * SECOND,
                            new EngineOptions(1, List.of(), IdleMode.AUTO, true))
                    .withModel(model);
            return engine.run(plan, progress -> pauseInTheMiddle(nginx, progress));
        }
    }

    /** Stops the server from the second to the fourth second. */
    private void pauseInTheMiddle(RealServer nginx, RunListener.Progress progress) {
        if (progress.phase() != Phase.MEASURE) {
            return;
        }
        if (stoppedNs == 0 && progress.elapsedNs() >= 2 * SECOND) {
            nginx.pause();
            stoppedNs = System.nanoTime();
        } else if (stoppedNs != 0 && resumedNs == 0 && System.nanoTime() - stoppedNs >= 2 * SECOND) {
            resumedNs = System.nanoTime();
            nginx.resume();
        }
    }

    private long pauseNs() {
        assertThat(resumedNs - stoppedNs).as("the server was paused").isGreaterThanOrEqualTo(2 * SECOND);
        return resumedNs - stoppedNs;
    }

    private static long p(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    @Test
    void shouldTellAPauseOfTheServerByResponseTimeWhereServiceTimeHidesIt() throws Exception {
        LoadModel open = new LoadModel(
                Kind.OPEN,
                Arrival.CONSTANT,
                List.of(new Stage(PER_SECOND, PER_SECOND, RUN_NS)),
                0,
                0,
                CONNECTIONS,
                0,
                0,
                0,
                1);

        TrialResult result = run(open);

        Histogram response = result.detail().arrivals().response();
        Histogram service = result.service();
        assertThat(result.detail().arrivals().due()).isEqualTo(3_000);
        assertThat(result.counts().ok()).isEqualTo(result.detail().arrivals().started());
        assertThat(p(response, 99)).isGreaterThan(pauseNs() / 2);
        assertThat(p(response, 75)).as("a third of the arrivals met the pause").isGreaterThan(10 * p(response, 25));
        assertThat(service.getMaxValue())
                .as("few were under way and felt all of it")
                .isGreaterThan(pauseNs() / 2);
        assertThat(p(service, 99)).isLessThan(p(response, 99) / 10);
        assertThat(p(service, 50)).isLessThan(p(response, 99) / 10);
    }

    @Test
    void shouldHideThePauseInAClosedModelOfTheSameRate() throws Exception {
        LoadModel paced = new LoadModel(
                Kind.CLOSED, Arrival.CONSTANT, List.of(), 0, 0, CONNECTIONS, PER_SECOND / CONNECTIONS, 0, 0, 1);

        TrialResult result = run(paced);

        Histogram service = result.service();
        assertThat(result.counts().ok())
                .as("it asked less while nobody answered")
                .isLessThan(2_500);
        assertThat(service.getMaxValue()).isGreaterThan(pauseNs() / 2);
        assertThat(service.getCountBetweenValues(pauseNs() / 2, service.getMaxValue()))
                .as("one of each user noticed")
                .isLessThanOrEqualTo(CONNECTIONS);
        assertThat(p(service, 99)).isLessThan(pauseNs() / 10);
    }
}
