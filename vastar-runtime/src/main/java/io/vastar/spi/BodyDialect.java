// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import org.agrona.DirectBuffer;

/**
 * Reads a meaning out of response bodies, such as the number of events in a stream, whatever protocol carried them. One
 * per connection, owned by the agent thread; keeps a few numbers between calls, never bytes.
 */
public interface BodyDialect {
    /** A new body begins; what is left of the last one is forgotten. */
    void begin();

    /**
     * Takes the next decoded bytes of the body (framing removed) and notes what they mean in the exchange's counts.
     * Pieces end anywhere. Must not block, allocate or throw.
     *
     * @param nowNs when the bytes were read
     */
    void onData(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs);
}
