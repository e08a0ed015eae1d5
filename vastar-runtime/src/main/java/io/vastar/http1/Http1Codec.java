// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.lane.WireCodec;
import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** One connection's HTTP/1.1: sends the template's bytes again and again, and hands what comes back to its parser. */
final class Http1Codec implements WireCodec {
    private final ByteBuffer request;
    private final boolean keepAlive;
    private final boolean retryable;
    private final ResponseParser parser;

    /** @param cache shared by the codecs of one lane */
    Http1Codec(RequestTemplate template, HeadCache cache) {
        request = template.bytes();
        keepAlive = template.keepAlive();
        retryable = template.idempotent();
        parser = new ResponseParser(template.head(), cache, new SseCounter());
    }

    @Override
    public ByteBuffer begin(Exchange exchange) {
        parser.begin();
        return request.clear();
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        int result = parser.onBytes(buffer, offset, length, exchange, nowNs);
        return result == COMPLETE && !keepAlive ? COMPLETE_CLOSE : result;
    }

    @Override
    public int consumed() {
        return parser.consumed();
    }

    @Override
    public int onEnd(Exchange exchange, long nowNs) {
        return parser.onEnd();
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
