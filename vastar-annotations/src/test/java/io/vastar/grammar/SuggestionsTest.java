// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> NAMES = List.of("Sample01_HelloWorld", "Sample02_PostJson", "FxConvert");

    @Test
    void shouldNameTheNearestWord() {
        assertThat(Suggestions.of("FxConvrt", NAMES)).containsExactly("FxConvert");
    }

    @Test
    void shouldNameALongWordWhoseBeginningWasMistyped() {
        assertThat(Suggestions.of("Sampel01", NAMES)).startsWith("Sample01_HelloWorld");
    }

    @Test
    void shouldNameNothingWhenNothingIsNear() {
        assertThat(Suggestions.of("Checkout", NAMES)).isEmpty();
    }
}
