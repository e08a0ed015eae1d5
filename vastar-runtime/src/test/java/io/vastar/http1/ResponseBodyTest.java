// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static io.vastar.lane.WireCodec.COMPLETE;
import static io.vastar.lane.WireCodec.COMPLETE_CLOSE;
import static io.vastar.lane.WireCodec.MORE;
import static io.vastar.lane.WireCodec.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the end of a body is found (RFC 9112 §6.3). */
class ResponseBodyTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void shouldExpectNoBodyWithThisStatusWhateverTheHeadersSay(int status) {
        String withLength = "HTTP/1.1 " + status + " X\r\nContent-Length: 1234\r\n\r\n";
        String chunked = "HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(Feed.of(withLength)).isEqualTo(new Feed.Result(COMPLETE, status, 0, 0, withLength.length(), null));
        assertThat(Feed.of(chunked)).isEqualTo(new Feed.Result(COMPLETE, status, 0, 0, chunked.length(), null));
        assertThat(Feed.of("HTTP/1.1 " + status + "\r\n\r\n").answer()).isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1234\r\n", "Transfer-Encoding: chunked\r\n", ""})
    void shouldExpectNoBodyOfHead(String header) {
        String text = "HTTP/1.1 200 OK\r\n" + header + "\r\n";

        assertThat(Feed.toHead(text + "HTTP/1.1 200"))
                .isEqualTo(new Feed.Result(COMPLETE, 200, 0, 0, text.length(), null));
    }

    @Test
    void shouldReadABodyWithoutLengthToTheEndOfTheStream() {
        String text = "HTTP/1.1 200 OK\r\nX: 1\r\n\r\nuntil the end";

        assertThat(Feed.of(text).answer()).isEqualTo(MORE);
        assertThat(Feed.thenEnd(text)).isEqualTo(new Feed.Result(COMPLETE_CLOSE, 200, 13, 0, text.length(), null));
        assertThat(Feed.thenEnd("HTTP/1.0 200 OK\r\n\r\n").answer()).isEqualTo(COMPLETE_CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "chunked, gzip", "chunked;q=1", "identity", "xchunked", "chunkedx"})
    void shouldReadABodyOfAnotherTransferCodingToTheEndOfTheStream(String coding) {
        String text = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: " + coding + "\r\n\r\n5\r\nhello\r\n";

        assertThat(Feed.thenEnd(text)).isEqualTo(new Feed.Result(COMPLETE_CLOSE, 200, 10, 0, text.length(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chunked",
                "Chunked",
                "gzip, chunked",
                "gzip ,\tCHUNKED ",
                "chunked,",
                "gzip\r\nTransfer-Encoding: chunked"
            })
    void shouldReadChunksWhenThatIsTheLastCoding(String coding) {
        String text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n";

        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 5, 0, text.length(), null));
    }

    @Test
    void shouldLetChunkedBeatContentLength() {
        for (String length : new String[] {"3", "1000", "nonsense"}) {
            String text = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Length: " + length + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
            assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 5, 0, text.length(), null));
        }
    }

    @Test
    void shouldRefuseATransferCodingOnHttp10() {
        assertThat(Feed.of("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .violation())
                .isEqualTo(Violation.CODING_ON_HTTP_1_0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                " 5 ",
                "\t5\t",
                "005",
                "5, 5",
                "5,5 ,\t5",
                "5\r\nContent-Length: 5",
                "5\r\ncontent-length: 05, 5"
            })
    void shouldAcceptOneLengthHoweverOftenItIsRepeated(String value) {
        String text = "HTTP/1.1 200 OK\r\nContent-Length: " + value + "\r\n\r\nhello";

        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 5, 0, text.length(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-5",
                "+5",
                "5.0",
                "0x5",
                "5 5",
                "5, 6",
                "5,",
                ",5",
                "five",
                "5\r\nContent-Length: 6",
                "5\r\nContent-Length:",
                "9223372036854775808",
                "99999999999999999999999999",
                "5\u0000"
            })
    void shouldRefuseLengthsThatAreWrongOrDiffer(String value) {
        assertThat(Feed.of("HTTP/1.1 200 OK\r\nContent-Length: " + value + "\r\n\r\nhello")
                        .violation())
                .isEqualTo(Violation.CONTENT_LENGTH);
    }

    @Test
    void shouldTakeTheLargestLengths() {
        assertThat(Feed.of("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\nhello")
                        .answer())
                .isEqualTo(MORE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "0005\r\nhello\r\n000\r\n\r\n",
                "5;a=\"b;c\"\r\nhello\r\n0;x\r\n\r\n",
                "5;a=\"b\\\";c\\\\\";d\r\nhello\r\n0\r\n\r\n",
                "5 ; x\r\nhello\r\n0 \r\n\r\n",
                "5\t;x=1 ; y\r\nhello\r\n0\r\n\r\n",
                "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
                "1\r\nh\r\n1\r\ne\r\n1\r\nl\r\n1\r\nl\r\n1\r\no\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX-Checksum: 1\r\nContent-Length: 7\r\nConnection: close\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: 1\n\n"
            })
    void shouldReadChunksWithExtensionsAndTrailers(String body) {
        String text = CHUNKED + body;

        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 5, 0, text.length(), null));
    }

    @Test
    void shouldReadChunkSizesInEitherCase() {
        String data = "x".repeat(0xab);
        String text = CHUNKED + "aB\r\n" + data + "\r\n0AB\r\n" + data + "\r\n0\r\n\r\n";

        assertThat(Feed.of(text)).isEqualTo(new Feed.Result(COMPLETE, 200, 0xab * 2, 0, text.length(), null));
    }

    @Test
    void shouldReadAnEmptyChunkedBody() {
        assertThat(Feed.of(CHUNKED + "0\r\n\r\n").answer()).isEqualTo(COMPLETE);
        assertThat(Feed.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .answer())
                .isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x\r\n",
                "-5\r\n",
                " 5\r\n",
                ";x\r\n",
                "5x\r\n",
                "5 x\r\n",
                "5\nhello",
                "5;x\nhello",
                "0x5\r\n"
            })
    void shouldRefuseChunkSizesThatAreNone(String body) {
        assertThat(Feed.of(CHUNKED + body).violation()).isEqualTo(Violation.CHUNK_SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFFFFFFFFFFFFFFF", "8000000000000000", "10000000000000000", "fffffffffffffffffffffff"})
    void shouldRefuseChunkSizesThatOverflow(String size) {
        assertThat(Feed.of(CHUNKED + size + "\r\nhello").violation()).isEqualTo(Violation.CHUNK_SIZE_OVERFLOW);
    }

    @Test
    void shouldTakeTheLargestChunkSize() {
        assertThat(Feed.of(CHUNKED + "7FFFFFFFFFFFFFFF\r\nhello").answer()).isEqualTo(MORE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5\r\nhelloX\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello\rX"})
    void shouldRefuseDataThatIsNotFollowedByALineEnd(String body) {
        assertThat(Feed.of(CHUNKED + body).violation()).isEqualTo(Violation.CHUNK_END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon\r\n\r\n", " folded\r\n\r\n", "X : 1\r\n\r\n"})
    void shouldRefuseTrailersThatAreNoHeaderLines(String trailers) {
        assertThat(Feed.of(CHUNKED + "0\r\n" + trailers).violation())
                .isIn(Violation.HEADER_NAME, Violation.FOLDED_HEADER);
    }

    @Test
    void shouldAcceptExtensionsOfTheLimitAndRefuseOneByteMore() {
        String longest =
                CHUNKED + "5;" + "x".repeat(ResponseParser.MAX_CHUNK_LINE_BYTES - 3) + "\r\nhello\r\n0\r\n\r\n";

        for (int size : new int[] {1, 100, 5000}) {
            assertThat(Feed.inPieces(longest, size).answer()).isEqualTo(COMPLETE);
            assertThat(Feed.inPieces(longest.replace(";", ";x"), size).violation())
                    .isEqualTo(Violation.CHUNK_LINE_TOO_LONG);
            assertThat(Feed.inPieces(longest.replace("5;", "05;"), size).violation())
                    .isEqualTo(Violation.CHUNK_LINE_TOO_LONG);
        }
    }

    @Test
    void shouldRefuseAnExtensionOrZerosWithoutEnd() {
        assertThat(Feed.inPieces(CHUNKED + "5;" + "x".repeat(100_000), 4096).violation())
                .isEqualTo(Violation.CHUNK_LINE_TOO_LONG);
        assertThat(Feed.inPieces(CHUNKED + "0".repeat(100_000), 4096).violation())
                .isEqualTo(Violation.CHUNK_LINE_TOO_LONG);
    }

    @Test
    void shouldAcceptTrailersOfTheLimitAndRefuseOneByteMore() {
        String largest = CHUNKED + "0\r\nX: " + "x".repeat(ResponseParser.MAX_TRAILER_BYTES - 7) + "\r\n\r\n";

        for (int size : new int[] {1, 100, 5000}) {
            assertThat(Feed.inPieces(largest, size).answer()).isEqualTo(COMPLETE);
            assertThat(Feed.inPieces(largest.replace("X: ", "X: x"), size).violation())
                    .isEqualTo(Violation.TRAILERS_TOO_LARGE);
        }
    }

    @Test
    void shouldReadManyTinyChunksAndLargeBodies() {
        String tiny = CHUNKED + "1\r\nx\r\n".repeat(100_000) + "0\r\n\r\n";
        String large = "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + "x".repeat(2_000_000);

        assertThat(Feed.inPieces(tiny, 997)).isEqualTo(new Feed.Result(COMPLETE, 200, 100_000, 0, tiny.length(), null));
        assertThat(Feed.inPieces(large, 65536))
                .isEqualTo(new Feed.Result(COMPLETE, 200, 2_000_000, 0, large.length(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 2",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void shouldCallAResponseTruncatedWhenTheStreamEndsInIt(String text) {
        assertThat(Feed.thenEnd(text).answer()).isEqualTo(TRUNCATED);
    }
}
