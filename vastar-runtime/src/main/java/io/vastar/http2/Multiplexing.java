// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

/**
 * How exchanges share connections.
 *
 * @param streams most exchanges in flight on each connection
 * @param requestsPerConnection after which a connection takes no more; 0 never
 */
public record Multiplexing(int streams, long requestsPerConnection) {}
