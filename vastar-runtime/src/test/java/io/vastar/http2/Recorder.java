// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Writes down what a reader tells; data of one stream that follows itself is one line, however it was cut. */
final class Recorder implements FrameHandler {
    final List<String> events = new ArrayList<>();
    private FrameReader stopAtHeaders;
    private int dataStream;
    private int flowBytes;
    private final StringBuilder data = new StringBuilder();

    /** Lets the reader fail at the next header block. */
    void stopAtHeaders(FrameReader reader) {
        stopAtHeaders = reader;
    }

    private void add(String event) {
        flush();
        events.add(event);
    }

    private void flush() {
        if (dataStream != 0) {
            events.add("data " + dataStream + " flow " + flowBytes + " " + data);
            dataStream = 0;
            flowBytes = 0;
            data.setLength(0);
        }
    }

    List<String> events() {
        flush();
        return events;
    }

    @Override
    public void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream) {
        add("headers " + streamId + " " + Texts.hex(buffer, offset, length) + (endStream ? " end" : ""));
        if (stopAtHeaders != null) {
            stopAtHeaders.fail(ErrorCode.COMPRESSION_ERROR, "the block is not understood");
        }
    }

    @Override
    public void onData(int streamId, DirectBuffer buffer, int offset, int length, int flow, boolean endStream) {
        if (dataStream != streamId) {
            flush();
        }
        dataStream = streamId;
        flowBytes += flow;
        data.append(Texts.text(buffer, offset, length));
        if (endStream) {
            data.append(" end");
            flush();
        }
    }

    @Override
    public void onRstStream(int streamId, int code) {
        add("rst " + streamId + " " + ErrorCode.name(code));
    }

    @Override
    public void onSetting(int id, long value) {
        add("setting " + id + " " + value);
    }

    @Override
    public void onSettingsEnd() {
        add("settings");
    }

    @Override
    public void onSettingsAck() {
        add("settings ack");
    }

    @Override
    public void onPing(long opaque, boolean ack) {
        add("ping " + Long.toHexString(opaque) + (ack ? " ack" : ""));
    }

    @Override
    public void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length) {
        add("goaway " + lastStreamId + " " + ErrorCode.name(code) + " " + Texts.text(debug, offset, length));
    }

    @Override
    public void onWindowUpdate(int streamId, int increment) {
        add("window " + streamId + " " + increment);
    }

    @Override
    public void onStreamFault(int streamId, FrameFault fault) {
        add("fault " + streamId + " " + fault);
    }
}
