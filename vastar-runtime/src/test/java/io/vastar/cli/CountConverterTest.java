// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class CountConverterTest {
    @ParameterizedTest
    @CsvSource({"0,0", "200,200", "10k,10000", "2.5K,2500", "1m,1000000", "10_000,10000", "1.0,1"})
    void shouldReadCounts(String text, long expected) {
        assertThat(new CountConverter().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "k", "1g", "1e3", "0.0001k", "99999999999999999999", "ten"})
    void shouldRefuseWhatIsNoCount(String text) {
        assertThatThrownBy(() -> new CountConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
