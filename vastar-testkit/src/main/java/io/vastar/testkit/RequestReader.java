// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads one request off a stream: a head up to its empty line, then a body by Content-Length or in chunks. It checks no
 * more than it needs to find the end, because what a client sends is for the test to judge.
 */
final class RequestReader {
    private static final int MOST_HEAD_BYTES = 1 << 20;

    private final int connection;
    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    RequestReader(int connection, InputStream in) {
        this.connection = connection;
        this.in = in;
    }

    /** @return the request, or null when the stream ended before its first byte */
    ReceivedRequest read() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        bytes.write(first);
        if (first != '\n') {
            readLine("in the first line of a request");
        }
        while (!readLine("in the head of a request").isEmpty()) {
            if (bytes.size() > MOST_HEAD_BYTES) {
                throw new IOException("the request head has no end within " + MOST_HEAD_BYTES + " bytes");
            }
        }
        int headBytes = bytes.size();
        ReceivedRequest head = new ReceivedRequest(connection, bytes.toByteArray(), headBytes);
        if (head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            readChunks();
        } else {
            copy(number(head.header("Content-Length").orElse("0"), 10));
        }
        return new ReceivedRequest(connection, bytes.toByteArray(), headBytes);
    }

    private void readChunks() throws IOException {
        long size;
        do {
            size = number(readLine("in a chunk size").split(";", 2)[0], 16);
            copy(size);
            if (size > 0) {
                readLine("after a chunk");
            }
        } while (size > 0);
        while (!readLine("in the trailers of a request").isEmpty()) {
            // trailers are kept with the bytes and mean nothing here
        }
    }

    /** Reads to the LF; returns the line without its end. */
    private String readLine(String where) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        do {
            b = in.read();
            if (b < 0) {
                throw new EOFException("the client closed " + where + ", after " + bytes.size() + " bytes");
            }
            bytes.write(b);
            if (b != '\r' && b != '\n') {
                line.write(b);
            }
        } while (b != '\n');
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private void copy(long count) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = count; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the client closed in the body of a request, " + left + " of " + count
                        + " bytes before its end");
            }
            bytes.write(buffer, 0, read);
            left -= read;
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text.trim(), radix);
        } catch (NumberFormatException e) {
            throw new IOException("the request's body size '" + text + "' is not a number", e);
        }
    }
}
