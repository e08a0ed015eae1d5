// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes of one session that are still to be written. Codecs append; the lane writes. Allocates only while it grows. Owned by the
 * agent thread.
 */
public final class SessionOut {
    private static final int FIRST_BYTES = 4 * 1024;

    /** What is to be written stands between {@link #from} and the position. */
    private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES);

    private int from;
    private long taken;

    /** Forgets everything, for a new wire. */
    void reset() {
        bytes.clear();
        from = 0;
        taken = 0;
    }

    /** A buffer to which this many bytes can be put at its position. */
    public ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            grow(count);
        }
        return bytes;
    }

    private void grow(int count) {
        int waiting = bytes.position() - from;
        ByteBuffer to = waiting + count <= bytes.capacity() / 2
                ? bytes
                : ByteBuffer.allocateDirect(Math.max(2 * bytes.capacity(), 2 * (waiting + count)));
        ByteBuffer rest = bytes.duplicate().flip().position(from);
        to.clear();
        to.put(rest);
        bytes = to;
        from = 0;
    }

    public SessionOut put(byte value) {
        room(1).put(value);
        return this;
    }

    public SessionOut put(byte[] values) {
        room(values.length).put(values);
        return this;
    }

    public SessionOut put(byte[] values, int offset, int length) {
        room(length).put(values, offset, length);
        return this;
    }

    /** Characters up to U+00FF, a byte each (ISO 8859-1). */
    public SessionOut putText(CharSequence text) {
        ByteBuffer to = room(text.length());
        for (int i = 0; i < text.length(); i++) {
            to.put((byte) text.charAt(i));
        }
        return this;
    }

    /** A number in decimal digits. */
    public SessionOut putDecimal(long value) {
        ByteBuffer to = room(20);
        if (value < 0) {
            to.put((byte) '-');
        }
        long power = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            to.put((byte) ('0' + Math.abs(value / power % 10)));
        }
        return this;
    }

    boolean isEmpty() {
        return bytes.position() == from;
    }

    /** Where the next byte will stand in the stream of this wire. */
    long end() {
        return taken + bytes.position() - from;
    }

    /** How much of the stream the wire has taken. */
    long taken() {
        return taken;
    }

    /** Writes what the wire takes, as {@link Wire#write}. */
    boolean write(Wire wire) throws IOException {
        int end = bytes.position();
        bytes.limit(end).position(from);
        try {
            return wire.write(bytes);
        } finally {
            taken += bytes.position() - from;
            from = bytes.position();
            bytes.limit(bytes.capacity()).position(end);
            if (from == end) {
                bytes.clear();
                from = 0;
            }
        }
    }
}
