// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestHeadTest {
    private static final String REQUEST = "POST /json?size=5 HTTP/1.1\r\nhost: a\r\n"
            + "Content-Length: 7\r\nConnection:  keep-alive \r\nContent-Type:\ttext/x \r\nX-Utf: \u00c3\u00a4\r\nEmpty:\r\n\r\n";

    private final RequestHead head = new RequestHead();

    @Test
    void shouldNeedMoreAtEverySplitAndParseTheWhole() {
        byte[] bytes = REQUEST.getBytes(StandardCharsets.ISO_8859_1);
        for (int limit = 0; limit < bytes.length; limit++) {
            assertThat(head.parse(bytes, 0, limit)).as("first %d bytes", limit).isEqualTo(-1);
        }

        assertThat(head.parse(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        assertThat(head.method).isEqualTo(RequestHead.OTHER_ALLOWED);
        assertThat(REQUEST.substring(head.targetFrom, head.targetTo)).isEqualTo("/json?size=5");
        assertThat(REQUEST.substring(head.fields.contentTypeFrom, head.fields.contentTypeTo))
                .isEqualTo("text/x");
        assertThat(head.fields.contentLength).isEqualTo(7);
        assertThat(head.keepAlive).isTrue();
    }

    @Test
    void shouldAcceptBareLineFeeds() {
        byte[] bytes = Ascii.bytes("GET / HTTP/1.1\nHost: a\n\nrest");

        assertThat(head.parse(bytes, 0, bytes.length)).isEqualTo(bytes.length - 4);
    }

    @Test
    void shouldNeitherFailNorReadBeyondItsLimitOnAnyBytes() {
        Random random = new Random(3);
        byte[] good = REQUEST.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int limit = random.nextInt(bytes.length + 1);
            int end = head.parse(bytes, 0, limit);
            assertThat(end).isBetween(-2, limit);
            assertThat(end == -2).isEqualTo(head.errorCode != 0);
        }
    }
}
