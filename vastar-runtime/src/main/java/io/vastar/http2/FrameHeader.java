// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The nine bytes before a frame's payload (RFC 9113 §4.1), which may come in pieces; reserved bits are ignored. */
final class FrameHeader {
    private static final long HTTP_1_START = 0x485454502f312eL; // HTTP/1.

    private final UnsafeBuffer partial = new UnsafeBuffer(new byte[FrameType.HEADER_BYTES]);
    private int partialBytes;
    private long word;

    int type;
    int flags;
    int streamId;
    int length;

    /** Where it begins, counted from the connection's first byte. */
    long at;

    /** Whether some of it, but not all, has come. */
    boolean begun() {
        return partialBytes > 0;
    }

    /** Takes what is there of it; returns where to go on. {@link #begun()} is false then when it is whole. */
    int read(DirectBuffer buffer, int from, int end, long position) {
        if (partialBytes == 0) {
            at = position;
            if (end - from >= FrameType.HEADER_BYTES) {
                set(buffer.getLong(from, BIG_ENDIAN), buffer.getByte(from + Long.BYTES));
                return from + FrameType.HEADER_BYTES;
            }
        }
        int count = Math.min(FrameType.HEADER_BYTES - partialBytes, end - from);
        partial.putBytes(partialBytes, buffer, from, count);
        partialBytes += count;
        if (partialBytes == FrameType.HEADER_BYTES) {
            partialBytes = 0;
            set(partial.getLong(0, BIG_ENDIAN), partial.getByte(Long.BYTES));
        }
        return from + count;
    }

    private void set(long first, byte last) {
        word = first;
        length = (int) (first >>> 40);
        type = (int) (first >>> 32) & 0xFF;
        flags = (int) (first >>> 24) & 0xFF;
        streamId = ((int) first << 8 | last & 0xFF) & 0x7FFF_FFFF;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether it is none, but the start of an answer in HTTP/1. */
    boolean isHttp1() {
        return word >>> 8 == HTTP_1_START;
    }

    /** Even streams are the server's, which may open none. */
    boolean idle(int lastOpened) {
        return (streamId & 1) == 0 || streamId > lastOpened;
    }

    /** "in the DATA frame of stream 3 at byte 120 of what the target sent". Allocates. */
    String place() {
        return "in the " + FrameType.name(type) + " frame of "
                + (streamId == 0 ? "the connection" : "stream " + streamId) + " at byte " + at
                + " of what the target sent";
    }
}
