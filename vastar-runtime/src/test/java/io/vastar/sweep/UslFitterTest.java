// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UslFitterTest {
    private static final double[] LEVELS = {1, 10, 22, 46, 100, 215, 464, 1000};

    @ParameterizedTest
    @CsvSource({
        "1000, 0.02, 0.0001",
        "35000, 0.3, 0.00001",
        "0.5, 0.001, 0.000001",
        "995.65, 0.02671, 0.000769",
        "2500000, 0.05, 0.0005",
        "1000, 0, 0.0001",
        "1000, 0.9, 0.0002"
    })
    void shouldRecoverTheParametersOfAnExactCurve(double lambda, double sigma, double kappa) {
        UslFit fit = UslFitter.fit(LEVELS, curve(lambda, sigma, kappa));

        assertThat(fit.lambda()).isCloseTo(lambda, within(lambda * 1e-4));
        assertThat(fit.sigma()).isCloseTo(sigma, within(1e-4));
        assertThat(fit.kappa()).isCloseTo(kappa, within(kappa * 1e-2));
        assertThat(fit.rSquared()).isCloseTo(1, within(1e-9));
        assertThat(fit.peakConcurrency()).isCloseTo(Math.sqrt((1 - sigma) / kappa), within(0.5));
        assertThat(fit.peakRps()).isCloseTo(fit.throughputAt(fit.peakConcurrency()), within(lambda * 1e-9));
    }

    @Test
    void shouldFitNoisyMeasurements() {
        Random random = new Random(42);
        double[] rps = Arrays.stream(curve(1000, 0.02, 0.0001))
                .map(value -> value * (1 + 0.03 * random.nextGaussian()))
                .toArray();

        UslFit fit = UslFitter.fit(LEVELS, rps);

        assertThat(fit.rSquared()).isBetween(0.95, 1.0);
        assertThat(fit.peakConcurrency()).isBetween(80.0, 120.0);
    }

    @Test
    void shouldPredictNoPeakWithoutCoherency() {
        UslFit fit = UslFitter.fit(LEVELS, curve(1000, 0.05, 0));

        assertThat(fit.peakConcurrency()).isNull();
        assertThat(fit.peakRps()).isNull();
        assertThat(fit.kappa()).isZero();
        assertThat(fit.sigma()).isCloseTo(0.05, within(1e-6));
        assertThat(fit.kneeAt(0.95).getAsDouble()).isCloseTo(0.95 * 0.95 / (0.05 * 0.05), within(0.1));
    }

    @Test
    void shouldPredictNoLimitForLinearGrowth() {
        UslFit fit = UslFitter.fit(LEVELS, curve(100, 0, 0));

        assertThat(fit.lambda()).isCloseTo(100, within(0.01));
        assertThat(fit.peakConcurrency()).isNull();
        assertThat(fit.kneeAt(0.95).orElse(1e9)).isGreaterThan(10_000);
    }

    @Test
    void shouldKeepItsBoundsOnAFlatOrFallingCurve() {
        UslFit flat = UslFitter.fit(LEVELS, new double[] {500, 500, 500, 500, 500, 500, 500, 500});
        UslFit falling = UslFitter.fit(LEVELS, new double[] {500, 450, 400, 300, 200, 100, 50, 20});

        assertThat(flat.sigma()).isCloseTo(1, within(1e-6));
        assertThat(flat.rSquared()).isFinite();
        assertThat(flat.kneeAt(0.95)).hasValue(1);
        assertThat(falling.sigma()).isBetween(0.0, 1.0);
        assertThat(falling.kappa()).isNotNegative();
        assertThat(falling.peakConcurrency()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void shouldPutTheKneeWhereTheCurveReachesTheRatio() {
        UslFit fit = UslFitter.fit(LEVELS, curve(1000, 0.02, 0.0001));

        double knee = fit.kneeAt(0.95).getAsDouble();

        assertThat(knee).isLessThan(fit.peakConcurrency());
        assertThat(fit.throughputAt(knee)).isCloseTo(0.95 * fit.peakRps(), within(1.0));
        assertThat(fit.kneeAt(1).getAsDouble()).isCloseTo(fit.peakConcurrency(), within(1.0));
    }

    @Test
    void shouldNotFitFewerThanThreeLevels() {
        assertThat(UslFitter.fit(new double[] {1, 10, 10}, new double[] {1, 2, 3}))
                .isNull();
        assertThat(UslFitter.fit(new double[] {1, 10, 20}, new double[] {0, 0, 0}))
                .isNull();
    }

    private static double[] curve(double lambda, double sigma, double kappa) {
        return Arrays.stream(LEVELS)
                .map(level -> UslFit.throughput(lambda, sigma, kappa, level))
                .toArray();
    }
}
