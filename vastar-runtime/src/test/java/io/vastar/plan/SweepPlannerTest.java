// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.SweepDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepPlannerTest {
    private static Planned plan(SweepDefinition annotated, SweepDefinition given, long files) {
        PlaceholderValues values = new PlaceholderValues(Map.of("levels", "3,4"), name -> null, name -> null);
        LoadTestDefinition test = LoadTestDefinition.named("Fx")
                .url("http://h/x")
                .method("POST")
                .body("{}")
                .header("X-A: 1")
                .sweep(annotated)
                .build();
        return new PlanBuilder(values, new FileLimits(files, 0)).loadTest(test, Overrides.NONE.withSweep(given), null);
    }

    private static SweepPlan plan(SweepDefinition annotated, SweepDefinition given) {
        return plan(annotated, given, Long.MAX_VALUE).sweep();
    }

    @Test
    void shouldUseTheDefaultsOfTheContract() {
        SweepPlan plan = plan(SweepDefinition.over("auto"), null);
        assertThat(plan.conc().levels()).containsExactly(10, 22, 46, 100, 215, 464, 1000);
        assertThat(plan.base().requests()).isZero();
        assertThat(plan.base().durationNs()).isEqualTo(1_000_000_000L);
        assertThat(plan.settles()).isTrue();
        assertThat(plan.base().concurrency()).isEqualTo(1);
        assertThat(plan.kneeRatio()).isEqualTo(0.95);
        assertThat(plan.repeats()).isEqualTo(1);
        assertThat(plan.refine()).isFalse();
        assertThat(plan.pick()).isEqualTo(SweepPlan.Pick.KNEE);
        assertThat(plan.gates()).isEqualTo(new SweepPlan.Gates(null, null, null, null, null, null));
        assertThat(plan.reference()).isNull();
    }

    @Test
    void shouldPreferTheFlagToTheAnnotationAndResolveItsPlaceholders() {
        SweepDefinition annotated =
                SweepDefinition.over("${levels}").repeats(3).pick("score").maxSpread(9);
        SweepDefinition given = SweepDefinition.over(null).repeats(5).refine(true);
        SweepPlan plan = plan(annotated, given);
        assertThat(plan.conc().levels()).containsExactly(3, 4);
        assertThat(plan.repeats()).isEqualTo(5);
        assertThat(plan.settles()).isFalse();
        assertThat(plan.refine()).isTrue();
        assertThat(plan.pick()).isEqualTo(SweepPlan.Pick.SCORE);
        assertThat(plan.gates().maxSpread()).isEqualTo(9);
    }

    @Test
    void shouldPutThePathOfTheReferenceBehindTheBaseUrlOfTheSetUp() {
        LoadTestDefinition test = LoadTestDefinition.named("Fx")
                .url("/delay?ms=5")
                .sweep(SweepDefinition.over("1").vs("/delay?ms=4"))
                .build();
        PlaceholderValues values = new PlaceholderValues(Map.of(), name -> null, name -> null);

        SweepPlan plan = new PlanBuilder(values, new FileLimits(Long.MAX_VALUE, 0))
                .loadTest(test, Overrides.NONE, "http://127.0.0.1:81/app")
                .sweep();

        assertThat(plan.base().request().url()).isEqualTo("http://127.0.0.1:81/app/delay?ms=5");
        assertThat(plan.reference().url()).isEqualTo("http://127.0.0.1:81/app/delay?ms=4");
    }

    @Test
    void shouldSendTheTargetsRequestToTheReference() {
        RequestSpec reference = plan(SweepDefinition.over("1").vs("/old"), null).reference();
        assertThat(reference.url()).isEqualTo("http://h/old");
        assertThat(reference.method()).isEqualTo("POST");
        assertThat(reference.headers()).hasSize(1);
        assertThat(reference.contentType()).isEqualTo("application/json");
    }

    @Test
    void shouldSendTheReferenceWhatIsGivenForIt() {
        RequestSpec reference = plan(
                        SweepDefinition.over("1")
                                .vs("http://other/")
                                .vsMethod("put")
                                .vsBody("a")
                                .vsContentType("text/x"),
                        null)
                .reference();
        assertThat(reference.method()).isEqualTo("PUT");
        assertThat(reference.body()).containsExactly('a');
        assertThat(reference.contentType()).isEqualTo("text/x");
    }

    @Test
    void shouldLeaveOutLevelsOfAutoThatNeedMoreFilesAndSaySo() {
        Planned planned = plan(SweepDefinition.over("auto"), null, 300);
        assertThat(planned.sweep().conc().levels()).isEqualTo(List.of(10, 22, 46, 100, 215));
        assertThat(planned.notes()).hasSize(1).first().asString().contains("ulimit -n");
    }

    @Test
    void shouldRefuseListedLevelsThatNeedMoreFiles() {
        assertThatThrownBy(() -> plan(SweepDefinition.over("10,500"), null, 300))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("level c=500 of the sweep");
    }

    @Test
    void shouldRefuseWhatHasNothingToCompareWith() {
        assertThatThrownBy(() -> plan(SweepDefinition.over("1").maxOverheadPercent(5), null))
                .hasMessageContaining("--vs URL or --ref-from-json FILE");
        assertThatThrownBy(() -> plan(SweepDefinition.over("1").vsBody("x"), null))
                .hasMessageContaining("add --vs URL");
        assertThatThrownBy(() -> plan(SweepDefinition.over("1").refFromJson("/none.json"), null))
                .hasMessageContaining("--ref-from-json: cannot read '/none.json'");
    }

    @Test
    void shouldNameTheFlagOfAValueOutOfRange() {
        assertThatThrownBy(() -> plan(SweepDefinition.over("1").pick("best"), null))
                .hasMessageContaining("--pick: 'best'");
        assertThatThrownBy(() -> plan(SweepDefinition.over("a-b"), null)).hasMessageContaining("--conc: 'a-b'");
        assertThatThrownBy(() -> plan(SweepDefinition.over("1").kneeRatio(1.5), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--knee-ratio");
    }
}
