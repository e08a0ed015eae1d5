// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.lane.WireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Feeds the bytes of one connection to a parser: whole, at every split point in two pieces, one byte at a time, and again
 * with a head cache that has seen them. All must come to the same.
 */
final class Feed {
    private final byte[] bytes;
    private final boolean toHead;
    private final boolean thenEnd;

    /** What a parser made of the bytes. */
    record Result(int answer, int status, long bodyBytes, long events, int consumed, Violation violation) {}

    private Feed(String text, boolean toHead, boolean thenEnd) {
        bytes = bytes(text);
        this.toHead = toHead;
        this.thenEnd = thenEnd;
    }

    /** The answer to a GET, on a connection that stays open. */
    static Result of(String text) {
        return new Feed(text, false, false).everyWay();
    }

    /** The answer to a HEAD. */
    static Result toHead(String text) {
        return new Feed(text, true, false).everyWay();
    }

    /** The answer to a GET, after which the peer closes in order. */
    static Result thenEnd(String text) {
        return new Feed(text, false, true).everyWay();
    }

    /** The answer to a GET, fed whole and in pieces of {@code size} only, for long texts. */
    static Result inPieces(String text, int size) {
        Feed feed = new Feed(text, false, false);
        Result whole = feed.feed(new HeadCaches(1), feed.bytes.length);
        assertThat(feed.feed(new HeadCaches(1), size)).isEqualTo(whole);
        return whole;
    }

    /** Text to bytes, one byte for each character up to U+00FF. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Result everyWay() {
        HeadCaches cache = new HeadCaches(1);
        Result whole = feed(cache, bytes.length);
        assertThat(feed(cache, bytes.length)).as("with the head in the cache").isEqualTo(whole);
        assertThat(feed(cache, 1)).as("one byte at a time").isEqualTo(whole);
        for (int split = 1; split < bytes.length; split++) {
            assertThat(feed(new HeadCaches(1), split)).as("split at %d", split).isEqualTo(whole);
            assertThat(feed(cache, split)).as("split at %d, cached", split).isEqualTo(whole);
        }
        return whole;
    }

    /** A first piece of {@code size} bytes and the rest; or all pieces of that size when it is 1 or far from the end. */
    private Result feed(HeadCaches cache, int size) {
        ResponseParser parser = new ResponseParser(cache, new SseCounter());
        parser.begin(toHead, null);
        TestExchange exchange = new TestExchange();
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length + 16));
        int answer = WireCodec.MORE;
        int consumed = 0;
        for (int from = 0; from < bytes.length && answer == WireCodec.MORE; ) {
            int rest = bytes.length - from;
            int length = size == 1 || bytes.length > 4096 ? Math.min(size, rest) : from == 0 ? size : rest;
            buffer.setMemory(5 + length, 8, (byte) '\n');
            buffer.putBytes(5, bytes, from, length);
            answer = parser.onBytes(buffer, 5, length, exchange, 1);
            assertThat(parser.consumed()).isBetween(0, length);
            consumed += parser.consumed();
            assertThat(answer != WireCodec.MORE || parser.consumed() == length).isTrue();
            from += length;
        }
        if (answer == WireCodec.MORE && thenEnd) {
            answer = parser.onEnd();
        }
        return new Result(
                answer,
                parser.status(),
                exchange.bodyBytes(),
                exchange.count(0),
                answer == WireCodec.BROKEN ? 0 : consumed,
                parser.violation());
    }
}
