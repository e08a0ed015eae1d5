// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.lane.WireCodec;
import java.nio.ByteBuffer;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Random responses, right and wrong, in random pieces. The seeds are fixed. */
class ResponseFuzzTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 1024));
    private final HeadCaches cache = new HeadCaches(1);
    private final ResponseParser parser = new ResponseParser(cache, new SseCounter());

    @Test
    void shouldUnderstandEveryResponseThatFollowsTheGrammar() {
        Random random = new Random(42);
        for (int round = 0; round < 10_000; round++) {
            GeneratedResponse response = GeneratedResponse.next(random);
            TestExchange exchange = new TestExchange();
            byte[] bytes = Feed.bytes(response.text());

            int answer = feed(bytes, random, exchange);
            if (response.untilClose()) {
                assertThat(answer).as(response.text()).isEqualTo(WireCodec.MORE);
                answer = parser.onEnd();
            }

            assertThat(answer)
                    .as(response.text())
                    .isEqualTo(response.closes() ? WireCodec.COMPLETE_CLOSE : WireCodec.COMPLETE);
            assertThat(parser.status()).isEqualTo(response.status());
            assertThat(exchange.bodyBytes()).as(response.text()).isEqualTo(response.bodyBytes());
        }
    }

    @Test
    void shouldSurviveEveryMutation() {
        Random random = new Random(43);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Feed.bytes(GeneratedResponse.next(random).text());
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutate(bytes, random);
            }
            int answer = feed(bytes, random, new TestExchange());

            assertThat(answer).isBetween(WireCodec.MORE, WireCodec.BROKEN);
            assertThat(parser.describe()).isNotEmpty();
            assertThat(parser.onEnd()).isBetween(WireCodec.COMPLETE_CLOSE, WireCodec.TRUNCATED);
        }
    }

    @Test
    void shouldComeToTheSameWithAndWithoutACachedHead() {
        Random random = new Random(45);
        byte[] bytes = Feed.bytes(GeneratedResponse.next(random).text());
        for (int round = 0; round < 20_000; round++) {
            if (random.nextInt(20) == 0) {
                bytes = Feed.bytes(GeneratedResponse.next(random).text());
                feedWhole(parser, bytes, new TestExchange());
            }
            byte[] changed = bytes.clone();
            mutate(changed, random);
            TestExchange cached = new TestExchange();
            TestExchange fresh = new TestExchange();
            ResponseParser freshParser = new ResponseParser(new HeadCaches(1), new SseCounter());

            int answer = feedWhole(parser, changed, cached);

            assertThat(answer).isEqualTo(feedWhole(freshParser, changed, fresh));
            assertThat(parser.status()).isEqualTo(freshParser.status());
            assertThat(parser.violation()).isEqualTo(freshParser.violation());
            assertThat(parser.consumed()).isEqualTo(freshParser.consumed());
            assertThat(cached.bodyBytes()).isEqualTo(fresh.bodyBytes());
            assertThat(cached.count(0)).isEqualTo(fresh.count(0));
        }
    }

    private int feedWhole(ResponseParser to, byte[] bytes, TestExchange exchange) {
        to.begin(false, null);
        buffer.putBytes(0, bytes);
        return to.onBytes(buffer, 0, bytes.length, exchange, 1);
    }

    @Test
    void shouldSurviveNoise() {
        Random random = new Random(44);
        byte[] alphabet = Feed.bytes("HTTP/1.1 200\r\n:;, \tContent-Length0123456789chunkedabcdef\"\\\u00ff\u0000");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            byte[] start = Feed.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            System.arraycopy(start, 0, bytes, 0, Math.min(random.nextInt(start.length + 1), bytes.length));

            assertThat(feed(bytes, random, new TestExchange())).isBetween(WireCodec.MORE, WireCodec.BROKEN);
        }
    }

    private int feed(byte[] bytes, Random random, TestExchange exchange) {
        parser.begin(false, null);
        int answer = WireCodec.MORE;
        int largest = random.nextBoolean() ? bytes.length + 1 : 1 + random.nextInt(40);
        for (int from = 0; from < bytes.length && answer == WireCodec.MORE; ) {
            int length = Math.min(1 + random.nextInt(largest), bytes.length - from);
            int offset = random.nextInt(9);
            buffer.putBytes(offset, bytes, from, length);
            answer = parser.onBytes(buffer, offset, length, exchange, 1);
            assertThat(parser.consumed()).isBetween(0, length);
            assertThat(parser.consumed() == length || answer != WireCodec.MORE).isTrue();
            from += length;
        }
        return answer;
    }

    private static void mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) "\r\n:;, 09afF-\t\0".charAt(random.nextInt(14));
            default ->
                System.arraycopy(
                        bytes, at, bytes, random.nextInt(at + 1), Math.min(random.nextInt(20), bytes.length - at));
        }
    }
}
