// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamGridTest {
    private static LoadTestEntry entry(String name, LoadTestBuilder definition) {
        LoadTestDefinition built = definition.build();
        return new LoadTestEntry(name, built, () -> built);
    }

    private static final LoadTestEntry GRID = entry(
            "Fx", LoadTestDefinition.named("Fx").param("size", "1k", "10k").param("mode", "a", "b"));
    private static final LoadTestEntry PLAIN = entry("Plain", LoadTestDefinition.named("Plain"));

    @Test
    void shouldMakeOneLoadTestOfEachCombination() {
        List<LoadTestEntry> all = ParamGrid.expand(List.of(GRID, PLAIN), Map.of());
        assertThat(all)
                .extracting(LoadTestEntry::name)
                .containsExactly(
                        "Fx:size=1k,mode=a", "Fx:size=1k,mode=b", "Fx:size=10k,mode=a", "Fx:size=10k,mode=b", "Plain");
        assertThat(all.get(2).params()).containsEntry("size", "10k").containsEntry("mode", "a");
    }

    @Test
    void shouldTakeTheValuesOfTheCommandLine() {
        assertThat(ParamGrid.expand(List.of(GRID), Map.of("size", List.of("7"), "mode", List.of("b"))))
                .extracting(LoadTestEntry::name)
                .containsExactly("Fx:size=7,mode=b");
    }

    @Test
    void shouldSayWhichParamsThereAre() {
        assertThatThrownBy(() -> ParamGrid.expand(List.of(GRID), Map.of("sizes", List.of("1"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("-p sizes")
                .hasMessageContaining("did you mean 'size'");
        assertThatThrownBy(() -> ParamGrid.expand(List.of(PLAIN), Map.of("size", List.of("1"))))
                .hasMessageContaining("none at all");
    }

    @Test
    void shouldRefuseTooManyCombinations() {
        String[] many = new String[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = String.valueOf(i);
        }
        LoadTestEntry large = entry(
                "Large", LoadTestDefinition.named("Large").param("a", many).param("b", many));
        assertThatThrownBy(() -> ParamGrid.expand(List.of(large), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1000");
    }
}
