// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.ScenarioPlan;
import io.vastar.spi.ScenarioDefinition.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {
    private static ScenarioPlan weighing(int weight) {
        return new ScenarioPlan(null, "s", Kind.STEPS, weight, 0, false, List.of(), List.of());
    }

    private static final List<ScenarioPlan> FOUR_TO_ONE = List.of(weighing(4), weighing(1));

    @Test
    void shouldDealByWeightAndEvenly() {
        Mix mix = new Mix(FOUR_TO_ONE, 0, 1);
        StringBuilder dealt = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            dealt.append(mix.next());
        }
        assertThat(dealt.toString()).isEqualTo("0010000100");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void shouldDealTheSameToAllAgentsTogether(int agents) {
        int[] counts = new int[2];
        for (int agent = 0; agent < agents; agent++) {
            Mix mix = new Mix(FOUR_TO_ONE, agent, agents);
            for (int i = 0; i < 10; i++) {
                counts[mix.next()]++;
            }
        }
        assertThat(counts).containsExactly(8 * agents, 2 * agents);
    }
}
