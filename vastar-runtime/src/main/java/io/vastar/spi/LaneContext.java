// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import org.agrona.concurrent.NanoClock;

/**
 * What a lane needs from its agent.
 *
 * @param connections how many connections or workers the lane shall have
 * @param connectTimeoutNs how long one connection attempt may take
 * @param clock the agent's clock, monotonic nanoseconds
 */
public record LaneContext(int connections, long connectTimeoutNs, NanoClock clock) {}
