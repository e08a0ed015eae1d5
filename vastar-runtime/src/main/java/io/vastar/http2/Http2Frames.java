// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.buffer.Excerpt;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/** Acts on what the peer's frames say: responses go to their streams, the rest to the connection. */
final class Http2Frames implements FrameHandler {
    private final Http2Session session;
    private final Http2Streams streams;
    private final ResponseHead head = new ResponseHead();
    private final HeadKeeper keeper = new HeadKeeper();

    /** Bytes of DATA that have come since the last WINDOW_UPDATE. */
    private long received;

    Http2Frames(Http2Session session, Http2Streams streams) {
        this.session = session;
        this.streams = streams;
    }

    @Override
    public void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream) {
        Http2Stream stream = streams.get(streamId);
        boolean trailers = stream != null && stream.headDone;
        int result = session.readHead(buffer, offset, length, trailers, head, keeper(stream, trailers));
        if (result == HeadBlocks.BROKEN) {
            session.reader().fail(ErrorCode.COMPRESSION_ERROR, session.blockFault());
            return;
        }
        if (stream == null) {
            return;
        }
        Exchange exchange = stream.exchange;
        exchange.addBytesIn((long) FrameType.HEADER_BYTES + length);
        stream.begun = true;
        if (result == HeadBlocks.MALFORMED) {
            malformed(stream, head.fault().sentence());
        } else if (trailers) {
            if (endStream) {
                end(stream);
            } else {
                malformed(stream, "the response has a second head after its body began");
            }
        } else if (head.status() < 200) {
            if (endStream) {
                malformed(stream, "the response ends with the interim status " + head.status());
            }
        } else {
            begin(stream, endStream);
        }
    }

    /** Null where nobody wants the fields of the head. */
    private FieldSink keeper(Http2Stream stream, boolean trailers) {
        if (stream == null || trailers) {
            return null;
        }
        FieldSink users = stream.interaction == null ? null : keeper.of(stream.interaction);
        return session.digest() == null ? users : session.digest().reading(users);
    }

    private void begin(Http2Stream stream, boolean endStream) {
        stream.exchange.firstByte(streams.nowNs());
        stream.headDone = true;
        stream.status = head.status();
        stream.contentLength = head.contentLength();
        stream.again = session.digest() != null && session.digest().asksAgain(stream, head.status());
        stream.eventStream = head.eventStream() && !stream.again;
        stream.looks = !stream.again && stream.look.beginBody(stream.watch, head.coding());
        if (stream.eventStream) {
            stream.events.begin();
        }
        if (endStream) {
            end(stream);
        }
    }

    @Override
    public void onData(int streamId, DirectBuffer buffer, int offset, int length, int flowBytes, boolean endStream) {
        received += flowBytes;
        if (received >= Http2Session.STREAM_WINDOW_BYTES / 2) {
            widen(0, (int) received);
            received = 0;
        }
        Http2Stream stream = streams.get(streamId);
        if (stream == null) {
            return;
        }
        if (!stream.headDone) {
            malformed(stream, "the response has a body before its head");
            return;
        }
        Exchange exchange = stream.exchange;
        exchange.addBytesIn((long) session.reader().takeHeaderBytes() + flowBytes);
        if (length > 0) {
            take(stream, buffer, offset, length);
        }
        if (endStream) {
            end(stream);
            return;
        }
        stream.received += flowBytes;
        if (stream.received >= Http2Session.STREAM_WINDOW_BYTES / 2) {
            widen(streamId, (int) stream.received);
            stream.received = 0;
        }
    }

    private void take(Http2Stream stream, DirectBuffer buffer, int offset, int length) {
        stream.exchange.addBodyBytes(length);
        if (stream.interaction != null && !stream.again) {
            stream.interaction.addBody(buffer, offset, length);
        }
        if (stream.looks) {
            stream.look.onData(buffer, offset, length, stream.exchange);
        }
        if (stream.eventStream) {
            stream.events.onData(buffer, offset, length, stream.exchange, streams.nowNs());
        }
    }

    private void end(Http2Stream stream) {
        if (stream.hasWrongLength()) {
            malformed(
                    stream,
                    "the body has " + stream.bodyBytes() + " bytes where content-length says " + stream.contentLength);
        } else if (stream.again) {
            streams.answer(stream);
        } else {
            streams.complete(stream);
        }
    }

    private void malformed(Http2Stream stream, String words) {
        streams.fail(stream, ErrorKind.PROTOCOL, words + " (stream " + stream.id + ")", ErrorCode.PROTOCOL_ERROR);
    }

    private void widen(int streamId, int bytes) {
        int at = session.out.reserve(FrameType.HEADER_BYTES + 4);
        session.out.wrote(FrameWriter.windowUpdate(session.out.view(), at, streamId, bytes));
    }

    @Override
    public void onRstStream(int streamId, int code) {
        Http2Stream stream = streams.get(streamId);
        if (stream == null) {
            return;
        }
        String words = "RST_STREAM " + ErrorCode.name(code);
        if (code == ErrorCode.REFUSED_STREAM) {
            streams.refused(stream, ErrorKind.STREAM_RESET, words);
        } else {
            streams.fail(
                    stream,
                    ErrorKind.STREAM_RESET,
                    words + " after " + stream.exchange.bytesIn() + " bytes of the response",
                    -1);
        }
    }

    @Override
    public void onSetting(int id, long value) {
        switch (id) {
            case Setting.MAX_CONCURRENT_STREAMS -> streams.peerMaxStreams(value);
            case Setting.INITIAL_WINDOW_SIZE -> streams.peerStreamWindow(value);
            case Setting.MAX_FRAME_SIZE -> streams.peerMaxFrame((int) value);
            case Setting.HEADER_TABLE_SIZE -> streams.peerTable(value);
            default -> {}
        }
    }

    @Override
    public void onSettingsEnd() {
        int at = session.out.reserve(FrameType.HEADER_BYTES);
        session.out.wrote(FrameWriter.settingsAck(session.out.view(), at));
        session.settled();
    }

    @Override
    public void onSettingsAck() {}

    @Override
    public void onPing(long opaque, boolean ack) {
        if (!ack) {
            int at = session.out.reserve(FrameWriter.PING_BYTES);
            session.out.wrote(FrameWriter.ping(session.out.view(), at, opaque, true));
        }
    }

    @Override
    public void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length) {
        streams.goAway(lastStreamId, code, length == 0 ? "" : Excerpt.around(debug, offset, offset + length, offset));
    }

    @Override
    public void onWindowUpdate(int streamId, int increment) {
        if (streamId == 0) {
            if (!streams.widen(increment)) {
                session.reader().fail(ErrorCode.FLOW_CONTROL_ERROR, "the connection's window is wider than 2^31-1");
            }
            return;
        }
        Http2Stream stream = streams.get(streamId);
        if (stream != null) {
            streams.widen(stream, increment);
        }
    }

    @Override
    public void onStreamFault(int streamId, FrameFault fault) {
        Http2Stream stream = streams.get(streamId);
        if (stream != null) {
            streams.fail(stream, ErrorKind.PROTOCOL, fault.sentence() + " (stream " + streamId + ")", fault.code());
        }
    }
}
