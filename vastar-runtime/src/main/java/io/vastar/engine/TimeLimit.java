// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * A time by which to count during a run: the measured exchanges, answered as expected, that took longer.
 *
 * @param kind which time
 * @param limitNs the longest time that is not counted
 */
public record TimeLimit(Kind kind, long limitNs) {
    /** Which time. */
    public enum Kind {
        /** Response time in an open model, else service time. */
        LATENCY,
        SERVICE,
        RESPONSE
    }
}
