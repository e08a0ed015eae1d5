// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/** Reads what {@link RecordOutput} wrote. Refuses bytes that end too early or state impossible lengths. */
final class RecordInput {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final DirectBuffer buffer;
    private final int end;
    private int position;

    RecordInput(DirectBuffer buffer, int offset, int length) {
        this.buffer = buffer;
        position = offset;
        end = offset + length;
    }

    boolean flag() {
        return byteOf() != 0;
    }

    int byteOf() {
        return buffer.getByte(advance(1));
    }

    long number() {
        return buffer.getLong(advance(Long.BYTES), ORDER);
    }

    double fraction() {
        return Double.longBitsToDouble(number());
    }

    int count() {
        return buffer.getInt(advance(Integer.BYTES), ORDER);
    }

    /** How many elements follow, each of which takes a byte at least. */
    int size() {
        int size = count();
        if (size < 0 || size > end - position) {
            throw broken("states " + size + " elements", position - Integer.BYTES);
        }
        return size;
    }

    String text() {
        int length = count();
        if (length == -1) {
            return null;
        }
        byte[] bytes = new byte[checked(length)];
        buffer.getBytes(advance(length), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void numbers(long[] into) {
        int length = size();
        if (length > into.length) {
            throw broken("states " + length + " numbers where at most " + into.length + " are possible", position);
        }
        for (int i = 0; i < length; i++) {
            into[i] = number();
        }
    }

    Map<String, Long> counts() {
        int size = size();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = text();
            counts.put(name, number());
        }
        return counts;
    }

    Histogram histogram() {
        int length = count();
        if (length == -1) {
            return null;
        }
        byte[] bytes = new byte[checked(length)];
        buffer.getBytes(advance(length), bytes);
        try {
            return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw broken("has a histogram that is not in HdrHistogram's V2 encoding", position - length);
        }
    }

    private int checked(int length) {
        if (length < 0 || length > end - position) {
            throw broken("states " + length + " bytes and has " + (end - position) + " more", position);
        }
        return length;
    }

    private int advance(int length) {
        checked(length);
        int from = position;
        position += length;
        return from;
    }

    int position() {
        return position;
    }

    private static IllegalArgumentException broken(String what, int at) {
        return new IllegalArgumentException("agent record: at byte " + at + " it " + what
                + "; it was cut off or comes from another version of vastar");
    }
}
