// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.US;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTextTest {
    private static final Path KEPT = Path.of("src/test/resources/io/vastar/report");

    static Stream<String> names() {
        return Goldens.all().keySet().stream();
    }

    /** To accept a new text run with {@code -Dvastar.updateGoldens=true} and read the difference. */
    @ParameterizedTest
    @MethodSource("names")
    void shouldRenderTheKeptText(String name) throws IOException {
        String text = new RunText(false, 100).render(Goldens.all().get(name));
        if (Boolean.getBoolean("vastar.updateGoldens")) {
            Files.createDirectories(KEPT);
            Files.writeString(KEPT.resolve(name + ".txt"), text);
        }
        assertThat(text).isEqualTo(Files.readString(KEPT.resolve(name + ".txt")));
    }

    @Test
    void shouldReportWhatOthersTookAndWhatWakingUpCost() {
        Histogram wakeUps = new Histogram(60 * SECOND, 2);
        wakeUps.recordValueWithCount(30 * US, 40);
        TrialResult busy = results()
                .ok(1_000, MS)
                .core(new TrialResult.Core(370 * MS, 0.37, 3, 0.9, wakeUps))
                .build();
        assertThat(new RunText(false, 200).render(busy))
                .contains("37% of the time, 370 ms in all, went to others while the I/O threads were ready to run;"
                        + " gave way 3 times, for 90% of the run")
                .contains("from a signal to the sleeping I/O thread's going on (40 samples)");
        TrialResult calm = results()
                .ok(1_000, MS)
                .core(new TrialResult.Core(0, 0, 0, 0, null))
                .build();
        assertThat(new RunText(false, 200).render(calm))
                .contains("went to others")
                .doesNotContain("gave way")
                .doesNotContain("Wake-ups");
        assertThat(new RunText(false, 200).render(results().ok(1_000, MS).build()))
                .doesNotContain("went to others");
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldWriteNoEscapeSequenceWithoutColour(String name) {
        assertThat(new RunText(false, 80).render(Goldens.all().get(name))).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldSayTheSameWithColourButForTheLegend(String name) {
        TrialResult result = Goldens.all().get(name);
        String coloured = new RunText(true, 100).render(result);
        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("(?s)\n  Levels, .*?\n\n", "\n"))
                .isEqualTo(new RunText(false, 100).render(result));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void shouldKeepHistogramAndInsightsWithinTheWidth(int columns) {
        String text = new RunText(false, columns).render(Goldens.plain());
        assertThat(text.lines().filter(line -> line.contains("■") || line.startsWith("     ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldPrintNoNaNAndNoInfinity(String name) {
        assertThat(new RunText(false, 80).render(Goldens.all().get(name)))
                .doesNotContain("NaN")
                .doesNotContainIgnoringCase("infinity");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 10, 99, 100, 999, 1000, 9_999, 10_000})
    void shouldMarkEveryPercentileTheSampleCannotSupport(long samples) {
        String text = new RunText(false, 80)
                .render(results().ok(samples, 300 * US).code(500, 1, MS).build());
        Map<String, Long> needed = Map.of("50%", 2L, "90%", 10L, "99%", 100L, "99.9%", 1_000L, "99.99%", 10_000L);
        needed.forEach((label, need) -> {
            if (samples == 0) {
                assertThat(text).doesNotContain("Latency distribution:");
            } else if (samples < need) {
                assertThat(text).containsPattern("  " + label + " +-- needs " + need + " samples\n");
            } else {
                assertThat(text).containsPattern("  " + label + " +in 300 µs\n");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 140})
    void shouldKeepTablesWithinTheWidthAndInColumns(int columns) {
        String text = new RunText(false, columns).render(Goldens.openScenario());
        String tables = text.substring(text.indexOf("\nSteps ("), text.indexOf("\nSummary:"))
                + text.substring(text.indexOf("\nChecks:"), text.indexOf("\nFailures of"));
        for (String table : tables.strip().split("\n\n")) {
            List<String> rows = table.lines().skip(1).toList();
            assertThat(rows)
                    .allSatisfy(
                            row -> assertThat(row).hasSize(rows.get(0).length()).hasSizeLessThanOrEqualTo(columns));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 140})
    void shouldShowPercentilesAndErrorsOfEachStepFirstAndDrawNoTimesOfDifferentStepsTogether(int columns) {
        String text = new RunText(false, columns).render(Goldens.openScenario());
        String steps = text.substring(text.indexOf("\nSteps ("), text.indexOf("\nTransactions ("));
        assertThat(steps)
                .containsPattern("name .*p50 +p95 +p99 +errors")
                .containsPattern("login .*800 µs +800 µs +800 µs +0%")
                .containsPattern("2.00 ms +2.00 ms +-- +58%")
                .containsPattern("all steps .*600 µs +600 µs +600 µs +0.9%");
        assertThat(text)
                .containsSubsequence("\nSteps (", "\nTransactions (", "\nSummary:", "\nStatus code")
                .doesNotContain("■", "distribution:\n  10%", "Average:");
        assertThat(new RunText(false, columns).render(Goldens.plain())).contains("■", "  Average:");
    }

    @Test
    void shouldSayHowArrivalsCameWhenThePlanIsKnown() {
        LoadModel model = new LoadModel(
                LoadModel.Kind.OPEN,
                LoadModel.Arrival.POISSON,
                List.of(new Stage(5_000, 5_000, 2 * SECOND)),
                0,
                0,
                50,
                0,
                0,
                0,
                42);
        LoadPlan plan = new LoadPlan(
                        "x", Goldens.open().request(), 50, 0, 2 * SECOND, 0, SECOND, 0, EngineOptions.defaults())
                .withModel(model);
        assertThat(new RunText(false, 100).render(Goldens.open(), plan))
                .contains("  Arrivals:     5000/s Poisson for 2 s, at most 50 in flight, seed 42\n");
    }

    @Test
    void shouldMaskPasswordsInTheUrl() {
        assertThat(new RunText(false, 80)
                        .render(results().secretRequest().ok(5, MS).build()))
                .contains("POST http://***@127.0.0.1:8080/items?q=1")
                .doesNotContain("hunter2")
                .doesNotContain("s3cret");
    }

    @Test
    void shouldNotClaimThatAnEmptyRunFailed() {
        assertThat(new RunText(false, 80).render(results().build()))
                .contains("No request was started.")
                .contains("Requests/sec: 0.00");
        assertThat(new RunText(false, 80).render(results().aborted(3).build()))
                .contains("No response arrived before the run ended");
    }

    @Test
    void shouldSurviveAnEmptyWindow() {
        assertThat(new RunText(false, 80)
                        .render(results().ok(3, MS).elapsed(0, 0).build()))
                .contains("Requests/sec: 0.00");
    }
}
