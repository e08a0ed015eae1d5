// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.HttpInteraction;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the fields of a head down for user code, as the lines that HTTP/1.1 would have sent. */
final class HeadKeeper implements FieldSink {
    private static final UnsafeBuffer FIRST_LINE = ascii("HTTP/2\r\n");
    private static final UnsafeBuffer SEPARATOR = ascii(": ");
    private static final UnsafeBuffer LINE_END = ascii("\r\n");

    private HttpInteraction interaction;

    private static UnsafeBuffer ascii(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Starts afresh: an interim head before the final one is forgotten. */
    HeadKeeper of(HttpInteraction keepsFor) {
        interaction = keepsFor;
        interaction.beginHead();
        interaction.addHead(FIRST_LINE, 0, FIRST_LINE.capacity());
        return this;
    }

    @Override
    public void onField(
            DirectBuffer name, int nameOffset, int nameLength, DirectBuffer value, int valueOffset, int valueLength) {
        interaction.addHead(name, nameOffset, nameLength);
        interaction.addHead(SEPARATOR, 0, SEPARATOR.capacity());
        interaction.addHead(value, valueOffset, valueLength);
        interaction.addHead(LINE_END, 0, LINE_END.capacity());
    }
}
