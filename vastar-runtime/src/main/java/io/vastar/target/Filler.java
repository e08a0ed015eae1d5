// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/**
 * The content of generated bodies: the 64 characters {@code 0-9A-Za-z-_} over and over, so that byte {@code i} of a body
 * is known and the text needs no escape in JSON or in an event.
 */
final class Filler {
    static final String PERIOD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    private static final int BYTES = 1 << 16;
    private static final ByteBuffer TEXT = text();

    private Filler() {}

    /** Writes as much of {@code bytes} filler as there is room for, as byte {@code offset} and following. */
    static int put(ByteBuffer out, long offset, long bytes) {
        int wanted = (int) Math.min(bytes, out.remaining());
        int written = 0;
        while (written < wanted) {
            int from = (int) ((offset + written) & (PERIOD.length() - 1));
            int length = Math.min(wanted - written, BYTES - from);
            out.put(out.position(), TEXT, from, length);
            out.position(out.position() + length);
            written += length;
        }
        return wanted;
    }

    private static ByteBuffer text() {
        ByteBuffer text = ByteBuffer.allocateDirect(BYTES);
        byte[] period = Ascii.bytes(PERIOD);
        while (text.hasRemaining()) {
            text.put(period);
        }
        return text.clear().asReadOnlyBuffer();
    }
}
