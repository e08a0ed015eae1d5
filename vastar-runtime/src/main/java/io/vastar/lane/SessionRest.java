// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes that a codec has not consumed yet. Allocates only while it grows. Owned by the agent thread. */
final class SessionRest {
    /** Longest message that is held in memory in one piece. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int FIRST_BYTES = 8 * 1024;

    private UnsafeBuffer bytes;
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    boolean isTooLong() {
        return length > MOST_BYTES;
    }

    int length() {
        return length;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    void clear() {
        length = 0;
    }

    void keep(DirectBuffer from, int offset, int count) {
        reserve(count);
        bytes.putBytes(0, from, offset, count);
        length = count;
    }

    void append(DirectBuffer from, int count) {
        reserve(length + count);
        bytes.putBytes(length, from, 0, count);
        length += count;
    }

    /** The first so many bytes have been understood. */
    void consumed(int count) {
        if (count > 0) {
            length -= count;
            bytes.putBytes(0, bytes, count, length);
        }
    }

    private void reserve(int count) {
        if (bytes == null || bytes.capacity() < count) {
            UnsafeBuffer larger = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.max(FIRST_BYTES, 2 * count)));
            if (length > 0) {
                larger.putBytes(0, bytes, 0, length);
            }
            bytes = larger;
        }
    }
}
