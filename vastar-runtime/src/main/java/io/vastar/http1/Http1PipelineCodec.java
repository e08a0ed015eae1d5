// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.lane.PipelineCodec;
import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** One connection's pipelined HTTP/1.1. */
final class Http1PipelineCodec implements PipelineCodec {
    private final RequestTemplate template;
    private final ByteBuffer request;
    private final ResponseParser parser;
    private HttpInteraction expected;
    private boolean keepAlive;
    private boolean asksGraphQl;

    /** @param caches shared by the codecs of one lane */
    Http1PipelineCodec(RequestTemplate template, HeadCaches caches) {
        this.template = template;
        request = template.bytes();
        parser = new ResponseParser(caches, new SseCounter());
    }

    @Override
    public int prepare(Exchange exchange) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        return interaction == null ? request.capacity() : interaction.prepare();
    }

    @Override
    public void encode(Exchange exchange, ByteBuffer to) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        if (interaction == null) {
            to.put(request.clear());
        } else {
            interaction.encode(to);
        }
    }

    @Override
    public boolean retryable(Exchange exchange) {
        HttpInteraction interaction = (HttpInteraction) exchange.interaction();
        return interaction == null
                ? template.idempotent()
                : interaction.request().idempotent();
    }

    @Override
    public void expect(Exchange exchange) {
        expected = (HttpInteraction) exchange.interaction();
        if (expected == null) {
            keepAlive = template.keepAlive();
            parser.begin(template.head(), null);
        } else {
            keepAlive = expected.request().keepsAlive();
            parser.begin(expected.request().toHead(), expected);
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
        if (asksGraphQl) {
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
