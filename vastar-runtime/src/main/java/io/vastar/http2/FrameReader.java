// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts what a server sends into frames (RFC 9113 §4 and §6), from pieces of any size, and checks all that a client has to.
 * Data passes through as it comes; a header block does too when it lies in one piece, else it is put together in a {@link
 * HeaderBlock}. The frames with a fixed layout are read by {@link ControlFrames}. One per connection, owned by the agent
 * thread; allocates only while the header block grows, and for the words of a failure.
 */
final class FrameReader {
    private static final int HEADER = 0;
    private static final int PAD_LENGTH = 1;
    private static final int PRIORITY_FIELDS = 2;
    private static final int DATA = 3;
    private static final int FRAGMENT = 4;
    private static final int CONTROL = 5;
    private static final int SKIP = 6;
    private static final int BROKEN = 7;

    private static final int PRIORITY_BYTES = 5;
    private static final long HTTP_1_START = 0x485454502f312eL; // HTTP/1.

    private final FrameHandler handler;
    private final int maxFrameBytes;
    private final HeaderBlock block;
    private final ControlFrames control;
    private final UnsafeBuffer partial = new UnsafeBuffer(new byte[FrameType.HEADER_BYTES + 7]);

    private int state = HEADER;
    private int partialBytes;
    private boolean settingsSeen;
    private int lastOpened;

    private int type;
    private int flags;
    private int streamId;
    private int left;
    private int padding;
    private int flowExtra;
    /** Whether the frame's own header is still to be counted. */
    private boolean uncounted;
    /** Stream of the header block that has to be continued; 0 when there is none. */
    private int blockStream;

    private boolean blockEndsStream;

    private long bytesBefore;
    private long frameAt;
    private int errorCode;
    private String words;
    private FrameFault fault;

    /**
     * @param maxFrameBytes our SETTINGS_MAX_FRAME_SIZE
     * @param maxBlockBytes largest header block, as it comes
     */
    FrameReader(FrameHandler handler, int maxFrameBytes, int maxBlockBytes) {
        this.handler = handler;
        this.maxFrameBytes = maxFrameBytes;
        block = new HeaderBlock(maxBlockBytes);
        control = new ControlFrames(handler);
    }

    /** Forgets everything, for a new connection. */
    void reset() {
        state = HEADER;
        partialBytes = 0;
        settingsSeen = false;
        lastOpened = 0;
        blockStream = 0;
        bytesBefore = 0;
        errorCode = ErrorCode.NO_ERROR;
        words = null;
        fault = null;
    }

    /** We have opened this stream; frames of streams above are against the rules. */
    void opened(int stream) {
        lastOpened = stream;
    }

    /** Ends the reading; for the handler. The rest of the bytes is ignored. */
    void fail(int code, String why) {
        if (state != BROKEN) {
            errorCode = code;
            words = why;
            state = BROKEN;
        }
    }

    /** One of {@link ErrorCode}; NO_ERROR while all is well. */
    int errorCode() {
        return errorCode;
    }

    /** The rule that the server broke; null when it broke none, or the handler stopped the reader. */
    FrameFault fault() {
        return fault;
    }

    /** What is wrong, and where; null when nothing is. Allocates. */
    String describe() {
        if (state != BROKEN) {
            return null;
        }
        String what = words != null ? words : fault.sentence();
        return fault == FrameFault.HTTP_1 ? what : what + "; " + place();
    }

    /** Size of the DATA frame's header with the first piece of its payload, then 0; for those who count bytes. */
    int takeHeaderBytes() {
        int count = uncounted ? FrameType.HEADER_BYTES : 0;
        uncounted = false;
        return count;
    }

    /** Where the reader is: "in the DATA frame of stream 3 at byte 120 of the connection". Allocates. */
    String place() {
        return "in the " + FrameType.name(type) + " frame of "
                + (streamId == 0 ? "the connection" : "stream " + streamId) + " at byte " + frameAt
                + " of what the target sent";
    }

    /** Whether the peer may end the connection here: between two frames. */
    boolean betweenFrames() {
        return state == HEADER && partialBytes == 0 && blockStream == 0;
    }

    /**
     * Takes the next bytes of the connection.
     *
     * @return NO_ERROR, or one of {@link ErrorCode} when the connection is lost; then {@link #describe()} says why
     */
    int onBytes(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end && state != BROKEN) {
            switch (state) {
                case HEADER -> at = readHeader(buffer, at, end, bytesBefore - offset);
                case PAD_LENGTH -> at = readPadLength(buffer, at);
                case PRIORITY_FIELDS -> at = skipPriority(at, end);
                case DATA -> at = passData(buffer, at, end);
                case FRAGMENT -> at = readFragment(buffer, at, end);
                case CONTROL -> at = readControl(buffer, at, end);
                default -> at = skip(at, end);
            }
        }
        bytesBefore += length;
        return errorCode;
    }

    private int readHeader(DirectBuffer buffer, int from, int end, long origin) {
        if (partialBytes == 0 && end - from >= FrameType.HEADER_BYTES) {
            frameAt = origin + from;
            beginFrame(buffer.getLong(from, BIG_ENDIAN), buffer.getByte(from + 8));
            return from + FrameType.HEADER_BYTES;
        }
        if (partialBytes == 0) {
            frameAt = origin + from;
        }
        int count = Math.min(FrameType.HEADER_BYTES - partialBytes, end - from);
        partial.putBytes(partialBytes, buffer, from, count);
        partialBytes += count;
        if (partialBytes == FrameType.HEADER_BYTES) {
            partialBytes = 0;
            beginFrame(partial.getLong(0, BIG_ENDIAN), partial.getByte(8));
        }
        return from + count;
    }

    /** {@code word} is all of the frame's header but its last byte. */
    private void beginFrame(long word, byte last) {
        left = (int) (word >>> 40);
        type = (int) (word >>> 32) & 0xFF;
        flags = (int) (word >>> 24) & 0xFF;
        streamId = ((int) word << 8 | last & 0xFF) & 0x7FFF_FFFF;
        if (!settingsSeen) {
            checkFirst(word);
        }
        if (left > maxFrameBytes) {
            breakOff(FrameFault.FRAME_TOO_LARGE);
        } else if (blockStream != 0 && (type != FrameType.CONTINUATION || streamId != blockStream)) {
            breakOff(FrameFault.CONTINUATION_EXPECTED);
        }
        if (state == BROKEN) {
            return;
        }
        switch (type) {
            case FrameType.DATA -> beginData();
            case FrameType.HEADERS -> beginHeaders();
            case FrameType.CONTINUATION -> beginContinuation();
            case FrameType.PUSH_PROMISE -> breakOff(FrameFault.PUSH_PROMISE);
            default -> {
                if (type > FrameType.CONTINUATION) {
                    state = left > 0 ? SKIP : HEADER;
                } else {
                    beginControl();
                }
            }
        }
    }

    private void checkFirst(long word) {
        if (word >>> 8 == HTTP_1_START) {
            breakOff(FrameFault.HTTP_1);
        } else if (type != FrameType.SETTINGS || (flags & FrameType.ACK) != 0) {
            breakOff(FrameFault.NO_SETTINGS_FIRST);
        }
        settingsSeen = true;
    }

    private void beginControl() {
        FrameFault wrong = control.begin(type, flags, streamId, left);
        if (wrong == null && streamId != 0 && type != FrameType.PRIORITY && idle()) {
            wrong = FrameFault.STREAM_IDLE;
        }
        if (wrong != null) {
            breakOff(wrong);
        } else if (left > 0) {
            state = CONTROL;
        } else {
            endControl();
        }
    }

    private void beginData() {
        if (!checkStream()) {
            return;
        }
        padding = 0;
        flowExtra = 0;
        uncounted = true;
        if ((flags & FrameType.PADDED) != 0) {
            beginPadded();
        } else {
            state = DATA;
            endDataIfEmpty();
        }
    }

    private void beginHeaders() {
        if (!checkStream()) {
            return;
        }
        padding = 0;
        blockEndsStream = (flags & FrameType.END_STREAM) != 0;
        blockStream = streamId;
        block.begin();
        int fixed = ((flags & FrameType.PADDED) != 0 ? 1 : 0)
                + ((flags & FrameType.PRIORITY_FLAG) != 0 ? PRIORITY_BYTES : 0);
        if (left < fixed) {
            breakOff(FrameFault.FRAME_LENGTH);
        } else if ((flags & FrameType.PADDED) != 0) {
            state = PAD_LENGTH;
        } else {
            afterPadLength();
        }
    }

    private void beginContinuation() {
        if (blockStream == 0) {
            breakOff(FrameFault.CONTINUATION_UNEXPECTED);
            return;
        }
        padding = 0;
        if (block.countFrame()) {
            beginFragment();
        } else {
            breakOff(FrameFault.HEADER_BLOCK_TOO_LARGE);
        }
    }

    private void beginPadded() {
        if (left == 0) {
            breakOff(FrameFault.FRAME_LENGTH);
        } else {
            state = PAD_LENGTH;
        }
    }

    private boolean checkStream() {
        if (streamId == 0) {
            breakOff(FrameFault.STREAM_ZERO);
        } else if (idle()) {
            breakOff(FrameFault.STREAM_IDLE);
        }
        return state != BROKEN;
    }

    /** Even numbers are the server's, which may open none. */
    private boolean idle() {
        return (streamId & 1) == 0 || streamId > lastOpened;
    }

    private int readPadLength(DirectBuffer buffer, int at) {
        padding = buffer.getByte(at) & 0xFF;
        left--;
        int fixed = type == FrameType.HEADERS && (flags & FrameType.PRIORITY_FLAG) != 0 ? PRIORITY_BYTES : 0;
        if (padding > left - fixed) {
            breakOff(FrameFault.PADDING);
            return at + 1;
        }
        left -= padding;
        if (type == FrameType.DATA) {
            flowExtra = 1;
            state = DATA;
            endDataIfEmpty();
        } else {
            afterPadLength();
        }
        return at + 1;
    }

    private void afterPadLength() {
        if ((flags & FrameType.PRIORITY_FLAG) != 0) {
            partialBytes = PRIORITY_BYTES;
            state = PRIORITY_FIELDS;
        } else {
            beginFragment();
        }
    }

    /** Priorities of this kind are deprecated (RFC 9113 §5.3.2). */
    private int skipPriority(int at, int end) {
        int count = Math.min(partialBytes, end - at);
        partialBytes -= count;
        left -= count;
        if (partialBytes == 0) {
            beginFragment();
        }
        return at + count;
    }

    private int passData(DirectBuffer buffer, int at, int end) {
        int count = Math.min(left, end - at);
        left -= count;
        int padCount = left == 0 ? Math.min(padding, end - at - count) : 0;
        padding -= padCount;
        boolean last = left + padding == 0;
        int flowBytes = flowExtra + count + padCount;
        flowExtra = 0;
        if (last) {
            state = HEADER;
        }
        handler.onData(streamId, buffer, at, count, flowBytes, last && (flags & FrameType.END_STREAM) != 0);
        return at + count + padCount;
    }

    private void endDataIfEmpty() {
        if (left + padding == 0) {
            state = HEADER;
            handler.onData(streamId, partial, 0, 0, flowExtra, (flags & FrameType.END_STREAM) != 0);
        }
    }

    private void beginFragment() {
        state = FRAGMENT;
        if (left == 0) {
            endFragment();
        }
    }

    private int readFragment(DirectBuffer buffer, int at, int end) {
        boolean whole = block.isEmpty() && left <= end - at && (flags & FrameType.END_HEADERS) != 0;
        int count = Math.min(left, end - at);
        left -= count;
        if (whole && block.allows(count)) {
            int stream = blockStream;
            blockStream = 0;
            afterFrame();
            handler.onHeaders(stream, buffer, at, count, blockEndsStream);
        } else if (!block.add(buffer, at, count)) {
            breakOff(FrameFault.HEADER_BLOCK_TOO_LARGE);
        } else if (left == 0) {
            endFragment();
        }
        return at + count;
    }

    private void endFragment() {
        afterFrame();
        if ((flags & FrameType.END_HEADERS) != 0) {
            int stream = blockStream;
            blockStream = 0;
            handler.onHeaders(stream, block.bytes(), 0, block.length(), blockEndsStream);
        }
    }

    private void afterFrame() {
        left = padding;
        state = left > 0 ? SKIP : HEADER;
    }

    private int readControl(DirectBuffer buffer, int at, int end) {
        int count = Math.min(left, end - at);
        left -= count;
        FrameFault wrong = control.onPayload(buffer, at, count);
        if (wrong != null) {
            breakOff(wrong);
        } else if (left == 0 && state != BROKEN) {
            endControl();
        }
        return at + count;
    }

    private void endControl() {
        state = HEADER;
        FrameFault wrong = control.end();
        if (wrong != null) {
            breakOff(wrong);
        }
    }

    private int skip(int at, int end) {
        int count = Math.min(left, end - at);
        left -= count;
        if (left == 0) {
            state = HEADER;
        }
        return at + count;
    }

    private void breakOff(FrameFault what) {
        if (state != BROKEN) {
            fault = what;
            fail(what.code(), null);
        }
    }
}
