// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Builds lines in one reused buffer, which grows to the longest of what is built in one go, without garbage. */
final class AsciiLines {
    /** Enough lines for a write to be worth its while. */
    private static final int FULL = 1 << 18;

    private static final int ROOM = 1 << 14;
    private static final int LONGEST_NUMBER = 32;
    private static final long SECOND_NS = 1_000_000_000;

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private byte[] bytes;
    private ByteBuffer built;
    private int length;

    AsciiLines() {
        take(new byte[FULL + ROOM]);
    }

    private void take(byte[] array) {
        bytes = array;
        view.wrap(array);
        built = ByteBuffer.wrap(array);
    }

    void text(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    void character(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    void number(long value) {
        room(LONGEST_NUMBER);
        length += view.putLongAscii(length, value);
    }

    /** A number behind a comma. */
    void field(long value) {
        character(',');
        number(value);
    }

    /** Seconds with so many decimals, rounded; negative ones are not written by any tool. */
    void seconds(long ns, int decimals) {
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

    private void room(int needed) {
        if (needed > bytes.length - length) {
            take(Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + needed)));
        }
    }

    int length() {
        return length;
    }

    /** Whether what was built should be taken. */
    boolean isFull() {
        return length >= FULL;
    }

    /** What was built since the last time, until the next line begins. */
    ByteBuffer takeBuilt() {
        built.limit(length).position(0);
        length = 0;
        return built;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
