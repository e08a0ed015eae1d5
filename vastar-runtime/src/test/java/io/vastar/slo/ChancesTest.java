// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChancesTest {
    /** P(X >= hits) of a binomial, by summing its terms in logarithms. */
    private static double tail(long hits, long samples, double share) {
        double sum = 0;
        double logTerm = samples * Math.log1p(-share);
        for (long k = 0; k <= samples; k++) {
            if (k >= hits) {
                sum += Math.exp(logTerm);
            }
            logTerm += Math.log((double) (samples - k) / (k + 1)) + Math.log(share / (1 - share));
        }
        return sum;
    }

    @Test
    void shouldBeSureOnlyWhereTheExactTailIsBelowOneInTenThousand() {
        int sure = 0;
        for (double share : new double[] {0.5, 0.1, 0.05, 0.01, 0.001}) {
            for (long samples : new long[] {200, 300, 1_000, 5_000}) {
                for (long hits = 0; hits <= samples; hits += Math.max(1, samples / 200)) {
                    if (Chances.surelyMore(hits, samples, share)) {
                        sure++;
                        assertThat(tail(hits, samples, share))
                                .as("%d of %d at %s", hits, samples, share)
                                .isLessThanOrEqualTo(1e-4);
                    }
                }
            }
        }
        assertThat(sure).isGreaterThan(1_000);
    }

    @Test
    void shouldBeSureWhereItIsPlain() {
        assertThat(Chances.surelyMore(20, 200, 0.01)).isTrue();
        assertThat(Chances.surelyMore(200, 200, 0.5)).isTrue();
        assertThat(Chances.surelyMore(1, 200, 0)).isTrue();
        assertThat(Chances.surelyMore(12, 1_000, 0.01)).isFalse();
    }

    @Test
    void shouldNeverBeSureOfFewSamplesOrOfNoMoreThanTheShare() {
        assertThat(Chances.surelyMore(199, 199, 0.01)).isFalse();
        assertThat(Chances.surelyMore(200, 200, 1)).isFalse();
        assertThat(Chances.surelyMore(10, 1_000_000, 0.01)).isFalse();
        assertThat(Chances.surelyMore(0, 200, 0)).isFalse();
    }
}
