// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One request as a {@link ScriptedServer} received it: the exact bytes, and views of them. */
public final class ReceivedRequest {
    private final int connection;
    private final byte[] bytes;
    private final int headBytes;

    ReceivedRequest(int connection, byte[] bytes, int headBytes) {
        this.connection = connection;
        this.bytes = bytes;
        this.headBytes = headBytes;
    }

    /** Which connection brought it; the first is 1. */
    public int connection() {
        return connection;
    }

    /** A copy of all bytes, head and body. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Head and body, one character a byte. */
    public String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The head with its empty line, one character a byte. */
    public String head() {
        return new String(bytes, 0, headBytes, StandardCharsets.ISO_8859_1);
    }

    /** The body as it came, chunk framing included; empty when there was none. */
    public byte[] body() {
        return Arrays.copyOfRange(bytes, headBytes, bytes.length);
    }

    /** The first line, such as {@code GET /plain HTTP/1.1}. */
    public String requestLine() {
        return head().lines().findFirst().orElse("");
    }

    /** The first value of a header; names are compared without case. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header in the order they came; names are compared without case. */
    public List<String> headers(String name) {
        return head().lines()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .collect(Collectors.toList());
    }

    @Override
    public String toString() {
        return "connection " + connection + ": " + requestLine();
    }
}
