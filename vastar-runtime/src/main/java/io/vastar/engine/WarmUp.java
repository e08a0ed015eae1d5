// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * What the self-warm-up found.
 *
 * @param ceilingPerSec exchanges per second that the I/O threads could do with small responses; 0 when not measured
 * @param tookNs its duration
 * @param brief whether it was only as long as a run of few requests needs
 */
record WarmUp(double ceilingPerSec, long tookNs, boolean brief) {
    static final WarmUp NONE = new WarmUp(0, 0, false);
}
