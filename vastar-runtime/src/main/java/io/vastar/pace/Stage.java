// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

/**
 * A line from one value to another.
 *
 * @param from arrivals per second, or users
 * @param durationNs {@link Long#MAX_VALUE} for a last stage without end
 */
public record Stage(double from, double to, long durationNs) {}
