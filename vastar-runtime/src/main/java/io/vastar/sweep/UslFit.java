// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import java.util.OptionalDouble;

/**
 * The Universal Scalability Law fitted to throughput over concurrency,
 * {@code X(N) = λN / (1 + σ(N−1) + κN(N−1))} (N. J. Gunther, Guerrilla Capacity Planning, 2007).
 *
 * @param lambda throughput of one exchange in flight without contention, per second
 * @param sigma contention: the share of work that is done one at a time, 0..1
 * @param kappa coherency: what each pair of exchanges in flight costs the others; 0 or more
 * @param rSquared share of the variance of throughput that the law explains; 1 is all, 0 or less nothing
 * @param peakConcurrency where the law predicts the highest throughput, {@code √((1−σ)/κ)}, 1 or more; null when
 *     coherency costs less than 1 % at the highest level measured: the law then predicts no peak
 * @param peakRps throughput at that peak; null without one
 * @param samples how many throughputs it was fitted to; three or fewer fit exactly whatever they are
 */
public record UslFit(
        double lambda,
        double sigma,
        double kappa,
        double rSquared,
        Double peakConcurrency,
        Double peakRps,
        int samples) {

    /** Throughput that the law predicts at a concurrency. */
    public double throughputAt(double concurrency) {
        return throughput(lambda, sigma, kappa, concurrency);
    }

    /**
     * The smallest concurrency at which the law predicts {@code ratio} of its best: of its peak, or of the ceiling
     * {@code λ/σ} where it has none. Empty when it predicts that throughput grows without limit.
     */
    public OptionalDouble kneeAt(double ratio) {
        if (peakRps == null && sigma <= 0) {
            return OptionalDouble.empty();
        }
        double wanted = ratio * (peakRps == null ? lambda / sigma : peakRps);
        double a = wanted * kappa;
        double b = wanted * (sigma - kappa) - lambda;
        double c = wanted * (1 - sigma);
        double divisor = -b + Math.sqrt(Math.max(0, b * b - 4 * a * c));
        return divisor <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(1, 2 * c / divisor));
    }

    static double throughput(double lambda, double sigma, double kappa, double n) {
        return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
    }
}
