// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * What the self-warm-up found.
 *
 * @param ceilingPerSec exchanges per second that the I/O threads could do with small responses; 0 when not measured
 * @param tookNs its duration
 */
record WarmUp(double ceilingPerSec, long tookNs) {
    static final WarmUp NONE = new WarmUp(0, 0);
}
