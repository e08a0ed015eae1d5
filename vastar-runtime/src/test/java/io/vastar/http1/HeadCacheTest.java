// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadCacheTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n";

    private final HeadCache cache = new HeadCache();

    @Test
    void shouldMatchNothingBeforeItHasSeenAHead() {
        assertThat(match(HEAD)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD,
                "HTTP/1.1 200 OK\r\nDate: Tue\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 87654321\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: M\r\nContent-Length: 5\r\nX-Id: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate:\r\nContent-Length: 5\r\nX-Id:\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate:\nContent-Length: 5\r\nX-Id: \n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Monday, a long day\r\nContent-Length: 5\r\nX-Id: 123456789\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\rday\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n"
            })
    void shouldMatchAHeadThatDiffersInSkippedValuesOnly(String text) {
        store(HEAD);

        assertThat(match(text)).isEqualTo(text.length());
        assertThat(match(text + "hello")).isEqualTo(text.length());
        for (int cut = 0; cut < text.length(); cut++) {
            assertThat(match(text.substring(0, cut))).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.0 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 6\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Tue\r\nContent-Length: 6\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Tue\r\nContent-Length: 55\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nConnection: close\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\n folded\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\n\r\n",
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Length: 5\r\nX-Id: 12345678\r\nX\r\n"
            })
    void shouldNotMatchAHeadThatCouldMeanSomethingElse(String text) {
        store(HEAD);

        assertThat(match(text)).isZero();
        assertThat(match(text + HEAD)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 5", "5", " 0", " 6", " 007", " 123456", " 999999999999999999"})
    void shouldTellTheLengthOfABodyWhenThatIsAllThatDiffers(String value) {
        storeWithLength(HEAD);
        String text = HEAD.replace("Content-Length: 5", "Content-Length:" + value);

        assertThat(match(text)).isEqualTo(text.length());
        assertThat(cache.contentLength()).isEqualTo(Long.parseLong(value.trim()));
        assertThat(match(text.replace("Mon", "Tuesday").replace("Id: 1234", "Id: ")))
                .isEqualTo(text.length());
        assertThat(cache.contentLength()).isEqualTo(Long.parseLong(value.trim()));
        assertThat(match(HEAD)).isEqualTo(HEAD.length());
        assertThat(cache.contentLength()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " -6", " +6", " 6, 6", " 6 ", " x", " 1000000000000000000", " 6\r"})
    void shouldLeaveLengthsWrittenInOtherWaysToTheParser(String value) {
        storeWithLength(HEAD);

        assertThat(match(HEAD.replace("Content-Length: 5", "Content-Length:" + value)))
                .isZero();
    }

    @Test
    void shouldNotCacheAHeadThatTellsItsLengthTwice() {
        storeWithLength(HEAD.replace("Date: Mon", "Content-Length: 5"));

        assertThat(match(HEAD.replace("Date: Mon", "Content-Length: 5"))).isZero();
    }

    @Test
    void shouldNotCacheAHeadWithTooManyValues() {
        String most = "HTTP/1.1 200 OK\r\n" + "X: 1\r\n".repeat(HeadCache.MAX_VALUES) + "\r\n";
        store(most);
        assertThat(match(most.replace("1\r", "22\r"))).isEqualTo(most.length() + HeadCache.MAX_VALUES);

        String more = most.replace("200 OK\r\n", "200 OK\r\nY: 1\r\n");
        store(more);
        assertThat(match(more)).isZero();
        assertThat(match(most)).isZero();
    }

    @Test
    void shouldKeepItsHeadWhenTheNextIsTooLong() {
        store(HEAD);
        store("HTTP/1.1 200 OK\r\nX: " + "x".repeat(HeadCache.MAX_BYTES) + "\r\n\r\n");

        assertThat(match(HEAD)).isEqualTo(HEAD.length());
    }

    private void store(String text) {
        store(text, new Head());
    }

    private void storeWithLength(String text) {
        Head head = new Head();
        head.framing = Head.LENGTH;
        head.contentLength = 5;
        store(text, head);
    }

    private void store(String text, Head head) {
        UnsafeBuffer buffer = new UnsafeBuffer(Feed.bytes("..." + text + "..."));
        cache.store(buffer, 3, 3 + text.length(), head);
    }

    private int match(String text) {
        return cache.match(new UnsafeBuffer(Feed.bytes("....." + text)), 5, 5 + text.length());
    }
}
