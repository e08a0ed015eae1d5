// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1ns",
        "999, 999ns",
        "1000, 1.00µs",
        "85200, 85.2µs",
        "999499, 999µs",
        "999500, 1.00ms",
        "1550000, 1.55ms",
        "9995000, 10.0ms",
        "99950000, 100ms",
        "2310000000, 2.31s",
        "5000000000000, 5000s"
    })
    void shouldShowDurationsInTheirUnit(double ns, String shown) {
        assertThat(SweepNumbers.duration(ns)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "2.345, 2.35", "12.34, 12.3", "99.96, 100", "38200.4, 38200", "2500000, 2500000"})
    void shouldShowThroughputsWithoutExponent(double rps, String shown) {
        assertThat(SweepNumbers.digits(rps)).isEqualTo(shown);
    }

    @Test
    void shouldNeverGiveANumberThatJsonCannotSay() {
        assertThat(SweepNumbers.fixed(Double.NaN, 2)).isNull();
        assertThat(SweepNumbers.fixed(Double.POSITIVE_INFINITY, 2)).isNull();
        assertThat(SweepNumbers.significant(Double.NaN)).isNull();
        assertThat(SweepNumbers.fixed(1.005, 2).toPlainString()).isEqualTo("1.01");
    }

    @Test
    void shouldHideOnlyPasswords() {
        assertThat(SweepNumbers.shown("http://me:s3cr@t@h:80/x")).isEqualTo("http://me:***@h:80/x");
        assertThat(SweepNumbers.shown("http://h:80/x@y")).isEqualTo("http://h:80/x@y");
        assertThat(SweepNumbers.shown("http://me@h/")).isEqualTo("http://me@h/");
    }
}
