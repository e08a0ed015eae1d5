// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.grammar.SloSpec;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RanksTest {
    private static Ranks ranks(String objective) {
        return new Ranks(SloSpec.parse(objective).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "p50, 2, 100, 50",
        "p90, 10, 101, 91",
        "p99, 100, 100, 99",
        "p99, 100, 101, 100",
        "p99.9, 1000, 1000, 999",
        "p99.99, 10000, 9999, 9999",
        "p99.9999, 1000000, 1000000, 999999",
        "p99.95, 2000, 4000, 3998",
    })
    void shouldCountRanksWithoutRoundingErrors(String percentile, long needed, long samples, long rank) {
        Ranks ranks = ranks(percentile + "<1s");
        assertThat(ranks.needed()).isEqualTo(needed);
        assertThat(ranks.rank(samples)).isEqualTo(rank);
        assertThat(ranks.allowedBeyond(samples)).isEqualTo(samples - rank);
    }

    /** Below 2048 the histogram has a bucket for each value, so that nothing is rounded. */
    @Test
    void shouldAgreeWithTheSortedSamples() {
        Random random = new Random(11);
        String[] percentiles = {"p50", "p75", "p90", "p95", "p99", "p99.9", "p33.3"};
        String[] signs = {"<", "<=", ">", ">="};
        for (int i = 0; i < 5_000; i++) {
            String percentile = percentiles[random.nextInt(percentiles.length)];
            String sign = signs[random.nextInt(signs.length)];
            long limit = 1 + random.nextInt(40);
            long[] samples =
                    random.longs(1 + random.nextInt(300), 1, 40).sorted().toArray();
            Histogram histogram = new Histogram(3);
            for (long sample : samples) {
                histogram.recordValue(sample);
            }
            Ranks ranks = ranks(percentile + sign + limit + "ns");
            long within = ranks.within(histogram);
            boolean expected = bruteForce(samples, percentile, sign, limit);
            assertThat(ranks.holds(within, samples.length))
                    .as("%s%s%d of %s", percentile, sign, limit, Arrays.toString(samples))
                    .isEqualTo(expected);
        }
    }

    private static boolean bruteForce(long[] sorted, String percentile, String sign, long limit) {
        double share = Double.parseDouble(percentile.substring(1)) / 100;
        int rank = (int) Math.max(1, Math.ceil(share * sorted.length - 1e-9));
        long value = sorted[rank - 1];
        return switch (sign) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            default -> value >= limit;
        };
    }

    /** Tries every way in which the missing samples can come out. */
    @Test
    void shouldCallASmallSampleSettledOnlyWhenTheMissingOnesCannotChangeTheVerdict() {
        for (String objective : new String[] {"p90<1ms", "p95<=1ms", "p90>1ms", "p99<1ms", "p80>=1ms"}) {
            Ranks ranks = ranks(objective);
            int needed = (int) ranks.needed();
            for (int samples = 1; samples <= needed + 3; samples++) {
                int missing = Math.max(0, needed - samples);
                for (int within = 0; within <= samples; within++) {
                    boolean always = true;
                    for (int more = 0; more <= missing; more++) {
                        always &=
                                ranks.holds(within + more, samples + missing) == ranks.holds(within, samples + missing);
                    }
                    assertThat(ranks.settled(within, samples))
                            .as("%s, %d of %d", objective, within, samples)
                            .isEqualTo(always);
                }
            }
        }
    }

    @Test
    void shouldTakeWhatTheHistogramCannotTellFromTheLimitAsEqualToIt() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(200_010_000);
        assertThat(ranks("p50<=200ms").within(histogram)).isEqualTo(1);
        assertThat(ranks("p50<200ms").within(histogram)).isZero();
        assertThat(ranks("p50<=199ms").within(histogram)).isZero();
        assertThat(ranks("p50<=31536000s").within(histogram)).isEqualTo(1);
    }
}
