// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileTest {
    @ParameterizedTest
    @CsvSource({"P10,2", "P25,2", "P50,2", "P75,4", "P90,10", "P95,20", "P99,100", "P999,1000", "P9999,10000"})
    void shouldNeedOneSampleBeyondThePercentile(Percentile percentile, long needed) {
        assertThat(percentile.samplesNeeded()).isEqualTo(needed);
        assertThat(percentile.supportedBy(needed - 1)).isFalse();
        assertThat(percentile.supportedBy(needed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 99, 100, 1000})
    void shouldTakeTheNearestRankAndNeverTheMaximum(int samples) {
        Histogram histogram = upTo(samples);
        for (Percentile percentile : Percentile.values()) {
            if (percentile.supportedBy(samples)) {
                long rank =
                        (long) Math.ceil(Double.parseDouble(percentile.label().replace("%", "")) * samples / 100);
                assertThat(percentile.valueNs(histogram)).hasValue(rank);
                assertThat(rank).isLessThan(samples);
            } else {
                assertThat(percentile.valueNs(histogram)).isEmpty();
            }
        }
    }

    @Test
    void shouldNotExceedTheSlowestOfEqualValues() {
        Histogram histogram = Results.histogram();
        histogram.recordValueWithCount(5_000_001, 10_000);
        assertThat(Percentile.P9999.valueNs(histogram)).hasValue(histogram.getMaxValue());
        assertThat(Percentile.P10.valueNs(histogram)).isEqualTo(Percentile.P9999.valueNs(histogram));
    }

    /** 1..samples nanoseconds, which three digits keep exact. */
    private static Histogram upTo(int samples) {
        Histogram histogram = Results.histogram();
        for (int i = 1; i <= samples; i++) {
            histogram.recordValue(i);
        }
        return histogram;
    }
}
