// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.concurrent.UnsafeBuffer;

/** Where Huffman-coded strings are decoded to; one for all connections of an agent thread. Allocates only to grow. */
final class HpackScratch {
    private static final int FIRST_BYTES = 4096;

    private UnsafeBuffer buffer = new UnsafeBuffer(new byte[FIRST_BYTES]);

    /** Memory for at least so many bytes; what was in it may be lost. */
    UnsafeBuffer reserve(int bytes) {
        if (bytes > buffer.capacity()) {
            buffer = new UnsafeBuffer(new byte[Integer.highestOneBit(bytes - 1) << 1]);
        }
        return buffer;
    }
}
