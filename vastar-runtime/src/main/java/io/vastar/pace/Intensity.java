// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

import java.util.List;

/**
 * The number of arrivals that stages of a rate ask for up to a time, Λ(t), and its inverse. Immutable; every time is
 * computed from the start of its stage, so that no rounding adds up.
 */
final class Intensity {
    private static final double NS_PER_SEC = 1e9;

    /** Sums of decimal rates miss whole numbers by less than this; a whole number of arrivals is then meant. */
    private static final double ROUNDING = 1e-6;

    private final double[] from;
    private final double[] to;
    private final long[] startNs;
    private final long[] durationNs;
    private final double[] arrivalsBefore;

    Intensity(List<Stage> stages) {
        int count = stages.size();
        from = new double[count];
        to = new double[count];
        startNs = new long[count];
        durationNs = new long[count];
        arrivalsBefore = new double[count + 1];
        for (int i = 0; i < count; i++) {
            Stage stage = stages.get(i);
            boolean endless = stage.durationNs() == Long.MAX_VALUE;
            from[i] = stage.from();
            to[i] = endless ? stage.from() : stage.to();
            durationNs[i] = stage.durationNs();
            startNs[i] = i == 0 ? 0 : startNs[i - 1] + durationNs[i - 1];
            double mean = (from[i] + to[i]) / 2;
            double own = endless && mean > 0 ? Double.POSITIVE_INFINITY : mean * durationNs[i] / NS_PER_SEC;
            arrivalsBefore[i + 1] = rounded(arrivalsBefore[i] + own);
        }
    }

    private static double rounded(double arrivals) {
        double whole = Math.rint(arrivals);
        return Math.abs(arrivals - whole) < ROUNDING ? whole : arrivals;
    }

    /** Arrivals of all stages; infinite when the last one has no end. */
    double total() {
        return arrivalsBefore[from.length];
    }

    /**
     * The stage in which Λ first exceeds a number of arrivals, so that none comes while the rate is 0.
     *
     * @param arrivals less than {@link #total()}
     * @param first a stage that is not after it
     */
    int stageOf(double arrivals, int first) {
        int stage = first;
        while (arrivals >= arrivalsBefore[stage + 1]) {
            stage++;
        }
        return stage;
    }

    /** When Λ exceeds a number of arrivals, nanoseconds after the start; before the end of its stage. */
    long timeNs(double arrivals, int stage) {
        double own = arrivals - arrivalsBefore[stage];
        double inStage;
        if (from[stage] == to[stage]) {
            inStage = own * NS_PER_SEC / from[stage];
        } else {
            // own = from·t + slope·t²/2, solved for t in the form that does not cancel where the slope is small
            double slope = (to[stage] - from[stage]) * NS_PER_SEC / durationNs[stage];
            double root = Math.sqrt(Math.max(0, from[stage] * from[stage] + 2 * slope * own));
            inStage = own == 0 ? 0 : 2 * own * NS_PER_SEC / (from[stage] + root);
        }
        long roundedNs = Math.min((long) (inStage + 0.5), durationNs[stage] - 1);
        return roundedNs > Long.MAX_VALUE - startNs[stage] ? Long.MAX_VALUE : startNs[stage] + roundedNs;
    }
}
