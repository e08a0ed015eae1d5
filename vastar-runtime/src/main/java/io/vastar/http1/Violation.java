// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

/** A way in which a response can break HTTP/1.1 (RFC 9112). */
enum Violation {
    STATUS_LINE("the response does not begin with a status line such as 'HTTP/1.1 200 OK'"),
    TLS_RECORD("the response does not begin with a status line but with a TLS record; write https:// for this port"),
    STATUS_CODE("the status code is below 100"),
    LONE_CR("a carriage return is not followed by a line feed"),
    FOLDED_HEADER("a header is folded over two lines, which RFC 9112 §5.2 forbids"),
    HEADER_NAME("a header line has no name and colon, or a space before its colon"),
    HEAD_TOO_LARGE("the response's head is larger than " + ResponseParser.MAX_HEAD_BYTES + " bytes"),
    CONTENT_LENGTH("Content-Length is not one number, or differs from an earlier one"),
    SWITCHING_PROTOCOLS("the target answered 101 Switching Protocols, which the request did not ask for"),
    CODING_ON_HTTP_1_0("an HTTP/1.0 response has a Transfer-Encoding"),
    CHUNK_SIZE("a chunk does not begin with a line of its size in hexadecimal, extensions if any, and CR LF"),
    CHUNK_SIZE_OVERFLOW("a chunk's size does not fit in 63 bits"),
    CHUNK_LINE_TOO_LONG(
            "the line with a chunk's size is longer than " + ResponseParser.MAX_CHUNK_LINE_BYTES + " bytes"),
    CHUNK_END("a chunk's data is not followed by CR LF, so that its size was wrong"),
    TRAILERS_TOO_LARGE("the trailers are larger than " + ResponseParser.MAX_TRAILER_BYTES + " bytes");

    private final String sentence;

    Violation(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
