// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.US;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.pace.ThinkTime;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.ScenarioDefinition;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ScheduleInsightsTest {
    private static final LoadPlan PLAN =
            new LoadPlan("x", RequestSpec.get("http://h/"), 50, 0, 2 * SECOND, 0, SECOND, 0, EngineOptions.defaults());

    @Test
    void shouldNameTheLimitWhenTheRateWasNotReached() {
        assertThat(said("rate-not-reached", run(10_000, 200, 50, 0.4)))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("4900.00 of 5000.00/s (98.00%). 50 were in flight, which is the limit")
                        .contains("raise --max-concurrency")
                        .contains("200 arrivals never started")
                        .endsWith("lower bounds."));
        assertThat(said("rate-not-reached", run(10_000, 101, 50, 0.4))).isPresent();
        assertThat(said("rate-not-reached", run(10_000, 100, 50, 0.4))).isEmpty();
    }

    @Test
    void shouldNameTheGeneratorWhenItWasBusy() {
        assertThat(said("rate-not-reached", run(10_000, 400, 50, 0.9)))
                .hasValueSatisfying(text -> assertThat(text).contains("The load generator was busy", "--threads"));
    }

    @Test
    void shouldNotBlameTheLimitWhenItWasNotReached() {
        assertThat(said("rate-not-reached", run(10_000, 400, 49, 0.4)))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("connections opened too late", "stood still (at most for 300 µs)")
                        .doesNotContain("--max-concurrency", "--threads"));
    }

    @Test
    void shouldWarnOfABacklogThatGrewUntilTheEnd() {
        Histogram response = Results.histogram(9_950, 400 * US);
        assertThat(said("backlog-at-end", scheduled(10_000, 50, 100, response)))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("50 arrivals still waited when the run ended, of 100 at most")
                        .contains("lower bounds"));
        assertThat(said("backlog-at-end", scheduled(10_000, 50, 101, response))).isEmpty();
        assertThat(said("backlog-at-end", scheduled(10_000, 49, 49, response))).isEmpty();
        assertThat(said("backlog-at-end", scheduled(10_000, 101, 101, response)))
                .as("said with the rate that was not reached")
                .isEmpty();
        assertThat(said("backlog-at-end", scheduled(2, 0, 0, response))).isEmpty();
    }

    @Test
    void shouldTellWhatAClosedModelWouldHaveHidden() {
        assertThat(said("coordinated-omission", scheduled(1_000, 0, 9, Results.histogram(1_000, 3 * MS))))
                .hasValueSatisfying(text -> assertThat(text).contains("3.00 ms from", "400 µs from"));
        assertThat(said("coordinated-omission", scheduled(1_000, 0, 9, Results.histogram(1_000, MS))))
                .isEmpty();
        assertThat(said("coordinated-omission", scheduled(1_000, 0, 9, Results.histogram(99, 3 * MS))))
                .as("too few samples")
                .isEmpty();
    }

    @Test
    void shouldJudgeSpreadByTheResponseTimesOfAnOpenModelAndAdviseALowerRate() {
        Histogram response = Results.histogram(900, 100 * MS);
        response.recordValueWithCount(510 * MS, 100);
        assertThat(said("spread", scheduled(1_000, 0, 9, response)))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("5.1x", "lower the rate").doesNotContain("-c"));
    }

    @Test
    void shouldSayNothingOfASchedulesEndWhenNothingWasDue() {
        Results results = results().detail(Results.scheduled(Results.arrivals(0, 0, 0, 0, Results.histogram())));
        assertThat(InsightRules.of(results.build())).isEmpty();
    }

    @Test
    void shouldNameTheCheckThatFailedMostOften() {
        assertThat(said("checks-failed", checked(new TrialResult.CheckRow("a\nb", 8, 2))))
                .hasValue(
                        "2 of 10 checks failed, all of them \"a\\nb\": the target answered, but not what was expected.");
        assertThat(said(
                        "checks-failed",
                        checked(new TrialResult.CheckRow("one", 9, 1), new TrialResult.CheckRow("two", 8, 2))))
                .hasValueSatisfying(text -> assertThat(text).startsWith("3 of 20 checks failed, 2 of them \"two\""));
        assertThat(said("checks-failed", checked(new TrialResult.CheckRow("one", 9, 0))))
                .isEmpty();
    }

    @Test
    void shouldWarnThatPausesBoundTheThroughputOfAClosedModel() {
        TrialResult result = results().ok(1_000, MS).build();
        ThinkTime second = new ThinkTime(ThinkTime.Kind.FIXED, SECOND, SECOND);
        LoadPlan thinking = PLAN.withScenarios(List.of(shop(0, second)));
        assertThat(said("paced", result, thinking)).isPresent();
        assertThat(said("paced", result, PLAN.withScenarios(List.of(shop(SECOND, null)))))
                .isPresent();
        LoadModel limited =
                new LoadModel(LoadModel.Kind.CLOSED, LoadModel.Arrival.CONSTANT, List.of(), 0, 0, 50, 2, 0, 0, 1);
        assertThat(said("paced", result, PLAN.withModel(limited))).isPresent();
        assertThat(said("paced", result, PLAN.withScenarios(List.of(shop(0, null)))))
                .isEmpty();
        LoadModel open =
                new LoadModel(LoadModel.Kind.OPEN, LoadModel.Arrival.BURST, List.of(), 5, SECOND, 50, 0, 0, 0, 1);
        assertThat(said("paced", result, thinking.withModel(open))).isEmpty();
        assertThat(said("paced", result)).isEmpty();
    }

    private static ScenarioPlan shop(long pacingNs, ThinkTime thinkTime) {
        return new ScenarioPlan(
                null,
                "shop",
                ScenarioDefinition.Kind.STEPS,
                1,
                pacingNs,
                false,
                List.of(new ScenarioPlan.Step("login", "login", null, thinkTime, false, null)),
                List.of());
    }

    private static TrialResult run(long due, long waiting, int peakInFlight, double busy) {
        Histogram response = Results.histogram(due - waiting, 400 * US);
        return results()
                .ok(due - waiting, 400 * US)
                .health(busy, 300 * US, 0, 0, 0)
                .detail(Results.scheduled(Results.arrivals(due, waiting, waiting, peakInFlight, response)))
                .build();
    }

    private static TrialResult scheduled(long due, long waiting, long peakBacklog, Histogram response) {
        return results()
                .ok(due - waiting, 400 * US)
                .detail(Results.scheduled(Results.arrivals(due, waiting, peakBacklog, 12, response)))
                .build();
    }

    private static TrialResult checked(TrialResult.CheckRow... rows) {
        return results()
                .ok(10, MS)
                .detail(new TrialResult.Detail(null, List.of(), List.of(), List.of(rows), List.of(), null))
                .build();
    }

    private static Optional<String> said(String code, TrialResult result) {
        return said(code, result, null);
    }

    private static Optional<String> said(String code, TrialResult result, LoadPlan plan) {
        return InsightRules.of(result, plan).stream()
                .filter(insight -> insight.code().equals(code))
                .map(Insight::text)
                .findFirst();
    }
}
