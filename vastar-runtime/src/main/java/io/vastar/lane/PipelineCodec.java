// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * The protocol's half of a {@link PipelineLane}: as a {@link WireCodec}, but requests are encoded while responses to earlier
 * ones are still to come. Responses come in the order of the requests. One per connection, owned by the agent thread.
 */
public interface PipelineCodec {
    /** Gets a request ready; how many bytes {@link #encode} writes at most. */
    int prepare(Exchange exchange);

    /** Writes the request that was got ready. */
    void encode(Exchange exchange, ByteBuffer to);

    /** Whether the request may be sent a second time when the first has had no answer. */
    boolean retryable(Exchange exchange);

    /** The next bytes are the response to this exchange, and no other has begun. */
    void expect(Exchange exchange);

    /** As {@link WireCodec#onBytes}, for the exchange that is expected. */
    int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs);

    /** As {@link WireCodec#consumed()}. */
    int consumed();

    /** As {@link WireCodec#onEnd}, for the exchange that is expected. */
    int onEnd(Exchange exchange, long nowNs);

    /** As {@link WireCodec#code()}. */
    int code();

    /** As {@link WireCodec#failure()}. */
    String failure();

    /** Whether any byte of the expected response has arrived. */
    boolean responseBegun();
}
