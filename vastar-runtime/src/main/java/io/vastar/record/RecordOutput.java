// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.MutableDirectBuffer;

/** Writes the parts of an {@link AgentRecord} one after the other; {@link RecordInput} reads them in the same order. */
final class RecordOutput {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final MutableDirectBuffer buffer;
    private final long originNs;
    private int position;
    private ByteBuffer histograms = ByteBuffer.allocate(0);

    /**
     * @param buffer which expands where it has to
     * @param originNs the moment from which the written record's moments count
     */
    RecordOutput(MutableDirectBuffer buffer, int offset, long originNs) {
        this.buffer = buffer;
        this.originNs = originNs;
        position = offset;
    }

    void flag(boolean value) {
        buffer.putByte(position++, (byte) (value ? 1 : 0));
    }

    void byteOf(int value) {
        buffer.putByte(position++, (byte) value);
    }

    void number(long value) {
        buffer.putLong(position, value, ORDER);
        position += Long.BYTES;
    }

    /** A moment on this machine's clock. */
    void moment(long ns) {
        number(ns - originNs);
    }

    void fraction(double value) {
        number(Double.doubleToRawLongBits(value));
    }

    void count(int value) {
        buffer.putInt(position, value, ORDER);
        position += Integer.BYTES;
    }

    /** UTF-8 behind its length in bytes, which is -1 for null. */
    void text(String value) {
        if (value == null) {
            count(-1);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        count(bytes.length);
        buffer.putBytes(position, bytes);
        position += bytes.length;
    }

    /** All of them, leaving out the zeros at the end. */
    void numbers(long[] values) {
        int length = values.length;
        while (length > 0 && values[length - 1] == 0) {
            length--;
        }
        count(length);
        for (int i = 0; i < length; i++) {
            number(values[i]);
        }
    }

    void counts(Map<String, Long> counts) {
        count(counts.size());
        counts.forEach((name, count) -> {
            text(name);
            number(count);
        });
    }

    /** In HdrHistogram's V2 encoding, behind its length in bytes, which is -1 for null. */
    void histogram(Histogram histogram) {
        if (histogram == null) {
            count(-1);
            return;
        }
        int atMost = histogram.getNeededByteBufferCapacity();
        if (histograms.capacity() < atMost) {
            histograms = ByteBuffer.allocate(atMost);
        }
        histograms.clear();
        int length = histogram.encodeIntoByteBuffer(histograms);
        count(length);
        buffer.putBytes(position, histograms.array(), 0, length);
        position += length;
    }

    int position() {
        return position;
    }
}
