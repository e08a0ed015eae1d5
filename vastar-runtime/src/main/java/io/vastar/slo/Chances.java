// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

/** What a sample says of a share. Pure arithmetic. */
final class Chances {
    /** Below this many samples nothing is called sure. */
    static final long FEWEST_SAMPLES = 200;

    private static final double SURE = Math.log(10_000);

    private Chances() {}

    /**
     * Whether it is surely, at 99.99 %, more than {@code share} of all requests that are as {@code hits} of these
     * {@code samples} were: were it just that share, as many hits had a chance of at most exp(-n·D), where D is the
     * relative entropy of the two shares (Chernoff's bound on the binomial tail). The exact tail is smaller still.
     */
    static boolean surelyMore(long hits, long samples, double share) {
        if (samples < FEWEST_SAMPLES || hits <= share * samples) {
            return false;
        }
        if (share <= 0) {
            return true;
        }
        double seen = (double) hits / samples;
        double entropy = seen * Math.log(seen / share);
        if (seen < 1) {
            entropy += (1 - seen) * Math.log((1 - seen) / (1 - share));
        }
        return samples * entropy >= SURE;
    }
}
