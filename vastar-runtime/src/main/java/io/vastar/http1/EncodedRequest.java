// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.AwsSigner;
import io.vastar.grammar.Tokens;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bytes of one request: its head, and its body, which may be cut into chunks. */
final class EncodedRequest {
    /** Payload bytes of each chunk but the last. */
    static final int CHUNK_BYTES = 32 * 1024;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final HttpUrl url;
    private final boolean keepAlive;
    private final boolean chunked;
    private final byte[] head;
    private final byte[] body;

    private EncodedRequest(HttpUrl url, RequestHeaders headers, byte[] head, byte[] body) {
        this.url = url;
        keepAlive = headers.keepAlive();
        chunked = headers.chunked();
        this.head = head;
        this.body = body;
    }

    /**
     * Encodes a request.
     *
     * @param absolute whether its target is the whole URL, as an HTTP proxy wants it (RFC 9112 §3.2.2)
     * @param signer signs it for AWS; null when nobody does
     * @param now the time of the signature
     * @throws ConfigurationException when it cannot be sent: what, where, what to do
     */
    static EncodedRequest of(RequestSpec spec, boolean absolute, AwsSigner signer, Instant now) {
        HttpUrl url = HttpUrl.of(spec);
        if (!Tokens.isToken(spec.method())) {
            throw new ConfigurationException(
                    "'" + spec.method() + "' is not a request method; write one such as GET or POST");
        }
        if (spec.method().equals("CONNECT")) {
            throw new ConfigurationException("CONNECT opens a tunnel and cannot be load tested; use another method");
        }
        RequestHeaders headers = RequestHeaders.of(spec, url);
        if (signer != null) {
            headers.sign(signer.sign(spec.method(), url.target(), sent(headers), spec.body(), now));
        }
        byte[] head = (spec.method() + " " + (absolute ? url.origin() : "") + url.target() + " HTTP/1.1\r\n"
                        + headers.text() + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return new EncodedRequest(url, headers, head, spec.body());
    }

    private static List<Header> sent(RequestHeaders headers) {
        List<Header> sent = new ArrayList<>();
        for (Header header : headers.places()) {
            if (header.value() != null) {
                sent.add(header);
            }
        }
        return sent;
    }

    HttpUrl url() {
        return url;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    int length() {
        if (!chunked) {
            return head.length + body.length;
        }
        int full = body.length / CHUNK_BYTES;
        int rest = body.length % CHUNK_BYTES;
        int framing = full * framing(CHUNK_BYTES) + (rest == 0 ? 0 : framing(rest)) + LAST_CHUNK.length;
        return Math.addExact(head.length + framing, body.length);
    }

    private static int framing(int bytes) {
        return Integer.toHexString(bytes).length() + 2 * LINE_END.length;
    }

    /** Writes {@link #length()} bytes (RFC 9112 §7.1 where they are chunked). */
    void putInto(ByteBuffer to) {
        to.put(head);
        if (!chunked) {
            to.put(body);
            return;
        }
        for (int at = 0; at < body.length; at += CHUNK_BYTES) {
            int bytes = Math.min(CHUNK_BYTES, body.length - at);
            to.put(Integer.toHexString(bytes).getBytes(StandardCharsets.US_ASCII))
                    .put(LINE_END)
                    .put(body, at, bytes)
                    .put(LINE_END);
        }
        to.put(LAST_CHUNK);
    }
}
