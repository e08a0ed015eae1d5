// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Builds lines in one reused buffer, without garbage, and hands them on when it is full. */
final class AsciiLines {
    private static final int BYTES = 1 << 18;
    private static final int LONGEST_NUMBER = 32;
    private static final long SECOND_NS = 1_000_000_000;

    private final byte[] bytes = new byte[BYTES];
    private final UnsafeBuffer view = new UnsafeBuffer(bytes);
    private final OutputStream out;
    private int length;

    AsciiLines(OutputStream out) {
        this.out = out;
    }

    void text(byte[] text) throws IOException {
        if (text.length > BYTES - length) {
            flush();
            if (text.length > BYTES) {
                out.write(text);
                return;
            }
        }
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    void character(char c) throws IOException {
        room(1);
        bytes[length++] = (byte) c;
    }

    void number(long value) throws IOException {
        room(LONGEST_NUMBER);
        length += view.putLongAscii(length, value);
    }

    /** A number behind a comma. */
    void field(long value) throws IOException {
        character(',');
        number(value);
    }

    /** Seconds with so many decimals, rounded; negative ones are not written by any tool. */
    void seconds(long ns, int decimals) throws IOException {
        long unitNs = SECOND_NS;
        for (int i = 0; i < decimals; i++) {
            unitNs /= 10;
        }
        long units = (Math.max(0, ns) + unitNs / 2) / unitNs;
        long perSecond = SECOND_NS / unitNs;
        number(units / perSecond);
        character('.');
        long fraction = units % perSecond;
        for (long place = perSecond / 10; place > 0; place /= 10) {
            character((char) ('0' + fraction / place % 10));
        }
    }

    private void room(int needed) throws IOException {
        if (needed > BYTES - length) {
            flush();
        }
    }

    void flush() throws IOException {
        int ready = length;
        length = 0;
        out.write(bytes, 0, ready);
        out.flush();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
