// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/**
 * The load test's own code on the I/O thread that was in it longest; collections not counted.
 *
 * @param share of the time in which the thread was in it, 0..1
 * @param heldShare the same of calls of 0.1 ms and more, which compute much, or sleep
 * @param mostIn the step, reader or set-up that took the largest part; null when there was no such code
 * @param mostShare that part, of {@code share}
 * @param meanNs of a call of it
 */
public record UserCode(double share, double heldShare, String mostIn, double mostShare, long meanNs) {
    public static final UserCode NONE = new UserCode(0, 0, null, 0, 0);
}
