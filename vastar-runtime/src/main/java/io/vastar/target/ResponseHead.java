// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import io.vastar.spi.StatusReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A response head encoded once; only Date and Connection are added for each response. */
final class ResponseHead {
    private static final byte[] END = Ascii.bytes("\r\n");
    private static final byte[] END_CLOSE = Ascii.bytes("Connection: close\r\n\r\n");
    private static final byte[] END_KEEP = Ascii.bytes("Connection: keep-alive\r\n\r\n");
    private static final byte[] NONE = {};
    /** Date, Connection and the empty line. */
    private static final int LONGEST_TAIL = 80;

    private final byte[] start;

    private ResponseHead(String start) {
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A response whose body has exactly that many bytes. */
    static ResponseHead sized(int code, String contentType, long bodyBytes, String moreLines) {
        return new ResponseHead(statusAndServer(code) + "Content-Type: " + contentType + "\r\nContent-Length: "
                + bodyBytes + "\r\n" + moreLines);
    }

    /** A response whose body is framed as chunks (RFC 9112 §7.1). */
    static ResponseHead chunked(String contentType, String moreLines) {
        return new ResponseHead(statusAndServer(200) + "Content-Type: " + contentType
                + "\r\nTransfer-Encoding: chunked\r\n" + moreLines);
    }

    /** A response without any framing: it has no body, or one that ends with the connection. */
    static ResponseHead bare(int code, String moreLines) {
        return new ResponseHead(statusAndServer(code) + moreLines);
    }

    /** Writes the head, or nothing when there is no room for it. */
    boolean write(Reply reply, ByteBuffer out) {
        return write(reply, out, NONE);
    }

    /** Writes the head with more header lines, each with its CRLF, or nothing when there is no room for it. */
    boolean write(Reply reply, ByteBuffer out, byte[] moreLines) {
        if (out.remaining() < start.length + moreLines.length + LONGEST_TAIL) {
            return false;
        }
        out.put(start).put(moreLines);
        reply.date.write(out);
        if (!reply.keepAlive) {
            out.put(END_CLOSE);
        } else {
            out.put(reply.http10 ? END_KEEP : END);
        }
        return true;
    }

    private static String statusAndServer(int code) {
        return "HTTP/1.1 " + code + " " + StatusReason.orNumber(code) + "\r\nServer: vastar\r\n";
    }
}
