// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts what one end of a connection sent into words, frame by frame, for people who look at single exchanges. Takes pieces
 * of any size in their order. For the slow path; not thread-safe.
 */
public final class Http2Transcript {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LIST_BYTES = 1 << 20;
    private static final int LARGEST_TABLE_BYTES = 1 << 20;
    private static final int PRIORITY_BYTES = 5;
    private static final int STREAM_BITS = 0x7fff_ffff;

    private final HpackDecoder decoder = new HpackDecoder(MAX_LIST_BYTES, new HpackScratch());
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private byte[] left = {};
    private boolean begun;

    /**
     * One frame.
     *
     * @param words its type, stream, size and flags
     * @param fields of a header block, {@code name: value}; empty unless one ends with this frame
     * @param data of a DATA frame, without padding; else empty
     */
    public record Frame(String words, List<String> fields, byte[] data) {}

    public Http2Transcript() {
        decoder.maxTableBytes(LARGEST_TABLE_BYTES);
    }

    /** Whether a client that sends this begins an HTTP/2 connection. */
    public static boolean isBegunBy(byte[] sent) {
        return sent.length >= PREFACE.length && Arrays.equals(PREFACE, 0, PREFACE.length, sent, 0, PREFACE.length);
    }

    /** The frames that end within these bytes. */
    public List<Frame> frames(byte[] more) {
        byte[] bytes = Arrays.copyOf(left, left.length + more.length);
        System.arraycopy(more, 0, bytes, left.length, more.length);
        int at = !begun && isBegunBy(bytes) ? PREFACE.length : 0;
        begun = true;
        List<Frame> frames = new ArrayList<>();
        while (bytes.length - at >= FrameType.HEADER_BYTES) {
            int length = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
            int to = at + FrameType.HEADER_BYTES + length;
            if (to > bytes.length) {
                break;
            }
            int stream = new UnsafeBuffer(bytes).getInt(at + 5, ByteOrder.BIG_ENDIAN) & STREAM_BITS;
            frames.add(frame(bytes[at + 3], bytes[at + 4] & 0xff, stream, bytes, at + FrameType.HEADER_BYTES, to));
            at = to;
        }
        left = Arrays.copyOfRange(bytes, at, bytes.length);
        return frames;
    }

    private Frame frame(int type, int flags, int stream, byte[] bytes, int from, int to) {
        boolean block = type == FrameType.HEADERS || type == FrameType.PUSH_PROMISE || type == FrameType.CONTINUATION;
        boolean ends = (type == FrameType.DATA || type == FrameType.HEADERS) && (flags & FrameType.END_STREAM) != 0;
        boolean ack = (type == FrameType.SETTINGS || type == FrameType.PING) && (flags & FrameType.ACK) != 0;
        String words = FrameType.name(type) + " on stream " + stream + ", " + (to - from) + " bytes"
                + (ends ? ", end of the stream" : "") + (ack ? ", acknowledgement" : "");
        boolean padded = (flags & FrameType.PADDED) != 0 && (type == FrameType.DATA || type == FrameType.HEADERS);
        int start = from + (padded ? 1 : 0);
        int end = padded && to > from ? to - (bytes[from] & 0xff) : to;
        if (type == FrameType.HEADERS && (flags & FrameType.PRIORITY_FLAG) != 0) {
            start += PRIORITY_BYTES;
        } else if (type == FrameType.PUSH_PROMISE) {
            start += Integer.BYTES;
        }
        if (start > end) {
            return new Frame(words, List.of(), new byte[0]);
        }
        if (type == FrameType.DATA) {
            return new Frame(words, List.of(), Arrays.copyOfRange(bytes, start, end));
        }
        return new Frame(words, block ? fields(bytes, start, end, flags) : List.of(), new byte[0]);
    }

    private List<String> fields(byte[] bytes, int from, int to, int flags) {
        block.write(bytes, from, to - from);
        if ((flags & FrameType.END_HEADERS) == 0) {
            return List.of();
        }
        byte[] whole = block.toByteArray();
        block.reset();
        List<String> fields = new ArrayList<>();
        int read = decoder.decode(
                new UnsafeBuffer(whole),
                0,
                whole.length,
                (name, nameOffset, nameLength, value, valueOffset, valueLength) ->
                        fields.add(name.getStringWithoutLengthAscii(nameOffset, nameLength) + ": "
                                + value.getStringWithoutLengthAscii(valueOffset, valueLength)));
        if (read == HpackDecoder.BROKEN) {
            fields.add("(from here on the header block cannot be read)");
        }
        return fields;
    }
}
