// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads and checks the frames with a fixed layout: SETTINGS, PING, GOAWAY, RST_STREAM, WINDOW_UPDATE, PRIORITY. */
final class ControlFrames {
    /** So much of a GOAWAY's debug data is shown. */
    static final int MAX_DEBUG_BYTES = 120;

    private static final int GOAWAY_BYTES = 8;
    private static final int SETTING_BYTES = 6;

    private final FrameHandler handler;
    private final UnsafeBuffer kept = new UnsafeBuffer(new byte[GOAWAY_BYTES + MAX_DEBUG_BYTES]);
    private int keptBytes;
    private int type;
    private boolean ack;
    private int streamId;
    private FrameFault streamFault;

    ControlFrames(FrameHandler handler) {
        this.handler = handler;
    }

    /** A frame begins; returns what is wrong with its header, or null. */
    FrameFault begin(int frameType, int flags, int stream, int length) {
        type = frameType;
        ack = (flags & FrameType.ACK) != 0;
        streamId = stream;
        keptBytes = 0;
        streamFault = null;
        switch (type) {
            case FrameType.SETTINGS -> {
                return ofConnection(ack ? length == 0 : length % SETTING_BYTES == 0);
            }
            case FrameType.PING -> {
                return ofConnection(length == 8);
            }
            case FrameType.GOAWAY -> {
                return ofConnection(length >= GOAWAY_BYTES);
            }
            case FrameType.WINDOW_UPDATE -> {
                return length == 4 ? null : FrameFault.FRAME_LENGTH;
            }
            case FrameType.RST_STREAM -> {
                return ofStream(length == 4);
            }
            default -> {
                streamFault = length == 5 ? null : FrameFault.FRAME_LENGTH;
                return ofStream(true);
            }
        }
    }

    private FrameFault ofConnection(boolean lengthIsRight) {
        return streamId != 0 ? FrameFault.STREAM_NOT_ZERO : lengthIsRight ? null : FrameFault.FRAME_LENGTH;
    }

    private FrameFault ofStream(boolean lengthIsRight) {
        return streamId == 0 ? FrameFault.STREAM_ZERO : lengthIsRight ? null : FrameFault.FRAME_LENGTH;
    }

    /** A piece of the payload; returns what is wrong for the connection, or null. */
    FrameFault onPayload(DirectBuffer buffer, int offset, int length) {
        if (type == FrameType.SETTINGS) {
            return readSettings(buffer, offset, length);
        }
        int count = Math.min(length, kept.capacity() - keptBytes);
        kept.putBytes(keptBytes, buffer, offset, count);
        keptBytes += count;
        return null;
    }

    private FrameFault readSettings(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        FrameFault wrong = null;
        for (int at = offset; at < end && wrong == null; ) {
            int count = Math.min(SETTING_BYTES - keptBytes, end - at);
            kept.putBytes(keptBytes, buffer, at, count);
            keptBytes += count;
            at += count;
            if (keptBytes == SETTING_BYTES) {
                keptBytes = 0;
                int id = kept.getShort(0, BIG_ENDIAN) & 0xFFFF;
                long value = kept.getInt(2, BIG_ENDIAN) & 0xFFFF_FFFFL;
                wrong = check(id, value);
                if (wrong == null) {
                    handler.onSetting(id, value);
                }
            }
        }
        return wrong;
    }

    private static FrameFault check(int id, long value) {
        return switch (id) {
            case Setting.ENABLE_PUSH -> value == 0 ? null : FrameFault.SETTING_ENABLE_PUSH;
            case Setting.INITIAL_WINDOW_SIZE -> value <= Setting.MAX_WINDOW_BYTES ? null : FrameFault.SETTING_WINDOW;
            case Setting.MAX_FRAME_SIZE ->
                value >= FrameType.MIN_MAX_FRAME_BYTES && value <= FrameType.MAX_MAX_FRAME_BYTES
                        ? null
                        : FrameFault.SETTING_FRAME_SIZE;
            default -> null;
        };
    }

    /** The frame ended; returns what is wrong for the connection, or null. */
    FrameFault end() {
        switch (type) {
            case FrameType.SETTINGS -> {
                if (ack) {
                    handler.onSettingsAck();
                } else {
                    handler.onSettingsEnd();
                }
            }
            case FrameType.PING -> handler.onPing(kept.getLong(0, BIG_ENDIAN), ack);
            case FrameType.GOAWAY ->
                handler.onGoAway(
                        kept.getInt(0, BIG_ENDIAN) & 0x7FFF_FFFF,
                        kept.getInt(4, BIG_ENDIAN),
                        kept,
                        GOAWAY_BYTES,
                        keptBytes - GOAWAY_BYTES);
            case FrameType.RST_STREAM -> handler.onRstStream(streamId, kept.getInt(0, BIG_ENDIAN));
            case FrameType.WINDOW_UPDATE -> {
                return endWindowUpdate();
            }
            default -> {
                if (streamFault != null) {
                    handler.onStreamFault(streamId, streamFault);
                }
            }
        }
        return null;
    }

    private FrameFault endWindowUpdate() {
        int increment = kept.getInt(0, BIG_ENDIAN) & 0x7FFF_FFFF;
        if (increment > 0) {
            handler.onWindowUpdate(streamId, increment);
        } else if (streamId == 0) {
            return FrameFault.WINDOW_INCREMENT_ZERO;
        } else {
            handler.onStreamFault(streamId, FrameFault.WINDOW_INCREMENT_ZERO);
        }
        return null;
    }
}
