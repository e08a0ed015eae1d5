// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.lane.PipelineCodec;
import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * One connection's pipelined HTTP/1.1: writes the template's bytes, one of the requests that were made beforehand, or what a
 * virtual user composed, and reads each response as that to its own request.
 */
final class Http1PipelineCodec implements PipelineCodec {
    private final RequestTemplate template;
    private final ByteBuffer request;
    private final ResponseParser parser;

    /** Null when there is one request that never changes. */
    private final VariedRequests varied;

    /** Null when what virtual users compose goes out as it is, and so can be written where it is sent from. */
    private final ComposedBytes signing;

    private ByteBuffer prepared;
    private HttpInteraction expected;
    private boolean keepAlive;
    private boolean asksGraphQl;

    /**
     * @param caches shared by the codecs of one lane
     * @param varied the requests, where there is more than the template's; null else
     * @param signing what virtual users compose; null when nobody signs
     */
    Http1PipelineCodec(RequestTemplate template, HeadCaches caches, VariedRequests varied, ComposedBytes signing) {
        this.template = template;
        this.varied = varied;
        this.signing = signing;
        request = template.bytes();
        parser = new ResponseParser(caches, new SseCounter());
    }

    @Override
    public int prepare(Exchange exchange) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        if (interaction != null && signing == null) {
            return interaction.prepare();
        }
        prepared = interaction != null
                ? signing.of(interaction)
                : varied == null ? request.clear() : varied.select(exchange.variant());
        return prepared.remaining();
    }

    @Override
    public void encode(Exchange exchange, ByteBuffer to) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        if (interaction != null && signing == null) {
            interaction.encode(to);
            return;
        }
        to.put(prepared);
        if (interaction != null) {
            signing.done();
        }
    }

    @Override
    public boolean retryable(Exchange exchange) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        if (interaction != null) {
            return interaction.isIdempotent();
        }
        return varied == null ? template.idempotent() : varied.idempotent(exchange.variant());
    }

    @Override
    public void expect(Exchange exchange) {
        expected = (HttpInteraction) exchange.interaction();
        if (expected != null) {
            keepAlive = expected.keepsAlive();
            parser.begin(expected.toHead(), expected);
        } else {
            keepAlive = template.keepAlive();
            parser.begin(varied == null ? template.head() : varied.toHead(exchange.variant()), null);
        }
        asksGraphQl = expected == null ? template.graphQl() : expected.isGraphQl();
        parser.expectGraphQl(asksGraphQl);
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        int result = parser.onBytes(buffer, offset, length, exchange, nowNs);
        if (result == Http1Codec.COMPLETE || result == Http1Codec.COMPLETE_CLOSE) {
            completed(exchange, nowNs);
        }
        return result == Http1Codec.COMPLETE && !keepAlive ? Http1Codec.COMPLETE_CLOSE : result;
    }

    private void completed(Exchange exchange, long nowNs) {
        if (asksGraphQl || parser.gathers()) {
            parser.end(exchange);
        }
        if (expected != null) {
            expected.completed(exchange, parser.status(), nowNs);
        }
    }

    @Override
    public int consumed() {
        return parser.consumed();
    }

    @Override
    public int onEnd(Exchange exchange, long nowNs) {
        int result = parser.onEnd();
        if (result == Http1Codec.COMPLETE_CLOSE) {
            completed(exchange, nowNs);
        }
        return result;
    }

    @Override
    public int code() {
        return parser.status();
    }

    @Override
    public String failure() {
        return parser.describe();
    }

    @Override
    public boolean responseBegun() {
        return parser.begun();
    }
}
