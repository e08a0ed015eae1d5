// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last head that was read whole, with what it meant: a server answers the same request with the same head until its
 * clock's second changes, so comparing replaces parsing. Shared by the connections of one lane, which all send the same
 * request; owned by the agent thread.
 */
final class HeadCache {
    /** Longer heads are parsed each time. */
    static final int MAX_BYTES = 1024;

    private final UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_BYTES));
    private final Head head = new Head();
    private int length;

    /** Length of the cached head when {@code [from, to)} begins with it, else 0. */
    int match(DirectBuffer buffer, int from, int to) {
        return length <= to - from && ByteScan.same(bytes, 0, buffer, from, length) ? length : 0;
    }

    /** What the cached head says. */
    Head head() {
        return head;
    }

    /** Remembers a final head and its meaning, unless it is too long. */
    void store(DirectBuffer buffer, int from, int to, Head meaning) {
        if (to - from <= MAX_BYTES) {
            length = to - from;
            bytes.putBytes(0, buffer, from, length);
            head.copyFrom(meaning);
        }
    }
}
