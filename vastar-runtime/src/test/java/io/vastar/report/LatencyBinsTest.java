// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBinsTest {
    @Test
    void shouldHaveNoBinWithoutSamples() {
        assertThat(LatencyBins.of(Results.histogram())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1_000_000})
    void shouldPutEqualValuesIntoOneBin(long samples) {
        Histogram histogram = Results.histogram();
        histogram.recordValueWithCount(312_000, samples);
        assertThat(LatencyBins.of(histogram)).singleElement().satisfies(bin -> {
            assertThat(bin.count()).isEqualTo(samples);
            assertThat(bin.open()).isFalse();
        });
    }

    @Test
    void shouldSpreadTwoValuesToTheEnds() {
        List<LatencyBins.Bin> bins = LatencyBins.of(of(1_000_000, 2_000_000));
        assertThat(bins).hasSize(LatencyBins.MOST);
        assertThat(bins).extracting(LatencyBins.Bin::count).containsExactly(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void shouldCountAnEdgeIntoTheBinBelowIt() {
        // 0..1100 ns in bins of 100: edges are exact
        List<LatencyBins.Bin> bins = LatencyBins.of(of(100, 200, 201, 300, 1_200));
        assertThat(bins).extracting(LatencyBins.Bin::toNs).startsWith(200.0, 300.0);
        assertThat(bins).extracting(LatencyBins.Bin::count).startsWith(2L, 2L).endsWith(1L);
    }

    @Test
    void shouldNotMakeBinsFinerThanAMeasuredNanosecond() {
        assertThat(LatencyBins.of(of(100, 101, 102, 103))).hasSize(3);
    }

    @Test
    void shouldKeepAnOutlierFromPressingTheOthersIntoOneBar() {
        Histogram histogram = Results.histogram();
        for (int i = 0; i < 1_000; i++) {
            histogram.recordValue(1_000_000 + i * 1_000);
        }
        histogram.recordValue(5_000_000_000L);
        List<LatencyBins.Bin> bins = LatencyBins.of(histogram);
        assertThat(bins).hasSize(LatencyBins.MOST);
        assertThat(bins.get(LatencyBins.MOST - 1).open()).isTrue();
        assertThat(bins.subList(0, LatencyBins.MOST - 1))
                .allSatisfy(bin -> assertThat(bin.count()).isBetween(80L, 120L));
        assertThat(bins.stream().mapToLong(LatencyBins.Bin::count).sum()).isEqualTo(1_001);
    }

    @Test
    void shouldShowEqualValuesAndOneOutlierAsTwoBins() {
        Histogram histogram = Results.histogram();
        histogram.recordValueWithCount(1_000_000, 999);
        histogram.recordValue(900_000_000);
        assertThat(LatencyBins.of(histogram)).extracting(LatencyBins.Bin::count).containsExactly(999L, 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9, 10, 11, 99, 100, 5_000})
    void shouldLoseNoSample(int samples) {
        Histogram histogram = Results.histogram();
        long value = 137;
        for (int i = 0; i < samples; i++) {
            value = (value * 6364136223846793005L + 1442695040888963407L) >>> 1;
            histogram.recordValue(1 + value % 3_000_000_000L);
        }
        List<LatencyBins.Bin> bins = LatencyBins.of(histogram);
        assertThat(bins.stream().mapToLong(LatencyBins.Bin::count).sum()).isEqualTo(samples);
        for (int i = 1; i < bins.size(); i++) {
            assertThat(bins.get(i).fromNs()).isEqualTo(bins.get(i - 1).toNs());
        }
    }

    private static Histogram of(long... values) {
        Histogram histogram = Results.histogram();
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
