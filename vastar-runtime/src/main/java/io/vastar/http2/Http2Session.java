// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.lane.Dial;
import io.vastar.lane.Failures;
import io.vastar.spi.ErrorKind;
import io.vastar.wire.Wire;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One HTTP/2 connection (RFC 9113) from its dialling to its end; {@link Http2Streams} has what it carries. Frames that are
 * due gather in its buffer until the lane flushes it, so that one write takes the requests of a whole turn.
 */
final class Http2Session implements Dial.Caller {
    private static final int MAX_BLOCK_BYTES = 256 * 1024;
    private static final int MAX_FRAME_BYTES = FrameType.MIN_MAX_FRAME_BYTES;

    /** Answers up to this size never wait for a WINDOW_UPDATE. */
    static final int STREAM_WINDOW_BYTES = 1 << 30;

    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(0, 0);

    /** Where it stands in the lane, until it drains. */
    final int place;

    final OutBuffer out = new OutBuffer();

    /** Whether it is among the lane's connections that have room. */
    boolean listed;

    /** Whether its peer takes no request for now. */
    boolean shut;

    private final Http2Lane lane;
    private final Dial dial;
    private final Http2Streams streams;
    private final FrameReader reader;
    private final HpackDecoder decoder;
    private final HeadBlocks heads;

    /** Null when nothing is to be authorized. */
    private final DigestStreams digest;

    private State state = State.OPENING;
    private Wire wire;
    private boolean queued;

    /** Why the wire takes no more; null while it does. */
    private IOException writeFailure;

    enum State {
        /** The connection or the peer's settings are not there yet. */
        OPENING,
        OPEN,
        /** Carries what it carries to the end, and nothing new. */
        DRAINING,
        CLOSED
    }

    Http2Session(Http2Lane lane, int place, Dial dial) {
        this.lane = lane;
        this.place = place;
        this.dial = dial;
        streams = new Http2Streams(lane, this);
        reader = new FrameReader(new Http2Frames(this, streams), MAX_FRAME_BYTES, MAX_BLOCK_BYTES);
        decoder = new HpackDecoder(MAX_BLOCK_BYTES, lane.scratch());
        heads = new HeadBlocks(decoder);
        digest = lane.digest(place);
    }

    void dial(long nowNs) {
        dial.begin(nowNs, this);
    }

    @Override
    public void onConnectable() {
        dial.onConnectable();
    }

    @Override
    public void tookTooLong(long timeoutNs) {
        lose(
                ErrorKind.CONNECT_TIMEOUT,
                "no HTTP/2 settings came within " + timeoutNs / 1_000_000 + " ms: does the target speak HTTP/2?",
                false);
    }

    @Override
    public void notConnected(ErrorKind kind, String words) {
        state = State.CLOSED;
        streams.failAll(kind, words);
        lane.ended(this);
    }

    @Override
    public void connected(Wire open) {
        wire = open;
        String protocol = wire.applicationProtocol();
        if (lane.isSecure() && !"h2".equals(protocol)) {
            lose(ErrorKind.TLS, "the target did not choose h2 (ALPN: " + protocol + ")", false);
            return;
        }
        int at = out.reserve(256);
        at = FrameWriter.preface(out.view(), at);
        at = FrameWriter.settings(out.view(), at, 3);
        at = FrameWriter.setting(out.view(), at, Setting.ENABLE_PUSH, 0);
        at = FrameWriter.setting(out.view(), at, Setting.INITIAL_WINDOW_SIZE, STREAM_WINDOW_BYTES);
        at = FrameWriter.setting(out.view(), at, Setting.MAX_HEADER_LIST_SIZE, MAX_BLOCK_BYTES);
        out.wrote(FrameWriter.windowUpdate(out.view(), at, 0, STREAM_WINDOW_BYTES - Setting.DEFAULT_WINDOW_BYTES));
        flush();
    }

    @Override
    public void onReadable() {
        if (wire != null) {
            read();
        }
    }

    /** Whether there were bytes. */
    private boolean read() {
        var buffer = lane.wires().readBuffer();
        buffer.clear();
        int bytes;
        try {
            bytes = wire.read(buffer);
        } catch (IOException e) {
            lostByPeer(Failures.ofRead(e), Failures.words(e));
            return false;
        }
        if (bytes == 0) {
            return false;
        }
        long nowNs = lane.nowNs();
        if (bytes < 0) {
            endedByPeer();
            return false;
        }
        streams.readAt(nowNs);
        if (reader.onBytes(lane.wires().readView(), 0, bytes) != ErrorCode.NO_ERROR) {
            breakOff();
        } else if (state == State.DRAINING && streams.isEmpty()) {
            close(false);
        } else if (streams.unsent() * 2 >= lane.streamsPerConnection()) {
            flush();
        } else if (out.hasUnsent() || streams.canPump()) {
            toFlush();
        }
        return true;
    }

    @Override
    public void onWritable() {
        flush();
    }

    /** Hands what has gathered to the wire. */
    void flush() {
        queued = false;
        if (wire == null || writeFailure != null) {
            return;
        }
        try {
            do {
                streams.pump();
                if (!out.hasUnsent()) {
                    return;
                }
                if (!out.flush(wire)) {
                    return;
                }
                streams.sent(lane.nowNs());
            } while (streams.canPump());
        } catch (IOException e) {
            // a peer that closes may have answered before
            writeFailure = e;
            lane.broken(this);
            if (state == State.OPEN) {
                state = State.DRAINING;
                lane.leaves(this);
            }
        }
    }

    /** The wire takes no more: ends when what came before that has been read. */
    void readRest() {
        while (wire != null && read()) {
            continue;
        }
        if (wire != null) {
            lostByPeer(null, null);
        }
    }

    /** What made a write fail came first. */
    private void lostByPeer(ErrorKind kind, String words) {
        if (writeFailure == null) {
            lose(kind, words, true);
        } else {
            lose(
                    Failures.ofWrite(writeFailure),
                    Failures.words(writeFailure) + " while requests were written" + streams.farewell(),
                    true);
        }
    }

    /** Frames have been written into the buffer. */
    void toFlush() {
        if (!queued) {
            queued = true;
            lane.toFlush(this);
        }
    }

    private void endedByPeer() {
        if (state == State.DRAINING && streams.isEmpty()) {
            close(true);
            return;
        }
        String where = reader.betweenFrames() ? "" : " " + reader.place();
        lostByPeer(ErrorKind.CLOSED_EARLY, "the connection was closed" + where + streams.farewell());
    }

    /** The peer broke the rules, or its header blocks cannot be understood any more: tells it, and ends. */
    private void breakOff() {
        String words = reader.describe();
        int at = out.reserve(FrameType.HEADER_BYTES + 8);
        out.wrote(FrameWriter.goAway(out.view(), at, 0, reader.errorCode(), NOTHING, 0, 0));
        try {
            out.flush(wire);
        } catch (IOException e) {
            words += "; then the connection was gone, too";
        }
        lose(ErrorKind.PROTOCOL, words, false);
    }

    /** Everything that it carries fails. */
    private void lose(ErrorKind kind, String words, boolean byPeer) {
        boolean neverOpen = state == State.OPENING;
        boolean idle = streams.isEmpty();
        close(byPeer);
        if (neverOpen) {
            dial.useless();
        } else if (byPeer && !streams.served()) {
            dial.servedNothing();
        }
        if (neverOpen || idle && kind == ErrorKind.PROTOCOL) {
            lane.stats().failed(kind, words);
        }
        streams.failAll(kind, words);
    }

    /** Ends at once; what it carries has been dealt with, or will be. */
    private void close(boolean byPeer) {
        state = State.CLOSED;
        if (wire != null) {
            wire.close();
            wire = null;
            lane.stats().closed(byPeer);
        }
        lane.ended(this);
    }

    /** The run is over. */
    void shutDown() {
        if (state == State.OPENING) {
            dial.cancel();
        }
        if (wire != null) {
            wire.close();
            wire = null;
            lane.stats().closed(false);
        }
        state = State.CLOSED;
    }

    /** The peer's settings have come for the first time. */
    void settled() {
        if (state == State.OPENING) {
            state = State.OPEN;
            dial.ready();
            lane.opened(this);
            streams.sendPending();
        }
    }

    /** Takes nothing new from now on. */
    void drain() {
        if (state == State.OPEN) {
            state = State.DRAINING;
            lane.leaves(this);
        } else if (state == State.OPENING) {
            reader.fail(ErrorCode.NO_ERROR, null);
            lose(ErrorKind.GOING_AWAY, "the target ended the connection before it began" + streams.farewell(), true);
        }
    }

    /** A stream ended: a connection that has been waiting for that closes. */
    void streamEnded() {
        if (state == State.DRAINING && streams.isEmpty()) {
            close(false);
        } else if (state == State.OPEN) {
            lane.hasRoom(this);
        }
    }

    /** How many requests the peer carries at once has changed. */
    void limited(boolean takesRequests) {
        if (state == State.OPEN || state == State.OPENING) {
            lane.takesRequests(this, takesRequests);
        }
        if (state == State.OPEN && streams.room() > 0) {
            lane.hasRoom(this);
        }
    }

    /**
     * The peer has announced the end.
     *
     * @param answers whether it has answered anything, or is going to
     */
    void announcedEnd(boolean answers) {
        if (!answers) {
            dial.servedNothing();
        }
        drain();
    }

    /** The peer has answered a request. */
    void served() {
        dial.served();
    }

    FrameReader reader() {
        return reader;
    }

    /** Reads a block; every block has to come here. As {@link HeadBlocks#read}. */
    int readHead(DirectBuffer buffer, int offset, int length, boolean trailers, ResponseHead head, FieldSink keeper) {
        return heads.read(buffer, offset, length, trailers, head, keeper);
    }

    /** Words for a block that could not be read. */
    String blockFault() {
        return decoder.fault().sentence();
    }

    /** Authorizes what it carries; null when nothing is to be authorized. */
    DigestStreams digest() {
        return digest;
    }

    Http2Streams streams() {
        return streams;
    }

    State state() {
        return state;
    }

    /** How many more exchanges it takes. */
    int room() {
        return switch (state) {
            case OPEN -> streams.room();
            case OPENING -> lane.streamsPerConnection() - streams.pending();
            default -> 0;
        };
    }
}
