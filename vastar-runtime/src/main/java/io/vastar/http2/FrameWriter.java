// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the frames that a client sends (RFC 9113 §6). Each method returns where the bytes that it wrote end; the caller
 * sees to the room. Any thread; never allocates.
 */
final class FrameWriter {
    /** Room for {@link #preface}. */
    static final int PREFACE_BYTES = 24;

    static final int WINDOW_UPDATE_BYTES = FrameType.HEADER_BYTES + 4;
    static final int RST_STREAM_BYTES = FrameType.HEADER_BYTES + 4;
    static final int PING_BYTES = FrameType.HEADER_BYTES + 8;
    static final int SETTING_BYTES = 6;

    private static final UnsafeBuffer PREFACE =
            new UnsafeBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private FrameWriter() {}

    /** What a client's connection begins with, before its settings (§3.4). */
    static int preface(MutableDirectBuffer out, int at) {
        out.putBytes(at, PREFACE, 0, PREFACE_BYTES);
        return at + PREFACE_BYTES;
    }

    /** Begins a frame with settings; {@code count} times {@link #setting} has to follow. */
    static int settings(MutableDirectBuffer out, int at, int count) {
        return header(out, at, count * SETTING_BYTES, FrameType.SETTINGS, 0, 0);
    }

    static int setting(MutableDirectBuffer out, int at, int id, long value) {
        out.putShort(at, (short) id, BIG_ENDIAN);
        out.putInt(at + 2, (int) value, BIG_ENDIAN);
        return at + SETTING_BYTES;
    }

    static int settingsAck(MutableDirectBuffer out, int at) {
        return header(out, at, 0, FrameType.SETTINGS, FrameType.ACK, 0);
    }

    /** How many bytes {@link #headers} writes. */
    static int headersBytes(int blockLength, int maxFrameBytes) {
        int frames = Math.max(1, (blockLength - 1) / maxFrameBytes + 1);
        return blockLength + frames * FrameType.HEADER_BYTES;
    }

    /**
     * A header block: HEADERS, and as many CONTINUATION as it takes.
     *
     * @param maxFrameBytes the peer's SETTINGS_MAX_FRAME_SIZE
     */
    static int headers(
            MutableDirectBuffer out,
            int at,
            int streamId,
            boolean endStream,
            DirectBuffer block,
            int offset,
            int length,
            int maxFrameBytes) {
        int count = Math.min(length, maxFrameBytes);
        int left = length - count;
        int flags = (endStream ? FrameType.END_STREAM : 0) | (left == 0 ? FrameType.END_HEADERS : 0);
        int next = header(out, at, count, FrameType.HEADERS, flags, streamId);
        out.putBytes(next, block, offset, count);
        next += count;
        while (left > 0) {
            int from = offset + length - left;
            count = Math.min(left, maxFrameBytes);
            left -= count;
            next = header(out, next, count, FrameType.CONTINUATION, left == 0 ? FrameType.END_HEADERS : 0, streamId);
            out.putBytes(next, block, from, count);
            next += count;
        }
        return next;
    }

    /** The header of a DATA frame; so many bytes of data have to follow, from wherever they are. */
    static int dataHeader(MutableDirectBuffer out, int at, int streamId, boolean endStream, int length) {
        return header(out, at, length, FrameType.DATA, endStream ? FrameType.END_STREAM : 0, streamId);
    }

    /** A DATA frame; within the peer's SETTINGS_MAX_FRAME_SIZE and windows. */
    static int data(
            MutableDirectBuffer out,
            int at,
            int streamId,
            boolean endStream,
            DirectBuffer body,
            int offset,
            int length) {
        int next = dataHeader(out, at, streamId, endStream, length);
        out.putBytes(next, body, offset, length);
        return next + length;
    }

    /** Allows the peer to send more on a stream, or on the connection when the stream is 0. */
    static int windowUpdate(MutableDirectBuffer out, int at, int streamId, int increment) {
        int next = header(out, at, 4, FrameType.WINDOW_UPDATE, 0, streamId);
        out.putInt(next, increment, BIG_ENDIAN);
        return next + 4;
    }

    static int rstStream(MutableDirectBuffer out, int at, int streamId, int code) {
        int next = header(out, at, 4, FrameType.RST_STREAM, 0, streamId);
        out.putInt(next, code, BIG_ENDIAN);
        return next + 4;
    }

    static int ping(MutableDirectBuffer out, int at, long opaque, boolean ack) {
        int next = header(out, at, 8, FrameType.PING, ack ? FrameType.ACK : 0, 0);
        out.putLong(next, opaque, BIG_ENDIAN);
        return next + 8;
    }

    /** Ends the connection; the debug data, {@code length} bytes of it, may help whoever runs the peer. */
    static int goAway(
            MutableDirectBuffer out, int at, int lastStreamId, int code, DirectBuffer debug, int offset, int length) {
        int next = header(out, at, 8 + length, FrameType.GOAWAY, 0, 0);
        out.putInt(next, lastStreamId, BIG_ENDIAN);
        out.putInt(next + 4, code, BIG_ENDIAN);
        if (length > 0) {
            out.putBytes(next + 8, debug, offset, length);
        }
        return next + 8 + length;
    }

    private static int header(MutableDirectBuffer out, int at, int length, int type, int flags, int streamId) {
        out.putLong(at, (long) length << 40 | (long) type << 32 | (long) flags << 24 | streamId >>> 8, BIG_ENDIAN);
        out.putByte(at + 8, (byte) streamId);
        return at + FrameType.HEADER_BYTES;
    }
}
