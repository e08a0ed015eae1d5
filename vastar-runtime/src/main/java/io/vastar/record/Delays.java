// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/**
 * What kept I/O threads from their exchanges while the clock ran. A turn counts from the end of the one before, less the
 * sleep that it was allowed, so that a process that was stopped or had no core is seen as well.
 *
 * @param longTurns turns of 5 ms or more, of all I/O threads
 * @param longTurnsNs how long they took, for each I/O thread on average
 * @param longestGcNs what of the longest turn was a collection's pause
 * @param longestCodeNs what of the longest turn was the load test's own code
 * @param code the load test's own code on the I/O threads
 * @param compilerNs how long the JIT compiler's threads worked; 0 where unknown
 */
public record Delays(
        long longTurns, long longTurnsNs, long longestGcNs, long longestCodeNs, UserCode code, long compilerNs) {
    public static final Delays NONE = new Delays(0, 0, 0, 0, UserCode.NONE, 0);
}
