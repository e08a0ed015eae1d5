// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseCounterTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    @ParameterizedTest
    @CsvSource({
        "1, 'data: one\n\n'",
        "2, 'data: one\n\ndata: two\n\n'",
        "2, 'data: one\r\n\r\ndata: two\r\n\r\n'",
        "2, 'data: one\r\rdata: two\r\r'",
        "2, 'data: one\r\n\ndata: two\n\r\n'",
        "1, 'data: a\ndata: b\ndata: c\n\n'",
        "1, 'data: a\r\ndata: b\r\ndata: c\r\n\r\n'",
        "1, 'data: a\rdata: b\r\ndata: c\n\r'",
        "2, 'data: a\r\nid: 1\r\n\r\n\r\n\r\ndata: b\r\nid: 2\r\n\r\n'",
        "1, 'event: x\nid: 7\ndata: a\nretry: 5\n\n'",
        "1, 'data\n\n'",
        "1, 'data:\n\n'",
        "1, 'data:x\n\n\n\n\n'",
        "0, 'event: ping\n\n'",
        "0, ': comment\n\n: another\n\n'",
        "0, 'datax: 1\n\n'",
        "0, 'dat: 1\n\n'",
        "0, 'xdata: 1\n\n'",
        "0, ' data: 1\n\n'",
        "0, 'Data: 1\n\n'",
        "0, 'data: not dispatched\n'",
        "0, 'data: not dispatched'",
        "0, '\n\n\n'",
        "1, 'event: x\n\ndata: y\n\nevent: z\n\n'",
        "1, '\u00ef\u00bb\u00bfdata: after a byte order mark\n\n'",
        "0, '\u00ef\u00bbdata: after half a mark\n\n'",
        "1, '\u00ef\u00bb\u00bf\ndata: x\n\n'",
        "0, 'data: x\n\u00ef\u00bb\u00bf\n'",
    })
    void shouldCountDispatchedEvents(int events, String stream) {
        String untilClose = HEAD + "\r\n" + stream;
        String withLength = HEAD + "Content-Length: " + stream.length() + "\r\n\r\n" + stream;

        assertThat(Feed.thenEnd(untilClose).events()).isEqualTo(events);
        assertThat(Feed.of(withLength).events()).isEqualTo(events);
        assertThat(Feed.of(chunked(stream)).events()).isEqualTo(events);
    }

    @Test
    void shouldIgnoreBodiesOfOtherTypesAndCompressedOnes() {
        String body = "\r\ndata: x\n\n";

        assertThat(Feed.thenEnd("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + body)
                        .events())
                .isZero();
        assertThat(Feed.thenEnd("HTTP/1.1 200 OK\r\nContent-Type: x;y=text/event-stream\r\n" + body)
                        .events())
                .isZero();
        assertThat(Feed.thenEnd(HEAD + "Content-Encoding: gzip\r\n" + body).events())
                .isZero();
    }

    @Test
    void shouldKnowTheTypeInAnyCaseAndWithParameters() {
        String body = "\r\ndata: x\n\n";

        assertThat(Feed.thenEnd("HTTP/1.1 200 OK\r\ncontent-type:Text/Event-Stream ; charset=utf-8\r\n" + body)
                        .events())
                .isOne();
        assertThat(Feed.thenEnd(HEAD + "Content-Encoding: identity\r\n" + body).events())
                .isOne();
    }

    /** Chunks of one byte, then of two, and so on. */
    private static String chunked(String stream) {
        StringBuilder body = new StringBuilder(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
        int size = 1;
        for (int from = 0; from < bytes.length; from += size++) {
            int length = Math.min(size, bytes.length - from);
            body.append(Integer.toHexString(length)).append("\r\n");
            body.append(stream, from, from + length).append("\r\n");
        }
        return body.append("0\r\n\r\n").toString();
    }
}
