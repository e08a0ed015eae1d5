// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

/**
 * The level that the sweep recommends.
 *
 * @param point null when the method is {@link Method#NONE}
 * @param reasoning why this one, in one line
 * @param peakRps highest throughput among the qualified levels, or among all when none qualifies; 0 without levels
 * @param peakConcurrency where that was; 0 without levels
 */
public record SweetSpot(SweepPoint point, Method method, String reasoning, double peakRps, int peakConcurrency) {

    /** The recommended concurrency; 0 when there is none. */
    public int concurrency() {
        return point == null ? 0 : point.concurrency();
    }

    /** How the level was chosen. */
    public enum Method {
        KNEE,
        SCORE,
        USL,
        /** No level qualified; this is the least bad one. */
        FALLBACK,
        /** Nothing to choose from. */
        NONE
    }
}
