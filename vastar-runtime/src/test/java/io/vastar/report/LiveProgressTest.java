// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.engine.RunListener.Phase;
import io.vastar.engine.RunListener.Progress;
import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.ScenarioDefinition;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
    private static final LoadPlan FOR_TEN_SECONDS = new LoadPlan(
            "FxConvert",
            RequestSpec.get("http://u:secret@h/"),
            50,
            0,
            10 * SECOND,
            0,
            SECOND,
            2 * SECOND,
            EngineOptions.defaults());

    private final Writes err = new Writes();
    private long nowNs = 1_000 * SECOND;

    @Test
    void shouldDrawABlockOfThreeLinesInOneWrite() {
        try (LiveProgress progress = live(true, FOR_TEN_SECONDS)) {
            progress.onProgress(measuring(5 * SECOND, 1_000));
            assertThat(err.writes).hasSize(1);
            assertThat(err.writes.get(0))
                    .startsWith(LiveProgress.HIDE_CURSOR)
                    .contains(" 50%", "measuring, 5.000 s of 10.00 s");
            assertThat(err.plain(0)).hasLineCount(3).contains("█".repeat(20) + "░".repeat(20) + "]");
            assertThat(err.plain(0)).contains("1000 requests, 0 errors, 200/s, mean 2.00 ms");
        }
    }

    @Test
    void shouldRedrawInPlaceAtMostTenTimesASecond() {
        try (LiveProgress progress = live(true, FOR_TEN_SECONDS)) {
            for (int i = 0; i < 100; i++) {
                progress.onProgress(measuring(i * 10 * MS, i));
                nowNs += 10 * MS;
            }
            assertThat(err.writes).hasSize(10);
            assertThat(err.writes.subList(1, 10))
                    .allSatisfy(frame -> assertThat(frame).startsWith("\r").endsWith("\u001b[J\u001b[?7h\r\u001b[2A"));
        }
    }

    @Test
    void shouldDrawANewPhaseAtOnce() {
        try (LiveProgress progress = live(true, FOR_TEN_SECONDS)) {
            progress.onProgress(new Progress(Phase.WARM_UP, 0, 0, 0, 0, 0, 0));
            progress.onProgress(new Progress(Phase.CONNECT, 0, 0, 0, 0, 0, 0));
            assertThat(err.writes).hasSize(2);
            assertThat(err.writes.get(0)).contains("warming up the load generator");
            assertThat(err.writes.get(1)).contains("opening 50 connections");
        }
    }

    @Test
    void shouldEraseTheBlockAndRestoreTheCursorOnce() {
        LiveProgress progress = live(true, FOR_TEN_SECONDS);
        progress.onProgress(measuring(SECOND, 10));
        progress.close();
        assertThat(err.last()).isEqualTo("\r\u001b[J" + LiveProgress.SHOW_CURSOR);
        int writes = err.writes.size();
        progress.close();
        progress.onProgress(measuring(2 * SECOND, 20));
        assertThat(err.writes).hasSize(writes);
    }

    @Test
    void shouldWriteNothingWhenNothingHappened() {
        live(true, FOR_TEN_SECONDS).close();
        live(false, FOR_TEN_SECONDS).close();
        assertThat(err.writes).isEmpty();
    }

    @Test
    void shouldShowTheRateAndLatencyOfTheLastSecond() {
        try (LiveProgress progress = live(true, FOR_TEN_SECONDS)) {
            progress.onProgress(measuring(SECOND, 1_000));
            nowNs += SECOND;
            progress.onProgress(
                    new Progress(Phase.MEASURE, 2 * SECOND, 1_050, 1_010, 2, 3, 1_000 * 2 * MS + 10 * 50 * MS));
            assertThat(err.plain(1)).contains("5 errors (3 failed, 2 unexpected), 10/s, mean 50.0 ms");
            nowNs += SECOND;
            progress.onProgress(
                    new Progress(Phase.MEASURE, 3 * SECOND, 1_050, 1_010, 2, 3, 1_000 * 2 * MS + 10 * 50 * MS));
            assertThat(err.plain(2)).contains(" 0/s, mean -");
        }
    }

    @Test
    void shouldMeasureTheBarByRequestsWhenTheyEndTheRun() {
        LoadPlan plan = new LoadPlan("x", RequestSpec.get("http://h/"), 1, 4_000, 0, 0, 1, 0, EngineOptions.defaults());
        try (LiveProgress progress = live(true, plan)) {
            progress.onProgress(measuring(SECOND, 1_000));
            assertThat(err.plain(0))
                    .contains("] " + " 25%", "1000 of 4000 requests")
                    .doesNotContain(" of 0");
        }
    }

    @Test
    void shouldWriteOneLineForEachPhaseAndOneEveryFiveSecondsWithoutATerminal() {
        try (LiveProgress progress = live(false, FOR_TEN_SECONDS)) {
            progress.onProgress(new Progress(Phase.WARM_UP, 0, 0, 0, 0, 0, 0));
            progress.onProgress(new Progress(Phase.CONNECT, 0, 0, 0, 0, 0, 0));
            for (int i = 0; i <= 100; i++) {
                progress.onProgress(measuring(i * 100 * MS, i));
                nowNs += 100 * MS;
            }
        }
        assertThat(String.join("", err.writes)).doesNotContain("\u001b").doesNotContain("\r");
        assertThat(err.writes).hasSize(5).allSatisfy(line -> assertThat(line).startsWith("  [run] FxConvert c=50: "));
        assertThat(err.writes.get(2)).contains("measuring for 10.00 s");
        assertThat(err.writes.get(3)).contains("measuring, 5.000 s of 10.00 s, 50 requests, 0 errors, 10/s");
    }

    @Test
    void shouldShowTargetRateAndBacklogOfAnOpenModel() {
        try (LiveProgress progress = live(true, upTo200(0, 0, 0))) {
            progress.onProgress(open(4 * SECOND, 400, 7));
            progress.onProgress(open(5 * SECOND, 500, 7));
            nowNs += SECOND;
            progress.onProgress(open(6 * SECOND, 590, 12));
        }
        assertThat(err.plain(1))
                .contains("GET http://***@h/  up to 200/s")
                .contains("measuring, 6.000 s of 10.00 s")
                .contains(
                        "580 requests, 0 errors, started 90/s of 120/s, backlog 12, 10 in flight, mean service time 2.00 ms");
    }

    @Test
    void shouldNameNoTargetRateOnceNothingIsDueAnyMore() {
        try (LiveProgress progress = live(false, upTo200(0, 0, 0))) {
            progress.onProgress(new Progress(Phase.DRAIN, 10 * SECOND, 100, 100, 90, 0, 0, 180 * MS, 3, 10));
        }
        assertThat(err.last()).contains("0 errors, started 10/s, backlog 3, 10 in flight");
    }

    @Test
    void shouldSayThatAWarmUpIsDiscardedAndCountAnewAfterIt() {
        try (LiveProgress progress = live(true, upTo200(0, 2 * SECOND, 0))) {
            progress.onProgress(open(SECOND, 100, 0));
            nowNs += SECOND;
            progress.onProgress(new Progress(Phase.MEASURE, 2 * SECOND, 200, 0, 0, 0, 0, 0, 0, 10));
            nowNs += SECOND;
            progress.onProgress(new Progress(Phase.MEASURE, 2_500 * MS, 250, 50, 50, 0, 0, 100 * MS, 0, 0));
        }
        assertThat(err.plain(0)).contains("warming up, discarded, 1.000 s of 2.000 s");
        assertThat(err.plain(2))
                .contains(
                        "measuring, 2.500 s of 10.00 s",
                        "50 requests, 0 errors, started 100/s of 50/s, backlog 0, 0 in flight");
    }

    @Test
    void shouldMeasureTheWayOfAScenarioInIterations() {
        ScenarioPlan shop =
                new ScenarioPlan(null, "shop", ScenarioDefinition.Kind.STEPS, 1, 0, false, List.of(), List.of());
        LoadPlan plan = upTo200(400, 0, 100).withScenarios(List.of(shop));
        try (LiveProgress progress = live(true, plan)) {
            progress.onProgress(new Progress(Phase.MEASURE, SECOND, 90, 180, 160, 0, 0, 320 * MS, 0, 10));
            nowNs += SECOND;
            progress.onProgress(new Progress(Phase.MEASURE, 2 * SECOND, 210, 20, 20, 0, 0, 40 * MS, 0, 10));
        }
        assertThat(err.plain(0)).contains("] " + " 20%", "warming up, discarded, 90 of 100 iterations");
        assertThat(err.plain(1)).contains("] " + " 50%", "200 of 400 iterations, 20 requests");
    }

    @Test
    void shouldShowNoPassword() {
        try (LiveProgress progress = live(true, FOR_TEN_SECONDS)) {
            progress.onProgress(measuring(SECOND, 10));
        }
        assertThat(String.join("", err.writes)).doesNotContain("secret").contains("http://***@h/");
    }

    private LiveProgress live(boolean tty, LoadPlan plan) {
        return new LiveProgress(new PrintStream(err, false, StandardCharsets.UTF_8), tty, false, plan, () -> nowNs);
    }

    /** From no arrival a second to 200 in ten seconds. */
    private static LoadPlan upTo200(long requests, long warmUpNs, long warmUpIterations) {
        return FOR_TEN_SECONDS
                .withRequests(requests)
                .withModel(new LoadModel(
                        LoadModel.Kind.OPEN,
                        LoadModel.Arrival.CONSTANT,
                        List.of(new Stage(0, 200, 10 * SECOND), new Stage(200, 200, SECOND)),
                        0,
                        0,
                        1_000,
                        0,
                        warmUpNs,
                        warmUpIterations,
                        1));
    }

    private static Progress open(long elapsedNs, long iterations, long backlog) {
        long responses = iterations - 10;
        return new Progress(
                Phase.MEASURE, elapsedNs, iterations, iterations, responses, 0, 0, responses * 2 * MS, backlog, 10);
    }

    private static Progress measuring(long elapsedNs, long responses) {
        return new Progress(Phase.MEASURE, elapsedNs, responses + 50, responses, 0, 0, responses * 2 * MS);
    }

    /** Keeps each write apart. */
    private static final class Writes extends ByteArrayOutputStream {
        final List<String> writes = new ArrayList<>();

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        String last() {
            return writes.get(writes.size() - 1);
        }

        String plain(int write) {
            return writes.get(write).replaceAll("\u001b\\[[0-9?;]*[A-Za-z]", "").replace("\r", "");
        }
    }
}
