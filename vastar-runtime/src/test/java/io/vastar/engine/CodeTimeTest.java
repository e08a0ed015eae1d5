// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.ScenarioPlan;
import io.vastar.record.UserCode;
import io.vastar.spi.ScenarioDefinition;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeTimeTest {
    private static final long MS = 1_000_000;

    private long pausedMs;
    private final CodeTime time = new CodeTime(
            List.of(scenario("browse", "look"), scenario("buy", "pick", "pay")),
            new int[] {0, 1},
            3,
            new GcWatch(() -> pausedMs));

    private static ScenarioPlan scenario(String name, String... steps) {
        return new ScenarioPlan(
                null,
                name,
                ScenarioDefinition.Kind.STEPS,
                1,
                0,
                false,
                List.of(steps).stream()
                        .map(step -> new ScenarioPlan.Step(step, step, null, null, true, null))
                        .toList(),
                List.of());
    }

    @BeforeEach
    void loadClasses() {
        for (int call = 0; call < 50; call++) {
            time.composed(0, 0, 300 * MS);
        }
    }

    @Test
    void shouldJudgeNobodyByTheCallsThatLoadClasses() {
        assertThat(time.used().over(1_000 * MS)).isEqualTo(UserCode.NONE);
        assertThat(time.insideNs()).as("they explain a stall all the same").isEqualTo(50 * 300 * MS);
    }

    @Test
    void shouldNameTheCallThatTookMost() {
        time.composed(0, 0, 5_000);
        time.composed(1, 0, 50_000);
        time.read(1, 1, 5 * MS);
        time.read(1, 1, 7 * MS);
        UserCode code = time.used().over(100 * MS);
        assertThat(code.mostIn()).isEqualTo("the reader of step 'pay'");
        assertThat(code.meanNs()).isEqualTo(6 * MS);
        assertThat(code.heldShare()).isEqualTo(0.12, Offset.offset(1e-9));
        assertThat(code.share()).isEqualTo(0.12055, Offset.offset(1e-9));
        time.composed(1, 0, 20 * MS);
        assertThat(time.used().over(100 * MS).mostIn()).isEqualTo("step 'pick'");
        time.setUp(1, 40 * MS);
        assertThat(time.used().over(100 * MS).mostIn()).isEqualTo("the set-up of a user of buy");
    }

    @Test
    void shouldNotBlameCodeForACollection() {
        pausedMs += 30;
        time.composed(0, 0, 30 * MS + 200_000);
        assertThat(time.heldNs()).isZero();
        time.composed(0, 0, 30 * MS);
        assertThat(time.heldNs()).as("nothing was collected").isEqualTo(30 * MS);
        pausedMs += 10;
        time.look();
        time.composed(0, 0, 30 * MS);
        assertThat(time.heldNs()).as("collected before").isEqualTo(60 * MS);
    }
}
