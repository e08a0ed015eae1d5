// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "999.6, 1.00 µs",
        "1000, 1.00 µs",
        "9994, 9.99 µs",
        "9995, 10.0 µs",
        "99949, 99.9 µs",
        "99950, 100 µs",
        "312345, 312 µs",
        "999499, 999 µs",
        "999500, 1.00 ms",
        "4210000, 4.21 ms",
        "999499999, 999 ms",
        "1203000000, 1.203 s",
        "12034000000, 12.03 s",
        "3600000000000, 3600 s"
    })
    void shouldGiveADurationItsOwnUnit(double ns, String text) {
        assertThat(Units.duration(ns)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "999, 999 bytes", "1000, 1.00 KB", "999600, 1.00 MB", "12345678, 12.3 MB"})
    void shouldGiveBytesTheirOwnUnit(double bytes, String text) {
        assertThat(Units.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0%",
        "1, 100%",
        "0.9999, 99.99%",
        "0.9999999, 99.99%",
        "0.43, 43%",
        "0.013, 1.3%",
        "0.0005, 0.050%",
        "0.000001, <0.001%"
    })
    void shouldReadNothingOrAllOnlyWhenItIs(double share, String text) {
        assertThat(Units.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldNeverPrintWhatIsNotANumber(double value) {
        assertThat(Units.duration(value)
                        + Units.bytes(value)
                        + Units.rate(value)
                        + Units.percent(value)
                        + Units.times(value))
                .doesNotContain("NaN", "Inf");
    }

    @Test
    void shouldShowControlCharactersInsteadOfPassingThemOn() {
        assertThat(Units.printable("a\u001b[2J\r\n\tb\u0007\u009b")).isEqualTo("a\\x1b[2J\\r\\n\\tb\\x07\\x9b");
        assertThat(Units.printable(null)).isEmpty();
    }
}
