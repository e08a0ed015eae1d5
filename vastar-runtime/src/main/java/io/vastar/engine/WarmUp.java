// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * What the self-warm-up found.
 *
 * @param ceilingPerSec exchanges per second against an in-process peer; 0 when there was none
 * @param tookNs its duration
 */
record WarmUp(double ceilingPerSec, long tookNs) {
    static final WarmUp NONE = new WarmUp(0, 0);
}
