// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of the connection whose turn it is. One per event loop. */
final class Input {
    static final int BYTES = 1 << 16;

    final byte[] bytes = new byte[BYTES];
    /** The next byte to use. */
    int position;
    /** The end of the received bytes. */
    int limit;

    private final ByteBuffer socketBytes = ByteBuffer.allocateDirect(BYTES);

    /** Starts a turn with what the connection could not use before. */
    void begin(byte[] kept, int length) {
        System.arraycopy(kept, 0, bytes, 0, length);
        position = 0;
        limit = length;
    }

    /** Reads what has arrived, as far as there is room; -1 at the end of the stream. */
    int read(SocketChannel channel) throws IOException {
        socketBytes.clear().limit(BYTES - limit);
        int count = channel.read(socketBytes);
        if (count > 0) {
            socketBytes.get(0, bytes, limit, count);
            limit += count;
        }
        return count;
    }

    int remaining() {
        return limit - position;
    }

    void skipAll() {
        position = limit;
    }
}
