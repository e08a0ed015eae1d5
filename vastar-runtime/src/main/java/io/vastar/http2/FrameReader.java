// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

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

    private final FrameHandler handler;
    private final int maxFrameBytes;
    private final HeaderBlock block;
    private final ControlFrames control;
    private final FrameHeader header = new FrameHeader();
    private final UnsafeBuffer nothing = new UnsafeBuffer(0, 0);

    private int state = HEADER;
    private int priorityBytes;
    private boolean settingsSeen;
    private int lastOpened;

    private int left;
    private int padding;
    private int flowExtra;
    /** Whether the frame's own header is still to be counted. */
    private boolean uncounted;

    private long bytesBefore;
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
        return header.place();
    }

    /** Whether the peer may end the connection here: between two frames. */
    boolean betweenFrames() {
        return state == HEADER && !header.begun() && !block.isOpen();
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
        int at = header.read(buffer, from, end, origin + from);
        if (!header.begun()) {
            beginFrame();
        }
        return at;
    }

    private void beginFrame() {
        left = header.length;
        int type = header.type;
        if (!settingsSeen) {
            checkFirst();
        }
        if (left > maxFrameBytes) {
            breakOff(FrameFault.FRAME_TOO_LARGE);
        } else if (block.isOpen() && (type != FrameType.CONTINUATION || !block.isOf(header.streamId))) {
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

    private void checkFirst() {
        if (header.isHttp1()) {
            breakOff(FrameFault.HTTP_1);
        } else if (header.type != FrameType.SETTINGS || header.has(FrameType.ACK)) {
            breakOff(FrameFault.NO_SETTINGS_FIRST);
        }
        settingsSeen = true;
    }

    private void beginControl() {
        FrameFault wrong = control.begin(header.type, header.flags, header.streamId, left);
        if (wrong == null && header.streamId != 0 && header.type != FrameType.PRIORITY && header.idle(lastOpened)) {
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
        if (header.has(FrameType.PADDED)) {
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
        block.begin(header.streamId, header.has(FrameType.END_STREAM));
        int fixed = (header.has(FrameType.PADDED) ? 1 : 0) + (header.has(FrameType.PRIORITY_FLAG) ? PRIORITY_BYTES : 0);
        if (left < fixed) {
            breakOff(FrameFault.FRAME_LENGTH);
        } else if (header.has(FrameType.PADDED)) {
            state = PAD_LENGTH;
        } else {
            afterPadLength();
        }
    }

    private void beginContinuation() {
        if (!block.isOpen()) {
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
        if (header.streamId == 0) {
            breakOff(FrameFault.STREAM_ZERO);
        } else if (header.idle(lastOpened)) {
            breakOff(FrameFault.STREAM_IDLE);
        }
        return state != BROKEN;
    }

    private int readPadLength(DirectBuffer buffer, int at) {
        padding = buffer.getByte(at) & 0xFF;
        left--;
        int fixed = header.type == FrameType.HEADERS && header.has(FrameType.PRIORITY_FLAG) ? PRIORITY_BYTES : 0;
        if (padding > left - fixed) {
            breakOff(FrameFault.PADDING);
            return at + 1;
        }
        left -= padding;
        if (header.type == FrameType.DATA) {
            flowExtra = 1;
            state = DATA;
            endDataIfEmpty();
        } else {
            afterPadLength();
        }
        return at + 1;
    }

    private void afterPadLength() {
        if (header.has(FrameType.PRIORITY_FLAG)) {
            priorityBytes = PRIORITY_BYTES;
            state = PRIORITY_FIELDS;
        } else {
            beginFragment();
        }
    }

    /** Priorities of this kind are deprecated (RFC 9113 §5.3.2). */
    private int skipPriority(int at, int end) {
        int count = Math.min(priorityBytes, end - at);
        priorityBytes -= count;
        left -= count;
        if (priorityBytes == 0) {
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
        handler.onData(header.streamId, buffer, at, count, flowBytes, last && header.has(FrameType.END_STREAM));
        return at + count + padCount;
    }

    private void endDataIfEmpty() {
        if (left + padding == 0) {
            state = HEADER;
            handler.onData(header.streamId, nothing, 0, 0, flowExtra, header.has(FrameType.END_STREAM));
        }
    }

    private void beginFragment() {
        state = FRAGMENT;
        if (left == 0) {
            endFragment();
        }
    }

    private int readFragment(DirectBuffer buffer, int at, int end) {
        boolean whole = block.isEmpty() && left <= end - at && header.has(FrameType.END_HEADERS);
        int count = Math.min(left, end - at);
        left -= count;
        if (whole && block.allows(count)) {
            afterFrame();
            block.end(handler, buffer, at, count);
        } else if (!block.add(buffer, at, count)) {
            breakOff(FrameFault.HEADER_BLOCK_TOO_LARGE);
        } else if (left == 0) {
            endFragment();
        }
        return at + count;
    }

    private void endFragment() {
        afterFrame();
        if (header.has(FrameType.END_HEADERS)) {
            block.end(handler);
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
