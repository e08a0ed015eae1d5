// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixSpecTest {
    private static final List<String> KNOWN = List.of("get", "set");

    @Test
    void shouldReadOneNameOrSeveralWithWeights() {
        assertThat(MixSpec.parse("get", KNOWN)).isEqualTo(Map.of("get", 1));
        assertThat(MixSpec.parse(" set : 20 , get:80", KNOWN))
                .containsExactly(Map.entry("set", 20), Map.entry("get", 80));
        assertThat(MixSpec.parse("anything:2", List.of())).isEqualTo(Map.of("anything", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gte|'gte' is unknown; did you mean 'get'?",
                "x|'x' is unknown; use get, set",
                "get,|'get,' has an empty name; write get:1,set:1",
                "get,get:2|'get,get:2' has 'get' twice; keep one",
                "get:0|'get:0' has the weight '0'; write a whole number from 1 to 1000000, as in get:1,set:1",
                "get:x|'get:x' has the weight 'x'; write a whole number from 1 to 1000000, as in get:1,set:1",
            })
    void shouldReportWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> MixSpec.parse(text, KNOWN))
                .isInstanceOf(GrammarException.class)
                .hasMessage(message);
    }
}
