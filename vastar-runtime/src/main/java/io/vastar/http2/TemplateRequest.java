// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.HttpUrl;
import io.vastar.http1.RequestTemplate;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one request of a load test, for HTTP/2: its fields, encoded once, and its body. Immutable, shared by all threads.
 *
 * @param body its bytes from position to limit; shared, must not be changed
 */
record TemplateRequest(
        HttpUrl url, HpackTemplate fields, ByteBuffer body, boolean toHead, boolean idempotent, boolean graphQl) {
    /** @throws ConfigurationException when a header cannot be sent over HTTP/2 */
    static TemplateRequest of(RequestTemplate template) {
        ByteBuffer bytes = template.bytes();
        int bodyFrom = bodyFrom(bytes);
        byte[] head = new byte[bodyFrom];
        bytes.get(0, head);
        String[] lines = new String(head, StandardCharsets.UTF_8).split("\r\n");
        List<Header> others = new ArrayList<>();
        String authority = template.url().hostHeader();
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].substring(0, lines[i].indexOf(':'));
            String value = lines[i].substring(name.length() + 1).strip();
            if (name.equalsIgnoreCase("Host")) {
                authority = value;
            } else {
                others.add(new Header(allowed(name, value), value));
            }
        }
        String[] requestLine = lines[0].split(" ");
        List<Header> fields = new ArrayList<>();
        fields.add(new Header(":method", requestLine[0]));
        fields.add(new Header(":scheme", template.url().secure() ? "https" : "http"));
        fields.add(new Header(":authority", authority));
        fields.add(new Header(":path", requestLine[1]));
        fields.addAll(others);
        return new TemplateRequest(
                template.url(),
                HpackTemplate.of(fields),
                bytes.duplicate().position(bodyFrom).slice(),
                requestLine[0].equals("HEAD"),
                template.idempotent(),
                template.graphQl());
    }

    private static int bodyFrom(ByteBuffer bytes) {
        int at = 3;
        while (bytes.get(at) != '\n' || bytes.get(at - 2) != '\n') {
            at++;
        }
        return at + 1;
    }

    /** @throws ConfigurationException when a header cannot be sent over HTTP/2 */
    static String allowed(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        UnsafeBuffer bytes = new UnsafeBuffer(lower.getBytes(StandardCharsets.US_ASCII));
        if (FieldNames.named(bytes, 0, bytes.capacity()) == FieldNames.CONNECTION_SPECIFIC) {
            throw new ConfigurationException("header '" + name + ": " + value + "' is about the connection, which"
                    + " HTTP/2 forbids (RFC 9113 §8.2.2); remove it");
        }
        return lower;
    }

    /** Bytes of one request on a connection that has carried it before. */
    long bytes() {
        int frames = body.remaining() == 0 ? 1 : 2;
        return (long) frames * FrameType.HEADER_BYTES + fields.next().capacity() + body.remaining();
    }
}
