// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The direct buffers in which the connections of one lane send composed requests. Small ones stay with their
 * connection; larger ones come back when the exchange has ended and go to the next that needs one, so that a large body
 * costs memory by the number in flight and not by that of connections. Owned by the agent thread.
 */
public final class RequestBuffers {
    /** A connection keeps a buffer up to this size. */
    static final int SMALL_BYTES = 4 * 1024;
    /** Larger ones that nobody uses are kept up to this sum. */
    static final long MOST_SPARE_BYTES = 16 * 1024 * 1024;

    private static final int LEAST_BYTES = 512;

    private final ArrayDeque<ByteBuffer>[] spare = newSizes();
    private long spareBytes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<ByteBuffer>[] newSizes() {
        return new ArrayDeque[Integer.SIZE];
    }

    /** A buffer for a connection to keep, with room for a small request. */
    public ByteBuffer newOwn(int bytes) {
        return ByteBuffer.allocateDirect(1 << sizeOf(Math.max(bytes, LEAST_BYTES)));
    }

    /** A cleared buffer with at least so much room, until {@link #giveBack}. */
    public ByteBuffer take(int bytes) {
        int size = sizeOf(bytes);
        ByteBuffer buffer = spare[size] == null ? null : spare[size].poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(size == Integer.SIZE - 1 ? bytes : 1 << size);
        }
        spareBytes -= buffer.capacity();
        return buffer.clear();
    }

    /** Takes one back; {@link #take} made it. */
    public void giveBack(ByteBuffer buffer) {
        if (spareBytes + buffer.capacity() > MOST_SPARE_BYTES) {
            return;
        }
        int size = sizeOf(buffer.capacity());
        if (spare[size] == null) {
            spare[size] = new ArrayDeque<>();
        }
        spare[size].push(buffer);
        spareBytes += buffer.capacity();
    }

    /** The exponent of the power of two that holds so many bytes. */
    private static int sizeOf(int bytes) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1);
    }
}
