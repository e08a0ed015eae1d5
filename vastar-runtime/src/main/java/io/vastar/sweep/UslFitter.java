// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import java.util.Arrays;

/**
 * Fits {@link UslFit} by nonlinear least squares with σ in 0..1 and κ ≥ 0: the best of a grid, for which λ follows in
 * closed form, improved by Levenberg–Marquardt (D. W. Marquardt, SIAM J. Appl. Math. 11, 1963) with the bounds kept by
 * projection. Throughputs are scaled to 1 at most meanwhile.
 */
final class UslFitter {
    private static final int FEWEST_LEVELS = 3;
    private static final double NEGLIGIBLE_COHERENCY = 0.01;
    private static final int MOST_STEPS = 500;
    private static final double HIGHEST_DAMPING = 1e15;
    private static final int LAMBDA = 0;
    private static final int SIGMA = 1;
    private static final int KAPPA = 2;

    private final double[] levels;
    private final double[] throughputs;
    private final double scale;

    private UslFitter(double[] levels, double[] rps) {
        this.levels = levels;
        scale = Arrays.stream(rps).max().orElse(0);
        throughputs = Arrays.stream(rps).map(value -> value / scale).toArray();
    }

    /** The fit to throughputs at as many levels; null when fewer than three levels differ or nothing got through. */
    static UslFit fit(double[] levels, double[] rps) {
        if (Arrays.stream(levels).distinct().count() < FEWEST_LEVELS
                || Arrays.stream(rps).max().orElse(0) <= 0) {
            return null;
        }
        UslFitter fitter = new UslFitter(levels, rps);
        double[] parameters = fitter.solve(true);
        if (fitter.coherencyShare(parameters) < NEGLIGIBLE_COHERENCY) {
            return fitter.result(fitter.solve(false), false);
        }
        return fitter.result(parameters, true);
    }

    private UslFit result(double[] parameters, boolean peaks) {
        double lambda = parameters[LAMBDA] * scale;
        double sigma = parameters[SIGMA];
        double kappa = parameters[KAPPA];
        double mean = Arrays.stream(throughputs).average().orElse(0);
        double variance = Arrays.stream(throughputs)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double error = squaredError(parameters);
        double rSquared = variance > 0 ? 1 - error / variance : error > 0 ? 0 : 1;
        Double peak = peaks ? Math.max(1, Math.sqrt((1 - sigma) / kappa)) : null;
        Double peakRps = peak == null ? null : UslFit.throughput(lambda, sigma, kappa, peak);
        return new UslFit(lambda, sigma, kappa, rSquared, peak, peakRps, levels.length);
    }

    private double coherencyShare(double[] parameters) {
        double n = Arrays.stream(levels).max().orElse(1);
        double coherency = parameters[KAPPA] * n * (n - 1);
        return coherency / (1 + parameters[SIGMA] * (n - 1) + coherency);
    }

    private double[] solve(boolean withCoherency) {
        double[] best = bestOfGrid(withCoherency);
        double bestError = squaredError(best);
        double damping = 1e-3;
        for (int step = 0; step < MOST_STEPS && damping < HIGHEST_DAMPING; step++) {
            double[] next = moved(best, damping, withCoherency);
            double error = squaredError(next);
            if (error < bestError) {
                best = next;
                bestError = error;
                damping /= 4;
            } else {
                damping *= 4;
            }
        }
        return best;
    }

    private double[] bestOfGrid(boolean withCoherency) {
        double[] best = withLambda(0, 0);
        for (int i = -1; i <= 24; i++) {
            double sigma = i < 0 ? 0 : Math.pow(10, -6 + i / 4.0);
            for (int j = -1; j <= (withCoherency ? 48 : -1); j++) {
                double[] candidate = withLambda(sigma, j < 0 ? 0 : Math.pow(10, -12 + j / 4.0));
                if (squaredError(candidate) < squaredError(best)) {
                    best = candidate;
                }
            }
        }
        return best;
    }

    private double[] withLambda(double sigma, double kappa) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < levels.length; i++) {
            double shape = UslFit.throughput(1, sigma, kappa, levels[i]);
            product += shape * throughputs[i];
            square += shape * shape;
        }
        return new double[] {product / square, sigma, kappa};
    }

    private double squaredError(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            double residual = residual(parameters, i);
            sum += residual * residual;
        }
        return sum;
    }

    private double residual(double[] parameters, int i) {
        return throughputs[i] - UslFit.throughput(parameters[LAMBDA], parameters[SIGMA], parameters[KAPPA], levels[i]);
    }

    /** One damped step; a parameter at its bound stays there while the error would fall beyond it. */
    private double[] moved(double[] parameters, double damping, boolean withCoherency) {
        double[][] normal = new double[3][4];
        for (int i = 0; i < levels.length; i++) {
            double n = levels[i];
            double divisor = 1 + parameters[SIGMA] * (n - 1) + parameters[KAPPA] * n * (n - 1);
            double slope = -parameters[LAMBDA] * n / (divisor * divisor);
            double[] gradient = {n / divisor, slope * (n - 1), slope * n * (n - 1)};
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    normal[row][column] += gradient[row] * gradient[column];
                }
                normal[row][3] += gradient[row] * residual(parameters, i);
            }
        }
        hold(normal, SIGMA, parameters[SIGMA] <= 0 && normal[SIGMA][3] < 0);
        hold(normal, SIGMA, parameters[SIGMA] >= 1 && normal[SIGMA][3] > 0);
        hold(normal, KAPPA, !withCoherency || (parameters[KAPPA] <= 0 && normal[KAPPA][3] < 0));
        for (int i = 0; i < 3; i++) {
            normal[i][i] += damping * normal[i][i] + Double.MIN_NORMAL;
        }
        double[] delta = solved(normal);
        return new double[] {
            parameters[LAMBDA] + delta[LAMBDA],
            Math.min(1, Math.max(0, parameters[SIGMA] + delta[SIGMA])),
            Math.max(0, parameters[KAPPA] + delta[KAPPA])
        };
    }

    private static void hold(double[][] normal, int parameter, boolean held) {
        if (!held) {
            return;
        }
        for (int i = 0; i < 3; i++) {
            normal[parameter][i] = 0;
            normal[i][parameter] = 0;
        }
        normal[parameter][parameter] = 1;
        normal[parameter][3] = 0;
    }

    /** Gaussian elimination of a 3×3 system with its right side in the last column. */
    private static double[] solved(double[][] system) {
        for (int pivot = 0; pivot < 3; pivot++) {
            for (int row = pivot + 1; row < 3; row++) {
                double factor = system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column < 4; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double[] solution = new double[3];
        for (int row = 2; row >= 0; row--) {
            double value = system[row][3];
            for (int column = row + 1; column < 3; column++) {
                value -= system[row][column] * solution[column];
            }
            solution[row] = value / system[row][row];
        }
        return Arrays.stream(solution).allMatch(Double::isFinite) ? solution : new double[3];
    }
}
