// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.LoopbackServer;
import io.vastar.spi.HttpSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The server's side of one connection for self-warm-up: answers each request in one of the ways in which servers do, most
 * of the time in the usual one. For requests without a body.
 */
public final class Http2Loopback implements LoopbackServer.Conversation, FrameHandler {
    /** How a client has to speak to it. */
    public static final HttpSpec SPEC = new HttpSpec("2", 8, null, null, null);

    private static final int MAX_BLOCK_BYTES = 64 * 1024;
    private static final int LAST_AFTER = 400;
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(0, 0);
    private static final UnsafeBuffer BODY = new UnsafeBuffer("x".repeat(16_000).getBytes(StandardCharsets.US_ASCII));
    private static final UnsafeBuffer EVENTS =
            new UnsafeBuffer("data: first\n\ndata: two\n\n".getBytes(StandardCharsets.US_ASCII));
    private static final UnsafeBuffer USUAL = block("200", "text/plain", "13");
    private static final UnsafeBuffer NEWS = withNewField(block("200", "text/html", "13"));
    private static final UnsafeBuffer LARGE = block("200", "text/plain", "32000");
    private static final UnsafeBuffer STREAM = block("200", "text/event-stream", null);
    private static final UnsafeBuffer BUSY = block("503", "text/plain", "4");

    private final FrameReader reader = new FrameReader(this, FrameType.MIN_MAX_FRAME_BYTES, MAX_BLOCK_BYTES);
    private final UnsafeBuffer input = new UnsafeBuffer(0, 0);
    private final OutBuffer out = new OutBuffer();
    private int prefaceLeft = FrameWriter.PREFACE_BYTES;
    private int answers;

    private Http2Loopback() {
        reader.opened(Integer.MAX_VALUE);
        int at = out.reserve(FrameType.HEADER_BYTES);
        out.wrote(FrameWriter.settings(out.view(), at, 0));
    }

    /** Of one connection. */
    public static LoopbackServer.Conversation conversation() {
        return new Http2Loopback();
    }

    private static UnsafeBuffer block(String status, String type, String length) {
        UnsafeBuffer block = new UnsafeBuffer(new byte[256]);
        int to = field(block, 0, ":status", status);
        to = field(block, to, "server", "vastar");
        to = field(block, to, "date", "Thu, 01 Jan 2026 00:00:00 GMT");
        to = field(block, to, "content-type", type);
        to = length == null ? to : field(block, to, "content-length", length);
        return new UnsafeBuffer(block, 0, to);
    }

    /** With one that goes into the client's table. */
    private static UnsafeBuffer withNewField(UnsafeBuffer block) {
        UnsafeBuffer longer = new UnsafeBuffer(new byte[256]);
        longer.putBytes(0, block, 0, block.capacity());
        UnsafeBuffer from = new UnsafeBuffer("x-cache hit".getBytes(StandardCharsets.US_ASCII));
        int to = HpackEncoder.literal(longer, block.capacity(), HpackEncoder.INCREMENTAL, 0, from, 0, 7, from, 8, 3);
        return new UnsafeBuffer(longer, 0, to);
    }

    private static int field(UnsafeBuffer block, int at, String name, String value) {
        UnsafeBuffer from = new UnsafeBuffer((name + value).getBytes(StandardCharsets.US_ASCII));
        return HpackEncoder.field(block, at, from, 0, name.length(), from, name.length(), value.length());
    }

    @Override
    public void read(ByteBuffer bytes) {
        int skipped = Math.min(prefaceLeft, bytes.remaining());
        prefaceLeft -= skipped;
        bytes.position(bytes.position() + skipped);
        input.wrap(bytes, bytes.position(), bytes.remaining());
        reader.onBytes(input, 0, bytes.remaining());
    }

    @Override
    public boolean write(LoopbackServer.Outlet peer) throws IOException {
        return !out.hasUnsent() || out.flush(peer);
    }

    @Override
    public void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream) {
        answers++;
        if (answers == LAST_AFTER) {
            int at = out.reserve(64);
            out.wrote(FrameWriter.goAway(out.view(), at, streamId, ErrorCode.NO_ERROR, NOTHING, 0, 0));
        }
        switch (answers % 20) {
            case 5 -> answer(streamId, LARGE, BODY, 16_000, 2);
            case 10 -> answer(streamId, STREAM, EVENTS, EVENTS.capacity(), 1);
            case 12 -> answer(streamId, NEWS, BODY, 13, 1);
            case 15 -> answer(streamId, BUSY, BODY, 4, 1);
            case 18 -> answer(streamId, LARGE, BODY, 8_000, 4);
            default -> answer(streamId, USUAL, BODY, 13, 1);
        }
    }

    private void answer(int streamId, UnsafeBuffer block, UnsafeBuffer body, int length, int frames) {
        int at = out.reserve(block.capacity() + frames * (length + FrameType.HEADER_BYTES) + FrameType.HEADER_BYTES);
        int to = FrameWriter.headers(
                out.view(), at, streamId, false, block, 0, block.capacity(), FrameType.MIN_MAX_FRAME_BYTES);
        for (int i = 1; i <= frames; i++) {
            to = FrameWriter.data(out.view(), to, streamId, i == frames, body, 0, length);
        }
        out.wrote(to);
    }

    @Override
    public void onSettingsEnd() {
        int at = out.reserve(FrameType.HEADER_BYTES);
        out.wrote(FrameWriter.settingsAck(out.view(), at));
    }

    @Override
    public void onData(int streamId, DirectBuffer buffer, int offset, int length, int flowBytes, boolean endStream) {}

    @Override
    public void onRstStream(int streamId, int code) {}

    @Override
    public void onSetting(int id, long value) {}

    @Override
    public void onSettingsAck() {}

    @Override
    public void onPing(long opaque, boolean ack) {}

    @Override
    public void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length) {}

    @Override
    public void onWindowUpdate(int streamId, int increment) {}

    @Override
    public void onStreamFault(int streamId, FrameFault fault) {}
}
