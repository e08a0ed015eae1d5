// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTestsTest {
    private static final Overrides QUICK = new Overrides(
            Overrides.Request.NONE,
            Overrides.Load.NONE,
            new EngineOptions(1, List.of(), IdleMode.AUTO, false),
            null,
            false);

    static final class Shop {}

    static final class Plain {}

    @Test
    void shouldRunALoadTestBetweenItsSetUpAndTearDown() throws Exception {
        LoadTestResult result = LoadTests.run(Shop.class, QUICK);
        assertThat(LoadTestsTest_Shop_LoadTest.target).isNull();
        assertThat(LoadTestsTest_Shop_LoadTest.params).containsEntry("size", "100");
        assertThat(result.all().name()).isEqualTo("Shop:size=100");
        assertThat(result.step("home").counts().ok()).isEqualTo(20);
        assertThat(result.step("home").errorRate()).isZero();
        assertThat(result.step("missing").errorRate()).isEqualTo(1);
        assertThat(result.errorRate()).isEqualTo(0.5);
        assertThat(result.transaction("Shop").counts().started()).isEqualTo(20);
        assertThat(result.p99Ms()).isPositive().isGreaterThanOrEqualTo(result.p50Ms());
        assertThat(result.requestsPerSec()).isPositive();
        assertThat(result.verdicts()).hasSize(3);
        assertThatThrownBy(result::assertSlos)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("errors<=0")
                .hasMessageContaining("missing: errors<1%")
                .hasMessageNotContaining("p99");
        assertThatThrownBy(() -> result.step("nowhere")).hasMessageContaining("home");
        assertThatThrownBy(() -> result.step("missing").percentileMs(99)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayWhatIsMissingWhenTheClassHasNoRunner() {
        assertThatThrownBy(() -> LoadTests.run(Plain.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("LoadTestsTest_Plain_LoadTest")
                .hasMessageContaining("vastar-processor");
    }
}
