// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * What this machine's generator can do, with no target involved.
 *
 * @param httpCeilingPerSec small HTTP exchanges per second that the I/O threads could do on loopback
 * @param handOffNs mean time to hand a blocking call to a worker and its result back
 */
public record Calibration(double httpCeilingPerSec, double handOffNs) {}
