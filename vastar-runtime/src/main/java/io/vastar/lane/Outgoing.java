// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The requests of one pipelined connection as a stream of bytes: what of it is still to be written. Allocates only while it grows. */
final class Outgoing {
    private static final int FIRST_BYTES = 4 * 1024;

    /** What is to be written stands between position and limit. */
    private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES).limit(0);

    private long encoded;

    /** Forgets everything, for a new stream. */
    void reset() {
        bytes.clear().limit(0);
        encoded = 0;
    }

    /** Encodes a request behind the others; where it ends in the stream. */
    long append(PipelineCodec codec, Exchange exchange) {
        reserve(codec.prepare(exchange));
        int from = bytes.position();
        int to = bytes.limit();
        bytes.limit(bytes.capacity()).position(to);
        codec.encode(exchange, bytes);
        encoded += bytes.position() - to;
        bytes.limit(bytes.position()).position(from);
        return encoded;
    }

    private void reserve(int count) {
        if (bytes.capacity() - bytes.limit() >= count) {
            return;
        }
        if (bytes.capacity() - bytes.remaining() >= count) {
            bytes.compact().flip();
        } else {
            bytes = ByteBuffer.allocateDirect(2 * (bytes.remaining() + count))
                    .put(bytes)
                    .flip();
        }
    }

    boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /** Writes what the wire takes, as {@link Wire#write}. */
    boolean write(Wire wire) throws IOException {
        return wire.write(bytes);
    }

    /** How much of the stream the wire has taken. */
    long written() {
        return encoded - bytes.remaining();
    }
}
