// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

import java.util.SplittableRandom;

/**
 * A pause of a virtual user.
 *
 * @param kind its distribution
 * @param minNs fixed: the pause; uniform: the shortest; exponential: unused
 * @param maxNs uniform: the longest; exponential: the mean
 */
public record ThinkTime(Kind kind, long minNs, long maxNs) {
    /** Longest exponential pause, in means: one in e^10 would be longer. */
    private static final double LONGEST = 10;

    /** The next pause, nanoseconds. Allocates nothing. */
    public long nextNs(SplittableRandom random) {
        return switch (kind) {
            case FIXED -> minNs;
            case UNIFORM -> minNs == maxNs ? minNs : random.nextLong(minNs, maxNs + 1);
            case EXPONENTIAL -> (long) (maxNs * Math.min(LONGEST, -Math.log(1 - random.nextDouble())));
        };
    }

    /** Distributions. */
    public enum Kind {
        FIXED,
        UNIFORM,
        EXPONENTIAL
    }
}
