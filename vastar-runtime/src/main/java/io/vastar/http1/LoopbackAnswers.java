// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What {@link LoopbackServer} answers on one connection: mostly the same small response, and now and then one of the
 * other ways in which servers answer. Code that had only ever seen the usual one would be compiled for that alone, and
 * compiled again, within the measurement, at the first response of the real target that differs.
 */
final class LoopbackAnswers {
    private static final String BODY = "Hello, World!";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final ByteBuffer[] USUAL =
            direct(OK + "Content-Type: text/plain\r\nContent-Length: 13\r\n\r\n" + BODY);
    private static final ByteBuffer[] OTHER_LENGTH =
            direct(OK + "Content-Type: text/plain\r\nContent-Length: 26\r\n\r\n" + BODY + BODY);
    private static final ByteBuffer[] HEAD_THEN_BODY = direct(
            OK + "Server: vastar\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: text/plain\r\n"
                    + "Content-Length: 13\r\nConnection: keep-alive\r\nETag: \"1-d\"\r\nAccept-Ranges: bytes\r\n\r\n",
            BODY);
    private static final ByteBuffer[] CHUNKED =
            direct(OK + "Server: vastar\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: keep-alive\r\n\r\nd\r\nHello, World!\r\n0\r\n\r\n");
    private static final ByteBuffer[] UNAVAILABLE = direct("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
    private static final ByteBuffer[] EVENTS = direct(
            OK + "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n10\r\ndata: first\n\ndat\r\n",
            "8\r\na: two\n\n\r\n0\r\n\r\n");
    private static final ByteBuffer[] LARGE =
            direct(OK + "Content-Length: 30000\r\n\r\n" + "x".repeat(10_000), "x".repeat(12_000), "x".repeat(8_000));
    private static final ByteBuffer[] LARGE_CHUNKS = direct(
            OK + "Transfer-Encoding: chunked\r\n\r\n" + ("400\r\n" + "x".repeat(1024) + "\r\n").repeat(8),
            ("400\r\n" + "x".repeat(1024) + "\r\n").repeat(7) + "0\r\n\r\n");
    private static final ByteBuffer[] LAST = direct(OK + "Connection: close\r\nContent-Length: 13\r\n\r\n" + BODY);

    /** Between two of the others come so many usual ones. */
    private static final int USUAL_BETWEEN = 4;

    private static final ByteBuffer[][] OTHERS = {
        OTHER_LENGTH, HEAD_THEN_BODY, CHUNKED, HEAD_THEN_BODY, UNAVAILABLE, EVENTS, LARGE, LARGE_CHUNKS
    };

    /** A connection is closed after so many answers. */
    private static final int LAST_AFTER = 255;

    private final ByteBuffer[] usual = views(USUAL);
    private final ByteBuffer[] last = views(LAST);
    private final ByteBuffer[][] others = new ByteBuffer[OTHERS.length][];
    private int written;
    private int piece;

    LoopbackAnswers() {
        for (int i = 0; i < OTHERS.length; i++) {
            others[i] = views(OTHERS[i]);
        }
    }

    private static ByteBuffer[] direct(String... pieces) {
        ByteBuffer[] buffers = new ByteBuffer[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            byte[] bytes = pieces[i].getBytes(StandardCharsets.US_ASCII);
            buffers[i] = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }
        return buffers;
    }

    private static ByteBuffer[] views(ByteBuffer[] pieces) {
        ByteBuffer[] views = new ByteBuffer[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            views[i] = pieces[i].duplicate();
        }
        return views;
    }

    /**
     * Writes the next piece of an answer.
     *
     * @return whether that was the last piece; if not, call again when the connection can be written to, after others
     *     have had their turn, so that the client reads the pieces one by one
     */
    boolean write(LoopbackServer.Outlet peer) throws IOException {
        ByteBuffer[] answer = next();
        peer.write(answer[piece]);
        if (answer[piece].hasRemaining()) {
            return false;
        }
        answer[piece].rewind();
        if (++piece < answer.length) {
            return false;
        }
        piece = 0;
        written++;
        if (answer == last) {
            peer.shutdownOutput();
        }
        return true;
    }

    private ByteBuffer[] next() {
        if (written == LAST_AFTER) {
            return last;
        }
        int round = written / (USUAL_BETWEEN + 1);
        return written % (USUAL_BETWEEN + 1) == USUAL_BETWEEN ? others[round % others.length] : usual;
    }
}
