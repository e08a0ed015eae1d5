// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "256, 256",
        "1B, 1",
        "64KB, 64000",
        "64k, 64000",
        "1.5MB, 1500000",
        "1KiB, 1024",
        "1Mi, 1048576",
        "' 2 GB ', 2000000000",
        "1GiB, 1073741824",
    })
    void shouldReadANumberAndItsUnit(String text, long expected) {
        assertThat(Sizes.parseBytes(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KB", "1TB", "1e3", "1,000", "x", "1KBB"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThatThrownBy(() -> Sizes.parseBytes(text))
                .isInstanceOf(GrammarException.class)
                .hasMessage("'" + text + "' is not a size; write a number and a unit, such as 256, 64KB or 1MiB");
    }

    @ParameterizedTest
    @CsvSource({"-1, is negative", "2000GB, is more than 1 TiB"})
    void shouldRefuseWhatIsOutOfRange(String text, String flaw) {
        assertThatThrownBy(() -> Sizes.parseBytes(text)).hasMessageContaining("'" + text + "' " + flaw);
    }
}
