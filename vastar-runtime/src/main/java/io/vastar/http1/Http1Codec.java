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
    private final ComposedBytes composing;

    /** Null when there is one request that never changes. */
    private final VariedRequests varied;

    /** Null when nothing is to be authorized. */
    private final DigestRequests digest;

    private HttpInteraction interaction;
    private boolean asksGraphQl;
    private boolean keepAlive;
    private boolean retryable;

    /**
     * @param caches shared by the codecs of one lane
     * @param buffers shared by the codecs of one lane
     */
    Http1Codec(RequestTemplate template, HeadCaches caches, RequestBuffers buffers) {
        this(template, caches, buffers, null, null, null);
    }

    /**
     * @param varied the requests, where there is more than the template's; null else
     * @param digest authorizes each of them; null when nobody does
     * @param aws signs what virtual users compose; null when nobody does
     */
    Http1Codec(
            RequestTemplate template,
            HeadCaches caches,
            RequestBuffers buffers,
            VariedRequests varied,
            DigestRequests digest,
            AwsLines aws) {
        this.template = template;
        this.varied = varied;
        this.digest = digest;
        composing = new ComposedBytes(buffers, aws);
        request = template.bytes();
        keepAlive = template.keepAlive();
        retryable = template.idempotent();
        parser = new ResponseParser(caches, new SseCounter());
    }

    @Override
    public ByteBuffer begin(Exchange exchange) {
        interaction = (HttpInteraction) exchange.interaction();
        ByteBuffer bytes = interaction != null ? composed() : varied != null ? varied(exchange.variant()) : same();
        return digest == null ? bytes : digest.authorize(bytes, interaction);
    }

    private ByteBuffer same() {
        keepAlive = template.keepAlive();
        retryable = template.idempotent();
        parser.begin(template.head(), digest);
        expectGraphQl(template.graphQl());
        return request.clear();
    }

    private ByteBuffer composed() {
        keepAlive = interaction.keepsAlive();
        retryable = interaction.isIdempotent();
        parser.begin(interaction.toHead(), digest == null ? interaction : digest);
        expectGraphQl(interaction.isGraphQl());
        return composing.of(interaction);
    }

    private void expectGraphQl(boolean graphQl) {
        asksGraphQl = graphQl;
        parser.expectGraphQl(graphQl);
    }

    private ByteBuffer varied(int variant) {
        ByteBuffer bytes = varied.select(variant);
        keepAlive = varied.keepsAlive();
        retryable = varied.idempotent();
        parser.begin(varied.toHead(), digest);
        expectGraphQl(template.graphQl());
        return bytes;
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        int result = parser.onBytes(buffer, offset, length, exchange, nowNs);
        boolean ends = result == COMPLETE || result == COMPLETE_CLOSE;
        if (ends && (interaction != null || digest != null || asksGraphQl || parser.gathers())) {
            return completed(result, exchange, nowNs);
        }
        return result == COMPLETE && !keepAlive ? COMPLETE_CLOSE : result;
    }

    private int completed(int result, Exchange exchange, long nowNs) {
        boolean closes = result == COMPLETE_CLOSE || !keepAlive;
        if (digest != null && digest.asksAgain(exchange, parser.status())) {
            return closes ? AGAIN_CLOSE : AGAIN;
        }
        if (asksGraphQl || parser.gathers()) {
            parser.end(exchange);
        }
        if (interaction != null) {
            interaction.completed(exchange, parser.status(), nowNs);
            composing.done();
        }
        return closes ? COMPLETE_CLOSE : COMPLETE;
    }

    @Override
    public int consumed() {
        return parser.consumed();
    }

    @Override
    public int onEnd(Exchange exchange, long nowNs) {
        int result = parser.onEnd();
        return result == COMPLETE_CLOSE && (interaction != null || digest != null || asksGraphQl || parser.gathers())
                ? completed(result, exchange, nowNs)
                : result;
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
