// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.HttpInteraction;
import io.vastar.http1.VariedRequests;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/** The streams of one connection: sends requests within the peer's limits, and ends exchanges. */
final class Http2Streams {
    /** DATA frames are written while less than this waits in the buffer. */
    private static final int MOST_WAITING_BYTES = 128 * 1024;

    private static final int LAST_ID = Integer.MAX_VALUE - 2;

    private final Http2Lane lane;
    private final Http2Session session;
    private final RequestBlocks blocks = new RequestBlocks();
    private final Int2ObjectHashMap<Http2Stream> byId = new Int2ObjectHashMap<>();
    private final ArrayDeque<Http2Stream> pending = new ArrayDeque<>();
    private final ArrayDeque<Http2Stream> senders = new ArrayDeque<>();
    private final ArrayDeque<Http2Stream> unsent = new ArrayDeque<>();

    private int nextId = 1;
    private long requestsLeft;
    private long mostStreams = Long.MAX_VALUE;
    private long sendWindow = Setting.DEFAULT_WINDOW_BYTES;
    private long peerStreamWindow = Setting.DEFAULT_WINDOW_BYTES;
    private int peerMaxFrameBytes = FrameType.MIN_MAX_FRAME_BYTES;
    private boolean served;
    private long nowNs;
    private String farewell = "";

    Http2Streams(Http2Lane lane, Http2Session session) {
        this.lane = lane;
        this.session = session;
        requestsLeft = lane.requestsPerConnection();
    }

    /** What follows was read at this moment. */
    void readAt(long readNs) {
        nowNs = readNs;
    }

    long nowNs() {
        return nowNs;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Requests whose last frame waits in the buffer. */
    int unsent() {
        return unsent.size();
    }

    int pending() {
        return pending.size();
    }

    int room() {
        return (int) Math.min(Math.min(lane.streamsPerConnection(), mostStreams), Integer.MAX_VALUE) - byId.size();
    }

    Http2Stream get(int id) {
        return byId.get(id);
    }

    /** Why the peer said that it was going; empty when it said nothing. */
    String farewell() {
        return farewell;
    }

    void start(Http2Stream stream) {
        stream.session = session;
        if (session.state() == Http2Session.State.OPEN) {
            send(stream);
        } else {
            pending.add(stream);
        }
    }

    /** Sends what has waited for the connection. */
    void sendPending() {
        long openNs = lane.nowNs();
        while (!pending.isEmpty() && session.state() == Http2Session.State.OPEN && room() > 0) {
            Http2Stream stream = pending.poll();
            stream.exchange.connectTook(openNs - stream.exchange.startedNs());
            send(stream);
        }
        while (!pending.isEmpty()) {
            Http2Stream stream = pending.poll();
            stream.session = null;
            lane.again(stream, 0);
        }
    }

    private void send(Http2Stream stream) {
        stream.begin(nextId, peerStreamWindow);
        session.reader().opened(nextId);
        byId.put(nextId, stream);
        nextId += 2;
        if (stream.interaction == null && lane.varied() != null) {
            sendVaried(stream, lane.varied());
        } else if (stream.interaction == null) {
            TemplateRequest template = lane.template();
            stream.toHead = template.toHead();
            stream.idempotent = template.idempotent();
            stream.look.begin(template.graphQl());
            DirectBuffer block = blocks.block(template.fields());
            writeHead(stream, block, block.capacity(), stream.templateBody.clear());
        } else {
            sendComposed(stream);
        }
        if (nextId > LAST_ID || --requestsLeft == 0) {
            session.drain();
        }
        session.toFlush();
    }

    private void sendComposed(Http2Stream stream) {
        HttpInteraction interaction = stream.interaction;
        stream.toHead = interaction.toHead();
        stream.idempotent = interaction.isIdempotent();
        stream.look.begin(interaction.isGraphQl());
        ByteBuffer request = lane.buffers().take(interaction.prepare());
        interaction.encode(request);
        request.flip();
        if (lane.aws() != null) {
            request = signed(interaction, request);
        }
        if (session.digest() != null) {
            request = session.digest().authorize(stream, request, lane.buffers());
        }
        sendTranslated(stream, request);
    }

    private ByteBuffer signed(HttpInteraction interaction, ByteBuffer request) {
        int mostBytes = lane.aws().sign(interaction, request);
        if (mostBytes == 0) {
            return request;
        }
        ByteBuffer signed = lane.buffers().take(mostBytes);
        lane.aws().put(request, signed);
        lane.buffers().giveBack(request);
        return signed.flip();
    }

    private void sendVaried(Http2Stream stream, VariedRequests varied) {
        ByteBuffer bytes = varied.select(stream.exchange.variant());
        stream.toHead = varied.toHead();
        stream.idempotent = varied.idempotent();
        stream.look.begin(lane.template().graphQl());
        ByteBuffer request = lane.buffers().take(bytes.remaining()).put(bytes).flip();
        if (session.digest() != null) {
            request = session.digest().authorize(stream, request, lane.buffers());
        }
        sendTranslated(stream, request);
    }

    /** @param request as HTTP/1.1 writes it, in a buffer of the lane's */
    private void sendTranslated(Http2Stream stream, ByteBuffer request) {
        lane.view().wrap(request, 0, request.limit());
        int length = lane.translator().translate(lane.view(), request.limit(), blocks);
        request.position(lane.translator().bodyFrom());
        writeHead(stream, lane.translator().block(), length, request);
        if (stream.body == null) {
            lane.buffers().giveBack(request);
        } else {
            stream.borrowed = request;
        }
    }

    private void writeHead(Http2Stream stream, DirectBuffer block, int length, ByteBuffer body) {
        boolean last = !body.hasRemaining();
        OutBuffer out = session.out;
        int at = out.reserve(FrameWriter.headersBytes(length, peerMaxFrameBytes));
        int to = FrameWriter.headers(out.view(), at, stream.id, last, block, 0, length, peerMaxFrameBytes);
        out.wrote(to);
        stream.requestBytes = to - at;
        stream.headEndsAt = out.written();
        if (last) {
            lastFrameOf(stream);
        } else {
            stream.body = body;
            senders.add(stream);
        }
    }

    private void lastFrameOf(Http2Stream stream) {
        stream.unsent = true;
        unsent.add(stream);
    }

    /** Whether some body may go on. */
    boolean canPump() {
        return !senders.isEmpty() && sendWindow > 0;
    }

    /** Writes DATA frames, one of each stream in turn, as far as windows and buffer allow. */
    void pump() {
        int blocked = 0;
        while (blocked < senders.size() && sendWindow > 0 && session.out.size() < MOST_WAITING_BYTES) {
            Http2Stream stream = senders.poll();
            long most = Math.min(Math.min(sendWindow, stream.sendWindow), peerMaxFrameBytes);
            int count = (int) Math.min(most, stream.body.remaining());
            if (count <= 0) {
                blocked++;
                senders.add(stream);
                continue;
            }
            blocked = 0;
            writeData(stream, count);
            if (stream.body.hasRemaining()) {
                senders.add(stream);
            } else {
                bodyDone(stream);
                lastFrameOf(stream);
            }
        }
    }

    private void writeData(Http2Stream stream, int count) {
        OutBuffer out = session.out;
        ByteBuffer body = stream.body;
        int at = out.reserve(FrameType.HEADER_BYTES + count);
        int to = FrameWriter.dataHeader(out.view(), at, stream.id, count == body.remaining(), count);
        out.view().putBytes(to, body, body.position(), count);
        body.position(body.position() + count);
        out.wrote(to + count);
        stream.requestBytes += FrameType.HEADER_BYTES + count;
        stream.sendWindow -= count;
        sendWindow -= count;
    }

    private void bodyDone(Http2Stream stream) {
        stream.body = null;
        if (stream.borrowed != null) {
            lane.buffers().giveBack(stream.borrowed);
            stream.borrowed = null;
        }
    }

    /** All that had gathered is with the transport. */
    void sent(long sentNs) {
        for (Http2Stream stream = unsent.poll(); stream != null; stream = unsent.poll()) {
            if (stream.unsent) {
                stream.unsent = false;
                stream.exchange.sent(sentNs, stream.requestBytes);
            }
        }
    }

    /** The whole response has come. */
    void complete(Http2Stream stream) {
        Exchange exchange = stream.exchange;
        answered();
        stream.look.end(exchange, stream.status);
        exchange.complete(nowNs, stream.status);
        if (stream.interaction != null) {
            stream.interaction.completed(exchange, stream.status, nowNs);
        }
        if (stream.body != null) {
            reset(stream.id, ErrorCode.NO_ERROR);
        }
        release(stream);
        lane.completed(stream);
    }

    /** The whole response has come, and it is a challenge: the request is sent again with the answer. */
    void answer(Http2Stream stream) {
        answered();
        if (stream.interaction != null) {
            stream.interaction.forgetResponse(stream.exchange);
        }
        if (stream.body != null) {
            reset(stream.id, ErrorCode.NO_ERROR);
        }
        release(stream);
        stream.timesAgain++;
        if (session.state() == Http2Session.State.OPEN && room() > 0) {
            send(stream);
        } else {
            stream.session = null;
            lane.again(stream, 0);
        }
    }

    /** Its stream ends, the connection lives on; the peer is told unless it knows. */
    void fail(Http2Stream stream, ErrorKind kind, String words, int resetCode) {
        if (resetCode >= 0) {
            reset(stream.id, resetCode);
        }
        stream.exchange.fail(lane.nowNs(), kind, words);
        release(stream);
        lane.completeLater(stream);
    }

    private void reset(int id, int code) {
        int at = session.out.reserve(FrameType.HEADER_BYTES + 4);
        session.out.wrote(FrameWriter.rstStream(session.out.view(), at, id, code));
        session.toFlush();
    }

    private void answered() {
        if (!served) {
            served = true;
            session.served();
        }
    }

    /** The peer refuses this one request: it has not processed it. */
    void refused(Http2Stream stream, ErrorKind kind, String words) {
        if (++stream.refusals > WaitingStreams.MOST_REFUSALS) {
            fail(stream, kind, words + ", " + stream.refusals + " times in a row", -1);
        } else {
            again(stream);
        }
    }

    /** The peer has not processed it and will not: it is sent again, on whichever connection has room. */
    private void again(Http2Stream stream) {
        lane.stats().staleRetry();
        release(stream);
        stream.session = null;
        lane.again(stream, stream.refusals);
    }

    private void release(Http2Stream stream) {
        byId.remove(stream.id);
        if (stream.body != null) {
            senders.remove(stream);
            bodyDone(stream);
        }
        stream.unsent = false;
        session.streamEnded();
    }

    /** Gives up on an exchange; its end has been written into it. */
    void cancel(Http2Stream stream) {
        if (!pending.remove(stream)) {
            reset(stream.id, ErrorCode.CANCEL);
            release(stream);
        }
    }

    /** The connection is gone. What it did not begin to answer may be sent again where that is harmless. */
    void failAll(ErrorKind kind, String words) {
        for (Http2Stream stream = pending.poll(); stream != null; stream = pending.poll()) {
            stream.exchange.connectTook(lane.nowNs() - stream.exchange.startedNs());
            stream.exchange.fail(lane.nowNs(), kind, words);
            lane.completeLater(stream);
        }
        boolean mayRepeat = served && (kind == ErrorKind.CLOSED_EARLY || kind == ErrorKind.RESET);
        for (int id : ids(0)) {
            Http2Stream stream = byId.get(id);
            if (stream.headEndsAt > session.out.taken()) {
                unprocessed(stream, served, kind, words);
            } else if (mayRepeat && stream.idempotent && !stream.begun && !stream.retried) {
                stream.retried = true;
                again(stream);
            } else {
                fail(stream, kind, words + "; " + stream.exchange.bytesIn() + " bytes of the response had arrived", -1);
            }
        }
    }

    /** Has not been processed: goes again, for as long as the connections that it meets answer anything at all. */
    private void unprocessed(Http2Stream stream, boolean othersAnswered, ErrorKind kind, String words) {
        if (othersAnswered) {
            stream.refusals = 0;
            again(stream);
        } else {
            refused(stream, kind, words);
        }
    }

    private int[] ids(int above) {
        int[] ids = new int[byId.size()];
        int count = 0;
        for (Http2Stream stream : byId.values()) {
            if (stream.id > above) {
                ids[count++] = stream.id;
            }
        }
        int[] found = Arrays.copyOf(ids, count);
        Arrays.sort(found);
        return found;
    }

    /** RFC 9113 §6.8: streams above the last one were not processed. */
    void goAway(int lastId, int code, String debug) {
        String reason = ErrorCode.name(code) + (debug.isEmpty() ? "" : " \"" + debug + "\"");
        farewell = " after GOAWAY " + reason;
        lane.stats().announcedEnd(ErrorCode.name(code));
        int[] unprocessed = ids(lastId);
        boolean answers = served || unprocessed.length < byId.size();
        session.announcedEnd(answers);
        for (int id : unprocessed) {
            unprocessed(
                    byId.get(id),
                    answers,
                    ErrorKind.GOING_AWAY,
                    "the target ended the connection with GOAWAY " + reason);
        }
    }

    void peerMaxStreams(long most) {
        mostStreams = most;
        if (most > 0) {
            lane.stats().streamLimit(most);
        }
        session.limited(most > 0);
    }

    /** Whether the peer has answered anything. */
    boolean served() {
        return served;
    }

    /** RFC 9113 §6.9.2: the windows of all streams move by the difference. */
    void peerStreamWindow(long bytes) {
        long change = bytes - peerStreamWindow;
        peerStreamWindow = bytes;
        for (Http2Stream stream : byId.values()) {
            stream.sendWindow += change;
        }
    }

    void peerMaxFrame(int bytes) {
        peerMaxFrameBytes = bytes;
    }

    void peerTable(long bytes) {
        blocks.peerTableBytes(bytes);
    }

    /** @return false when the window would be larger than allowed (RFC 9113 §6.9.1) */
    boolean widen(int increment) {
        sendWindow += increment;
        session.toFlush();
        return sendWindow <= Setting.MAX_WINDOW_BYTES;
    }

    void widen(Http2Stream stream, int increment) {
        stream.sendWindow += increment;
        if (stream.sendWindow > Setting.MAX_WINDOW_BYTES) {
            fail(
                    stream,
                    ErrorKind.PROTOCOL,
                    "the target widened the stream's window beyond 2^31-1",
                    ErrorCode.FLOW_CONTROL_ERROR);
        } else {
            session.toFlush();
        }
    }
}
