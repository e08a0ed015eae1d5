// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.lane.WireCodec;
import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * One connection's HTTP/1.1: sends the template's bytes again and again, or what a virtual user composed, and hands what
 * comes back to its parser.
 */
final class Http1Codec implements WireCodec {
    private final RequestTemplate template;
    private final ByteBuffer request;
    private final ResponseParser parser;
    private final RequestBuffers buffers;

    private ByteBuffer own;

    /** From the lane's buffers, for a request that is not small; null when there is none. */
    private ByteBuffer borrowed;

    private HttpInteraction interaction;
    private boolean asksGraphQl;
    private boolean keepAlive;
    private boolean retryable;

    /**
     * @param caches shared by the codecs of one lane
     * @param buffers shared by the codecs of one lane
     */
    Http1Codec(RequestTemplate template, HeadCaches caches, RequestBuffers buffers) {
        this.template = template;
        this.buffers = buffers;
        request = template.bytes();
        keepAlive = template.keepAlive();
        retryable = template.idempotent();
        parser = new ResponseParser(caches, new SseCounter());
    }

    @Override
    public ByteBuffer begin(Exchange exchange) {
        interaction = (HttpInteraction) exchange.interaction();
        if (interaction == null) {
            keepAlive = template.keepAlive();
            retryable = template.idempotent();
            parser.begin(template.head(), null);
            expectGraphQl(template.graphQl());
            return request.clear();
        }
        ComposedRequest next = interaction.request();
        keepAlive = next.keepsAlive();
        retryable = next.idempotent();
        parser.begin(next.toHead(), interaction);
        expectGraphQl(next.isGraphQl());
        ByteBuffer composed = roomFor(interaction.prepare());
        interaction.encode(composed);
        return composed.flip();
    }

    private void expectGraphQl(boolean graphQl) {
        asksGraphQl = graphQl;
        parser.expectGraphQl(graphQl);
    }

    private ByteBuffer roomFor(int bytes) {
        giveBack();
        if (bytes > RequestBuffers.SMALL_BYTES) {
            borrowed = buffers.take(bytes);
            return borrowed;
        }
        if (own == null || own.capacity() < bytes) {
            own = buffers.newOwn(bytes);
        }
        return own.clear();
    }

    private void giveBack() {
        if (borrowed != null) {
            buffers.giveBack(borrowed);
            borrowed = null;
        }
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        int result = parser.onBytes(buffer, offset, length, exchange, nowNs);
        if ((interaction != null || asksGraphQl) && (result == COMPLETE || result == COMPLETE_CLOSE)) {
            completed(exchange, nowNs);
        }
        return result == COMPLETE && !keepAlive ? COMPLETE_CLOSE : result;
    }

    private void completed(Exchange exchange, long nowNs) {
        if (asksGraphQl) {
            parser.end(exchange);
        }
        if (interaction == null) {
            return;
        }
        interaction.completed(exchange, parser.status(), nowNs);
        if (borrowed != null && !borrowed.hasRemaining()) {
            giveBack();
        }
    }

    @Override
    public int consumed() {
        return parser.consumed();
    }

    @Override
    public int onEnd(Exchange exchange, long nowNs) {
        int result = parser.onEnd();
        if ((interaction != null || asksGraphQl) && result == COMPLETE_CLOSE) {
            completed(exchange, nowNs);
        }
        return result;
    }

    @Override
    public boolean endsWithConnection() {
        return parser.readsUntilEnd();
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

    @Override
    public boolean retryable() {
        return retryable;
    }
}
