// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The header block that is being read, and its pieces put together where it comes in several. Allocates only while it grows. */
final class HeaderBlock {
    private static final int FIRST_BYTES = 512;

    private final int maxBytes;
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private int length;
    /** Of the frames' headers, so that empty frames without end have an end. */
    private int counted;

    /** 0 while none is being read. */
    private int stream;

    private boolean endsStream;

    HeaderBlock(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void begin(int newStream, boolean newEndsStream) {
        stream = newStream;
        endsStream = newEndsStream;
        length = 0;
        counted = 0;
    }

    /** No frame may come between its frames (RFC 9113 §4.3). */
    boolean isOpen() {
        return stream != 0;
    }

    boolean isOf(int streamId) {
        return stream == streamId;
    }

    /** It has come to its end: hands it over, all of it in these bytes. */
    void end(FrameHandler handler, DirectBuffer from, int offset, int count) {
        int ended = stream;
        stream = 0;
        handler.onHeaders(ended, from, offset, count, endsStream);
    }

    /** It has come to its end: hands over the pieces that were put together. */
    void end(FrameHandler handler) {
        end(handler, bytes, 0, length);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether so many bytes more are within the limit. */
    boolean allows(int count) {
        return (long) length + counted + count <= maxBytes;
    }

    /** Counts a further frame; false when that is too much. */
    boolean countFrame() {
        if (!allows(FrameType.HEADER_BYTES)) {
            return false;
        }
        counted += FrameType.HEADER_BYTES;
        return true;
    }

    /** False when the block gets too large. */
    boolean add(DirectBuffer buffer, int offset, int count) {
        if (!allows(count)) {
            return false;
        }
        int needed = length + count;
        if (needed > bytes.capacity()) {
            byte[] larger = new byte[Math.max(FIRST_BYTES, Integer.highestOneBit(needed - 1) << 1)];
            bytes.getBytes(0, larger, 0, length);
            bytes.wrap(larger);
        }
        bytes.putBytes(length, buffer, offset, count);
        length = needed;
        return true;
    }
}
