// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static io.vastar.lane.WireCodec.BROKEN;
import static io.vastar.lane.WireCodec.COMPLETE;
import static io.vastar.lane.WireCodec.COMPLETE_CLOSE;
import static io.vastar.lane.WireCodec.MORE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status lines, header lines and what they say about the connection. */
class ResponseHeadTest {
    @Test
    void shouldReadAnOrdinaryResponse() {
        String text = "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Mon, 01 Jan 2026 00:00:00 GMT\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 13\r\nConnection: keep-alive\r\nETag: \"1-d\"\r\n"
                + "Accept-Ranges: bytes\r\n\r\nHello, World!";

        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 13, 0, text.length(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi",
                "HTTP/1.1 200\nContent-Length: 2\r\n\nhi",
                "HTTP/1.1 200 Alles klar, \u00fc\r\ncontent-LENGTH:2\r\n\r\nhi"
            })
    void shouldAcceptStatusLinesWithoutReasonAndBareLineFeeds(String text) {
        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 2, 0, text.length(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                "HTTP/1.2 200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1\t200 OK\r\n\r\n",
                "HTTP/1.1 200OK\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n"
            })
    void shouldRefuseOtherStatusLines(String text) {
        assertThat(Feed.of(text).violation()).isEqualTo(Violation.STATUS_LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0015\u0003\u0001\u0000\u0002\u0002\u0046", "\u0016\u0003\u0003\u0000\u0001\u0000"})
    void shouldRecogniseTls(String text) {
        assertThat(Feed.of(text).violation()).isEqualTo(Violation.TLS_RECORD);
    }

    @Test
    void shouldRefuseAStatusCodeBelow100() {
        assertThat(Feed.of("HTTP/1.1 099 Odd\r\n\r\n").violation()).isEqualTo(Violation.STATUS_CODE);
    }

    @Test
    void shouldRefuseACarriageReturnWithoutLineFeed() {
        assertThat(Feed.of("HTTP/1.1 200\rX\r\n\r\n").violation()).isEqualTo(Violation.LONE_CR);
        assertThat(Feed.of("HTTP/1.1 200 OK\r\nContent-Length: 1\rX\r\n\r\n").violation())
                .isEqualTo(Violation.LONE_CR);
        assertThat(Feed.of("HTTP/1.1 200 OK\r\n\rX").violation()).isEqualTo(Violation.LONE_CR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "103 Early Hints", "102 Processing", "199 Odd"})
    void shouldPassOverInterimResponses(String interim) {
        String once = "HTTP/1.1 " + interim + "\r\nLink: </a.css>\r\nContent-Length: 7\r\nConnection: close\r\n\r\n";
        String last = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

        for (int times = 1; times <= 3; times++) {
            String text = once.repeat(times) + last;
            assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 2, 0, text.length(), null));
        }
    }

    @Test
    void shouldWaitForTheFinalResponseAfterAnInterimOne() {
        assertThat(Feed.of("HTTP/1.1 100 Continue\r\n\r\n").answer()).isEqualTo(MORE);
    }

    @Test
    void shouldRefuseAChangeOfProtocolNobodyAskedFor() {
        assertThat(Feed.of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")
                        .violation())
                .isEqualTo(Violation.SWITCHING_PROTOCOLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close",
                "Connection: Close",
                "CONNECTION:   CLOSE  ",
                "Connection: keep-alive, close",
                "Connection: keep-alive ,\tclose\t, x",
                "Connection: x\r\nConnection: close",
                "Connection: close\r\nConnection: keep-alive"
            })
    void shouldCloseWhenTheConnectionHeaderSaysSo(String header) {
        assertThat(Feed.of("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 0\r\n\r\n")
                        .answer())
                .isEqualTo(COMPLETE_CLOSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive",
                "Connection: closed",
                "Connection: clos",
                "Connection: not close",
                "Connection:",
                "Connection: ,,",
                "Connectio: close",
                "Connections: close",
                "Proxy-Connection: close",
                "X: Connection: close"
            })
    void shouldStayOpenOtherwise(String header) {
        assertThat(Feed.of("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 0\r\n\r\n")
                        .answer())
                .isEqualTo(COMPLETE);
    }

    @Test
    void shouldCloseAfterHttp10UnlessItKeepsAlive() {
        assertThat(Feed.of("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").answer())
                .isEqualTo(COMPLETE_CLOSE);
        assertThat(Feed.of("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n")
                        .answer())
                .isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0\r\n folded: 1", "X: 1\r\n\tmore", "X: 1\n more"})
    void shouldRefuseFoldedHeaders(String headers) {
        assertThat(Feed.of("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n").violation())
                .isEqualTo(Violation.FOLDED_HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon here",
                "NoColon",
                ": no name",
                "Content-Length : 5",
                "X\t: 5",
                "Content Length: 5",
                "N\u00e4me: 5",
                "X\u0000: 5",
                "(x): 5"
            })
    void shouldRefuseHeaderLinesWithoutANameAndColon(String header) {
        assertThat(Feed.of("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").violation())
                .isEqualTo(Violation.HEADER_NAME);
    }

    @Test
    void shouldAcceptValuesThatAreEmptyOrNotAscii() {
        String text = "HTTP/1.1 200 OK\r\nX-Empty:\r\nX-Space: \r\nX-Name: Bj\u00c3\u00b6rn \u00ff: : :\r\n"
                + "Content-Length: 2\r\n\r\nhi";

        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 2, 0, text.length(), null));
    }

    @Test
    void shouldReadHeadsOfManyAndLongHeaders() {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nSet-Cookie: " + "c".repeat(60_000) + "\r\n");
        for (int i = 0; i < 500; i++) {
            head.append("X-Header-").append(i).append(": some value of it\r\n");
        }
        String text = head + "Content-Length: 2\r\n\r\nhi";

        for (int size : new int[] {1, 7, 4096, 8191}) {
            assertThat(Feed.inPieces(text, size)).isEqualTo(new Feed.Result(COMPLETE, 200, 2, 0, text.length(), null));
        }
    }

    @Test
    void shouldAcceptAHeadOfTheLimitAndRefuseOneByteMore() {
        String start = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ";
        String largest = start + "x".repeat(ResponseParser.MAX_HEAD_BYTES - start.length() - 4) + "\r\n\r\n";

        for (int size : new int[] {1, 1000, 65536}) {
            assertThat(Feed.inPieces(largest, size).answer()).isEqualTo(COMPLETE);
            assertThat(Feed.inPieces(largest.replace("X: ", "X: x"), size).violation())
                    .isEqualTo(Violation.HEAD_TOO_LARGE);
            assertThat(Feed.inPieces("HTTP/1.1 200 " + largest, size).violation())
                    .isEqualTo(Violation.HEAD_TOO_LARGE);
        }
    }

    @Test
    void shouldRefuseAStatusLineWithoutEnd() {
        assertThat(Feed.inPieces("HTTP/1.1 200 " + "x".repeat(ResponseParser.MAX_HEAD_BYTES), 4096)
                        .violation())
                .isEqualTo(Violation.HEAD_TOO_LARGE);
    }

    @Test
    void shouldRefuseEndlessInterimResponses() {
        String interim = "HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n";

        assertThat(Feed.inPieces(interim.repeat(ResponseParser.MAX_HEAD_BYTES / interim.length() + 1), 1000)
                        .violation())
                .isEqualTo(Violation.HEAD_TOO_LARGE);
    }

    @Test
    void shouldLeaveSurplusBytesUnconsumed() {
        String text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

        assertThat(Feed.of(text + "HTTP/1.1 200 OK\r\n").consumed()).isEqualTo(text.length());
        assertThat(Feed.of(text + "\r\n").consumed()).isEqualTo(text.length());
    }

    @Test
    void shouldAnswerBrokenForGarbage() {
        assertThat(Feed.of("<html>").answer()).isEqualTo(BROKEN);
    }
}
