// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;

/** Where one connection encodes its requests: a small buffer of its own, or a larger one of the lane's for a while. */
final class RequestRoom {
    private final RequestBuffers buffers;
    private ByteBuffer own;

    /** From the lane's buffers, for a request that is not small; null when there is none. */
    private ByteBuffer borrowed;

    RequestRoom(RequestBuffers buffers) {
        this.buffers = buffers;
    }

    /** A cleared buffer with at least so much room; what the last one held is gone. */
    ByteBuffer of(int bytes) {
        giveBack();
        if (bytes > RequestBuffers.SMALL_BYTES) {
            borrowed = buffers.take(bytes);
            return borrowed;
        }
        if (own == null || own.capacity() < bytes) {
            own = buffers.newOwn(bytes);
        }
        return own.clear();
    }

    /** The exchange has ended: a larger buffer that was sent whole can go to others. */
    void done() {
        if (borrowed != null && !borrowed.hasRemaining()) {
            giveBack();
        }
    }

    private void giveBack() {
        if (borrowed != null) {
            buffers.giveBack(borrowed);
            borrowed = null;
        }
    }
}
