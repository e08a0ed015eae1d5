// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.AwsLines;
import io.vastar.http1.RequestBuffers;
import io.vastar.http1.VariedRequests;
import io.vastar.lane.Endings;
import io.vastar.lane.LaneWires;
import io.vastar.lane.WiredLane;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.LaneContext;
import io.vastar.spi.RequestContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A lane of HTTP/2 connections, each with many exchanges in flight. An exchange goes to the open connection whose turn it
 * is and that has room, else to one that is being opened, else it opens one. The frames of a turn are written together.
 */
final class Http2Lane extends WiredLane {
    /** While answers keep coming, requests gather for so many turns, so that one write takes several of them. */
    private static final int MOST_TURNS_UNFLUSHED = 8;

    private static final long SHORT_WAIT_NS = 1_000_000;

    private final TemplateRequest template;
    private final VariedRequests varied;
    private final boolean secure;
    private final int streamsPerConnection;
    private final long requestsPerConnection;
    private final RequestTranslator translator;
    private final AwsLines aws;
    private final RequestBuffers buffers = new RequestBuffers();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final HpackScratch scratch = new HpackScratch();

    /** Of each place; null while there is none, or the last one only finishes what it carries. */
    private final Http2Session[] sessions;

    /** Of each place; empty when nothing is to be authorized. */
    private final DigestStreams[] digests;

    private final Http2Stream[] streams;
    private final ArrayDeque<Http2Stream> free = new ArrayDeque<>();
    private final ArrayDeque<Http2Session> roomy = new ArrayDeque<>();
    private final List<Http2Session> opening = new ArrayList<>();
    private final List<Http2Session> draining = new ArrayList<>();
    private final ArrayDeque<Http2Session> toFlush = new ArrayDeque<>();
    private final ArrayDeque<Http2Session> broken = new ArrayDeque<>();
    private final WaitingStreams waiting = new WaitingStreams();

    private int turnsUnflushed;

    Http2Lane(
            LaneContext context,
            LaneWires wires,
            TemplateRequest template,
            VariedRequests varied,
            boolean secure,
            Multiplexing multiplexing,
            RequestContent content,
            boolean own) {
        super(
                wires,
                connectionsFor(context.connections(), multiplexing),
                connectionsFor(context.openFirst(), multiplexing));
        this.template = template;
        this.varied = varied;
        this.secure = secure;
        streamsPerConnection = multiplexing.streams();
        requestsPerConnection = multiplexing.requestsPerConnection();
        translator = new RequestTranslator(secure);
        aws = AwsLines.of(content.aws(), template.url());
        sessions = new Http2Session[connectionsFor(context.connections(), multiplexing)];
        digests = digests(own ? content.digestAuth() : null, sessions.length);
        streams = new Http2Stream[context.connections()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new Http2Stream(i, template.body().duplicate());
            free.add(streams[i]);
        }
    }

    private static DigestStreams[] digests(String credentials, int places) {
        DigestStreams[] digests = new DigestStreams[credentials == null ? 0 : places];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = new DigestStreams(credentials);
        }
        return digests;
    }

    private static int connectionsFor(int exchanges, Multiplexing multiplexing) {
        return (exchanges + multiplexing.streams() - 1) / multiplexing.streams();
    }

    @Override
    public void dial(int place, long nowNs) {
        Http2Session session = new Http2Session(this, place, openings.dial(place));
        sessions[place] = session;
        opening.add(session);
        session.dial(nowNs);
    }

    @Override
    public boolean offer(Exchange exchange) {
        Http2Session session = free.isEmpty() ? null : withRoomForNew();
        if (session == null && (free.isEmpty() || !waiting.anyShut())) {
            return false;
        }
        Http2Stream stream = free.poll();
        long nowNs = nowNs();
        exchange.begin(nowNs);
        stream.carry(exchange);
        if (session == null) {
            // the target makes it wait, and that is part of how long the target takes
            waiting.add(stream, 0, nowNs);
        } else {
            session.streams().start(stream);
        }
        return true;
    }

    private Http2Session withRoomForNew() {
        if (!waiting.isEmpty()) {
            long nowNs = nowNs();
            sendWaiting(nowNs);
            if (waiting.due(nowNs) != null) {
                return null;
            }
        }
        return withRoom();
    }

    /** A connection that takes one more; null when there is none. */
    private Http2Session withRoom() {
        for (Http2Session next = roomy.peek(); next != null; next = roomy.peek()) {
            roomy.poll();
            next.listed = false;
            if (next.state() == Http2Session.State.OPEN && next.room() > 0) {
                if (next.room() > 1) {
                    list(next);
                }
                return next;
            }
        }
        for (int i = 0; i < opening.size(); i++) {
            if (opening.get(i).room() > 0) {
                return opening.get(i);
            }
        }
        return dialled();
    }

    private Http2Session dialled() {
        if (!openings.hasClosed()) {
            return null;
        }
        long nowNs = nowNs();
        while (openings.mayDial() && waiting.mayOpenAnother(nowNs)) {
            int place = openings.takeClosed(nowNs);
            if (place < 0) {
                break;
            }
            waiting.opensAnother(nowNs);
            dial(place, nowNs);
            if (sessions[place] != null && sessions[place].room() > 0) {
                return sessions[place];
            }
        }
        return null;
    }

    private void list(Http2Session session) {
        session.listed = true;
        roomy.add(session);
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        int work = endings.begin(handler);
        long waitNs = maxWaitNs;
        if (!waiting.isEmpty()) {
            work += sendWaiting(nowNs());
            waitNs = Math.min(waitNs, SHORT_WAIT_NS);
        }
        int ready = wires.poll(work > 0 || !toFlush.isEmpty() || !broken.isEmpty() ? 0 : waitNs);
        work += ready;
        if (!toFlush.isEmpty() && (ready == 0 || ++turnsUnflushed == MOST_TURNS_UNFLUSHED)) {
            turnsUnflushed = 0;
            flushAll();
            work++;
        }
        if (!broken.isEmpty()) {
            work += readBroken();
        }
        return work + openings.poll();
    }

    private int sendWaiting(long nowNs) {
        int count = 0;
        while (waiting.due(nowNs) != null) {
            Http2Session session = withRoom();
            if (session == null) {
                break;
            }
            session.streams().start(waiting.take());
            count++;
        }
        return count;
    }

    private void flushAll() {
        for (Http2Session session = toFlush.poll(); session != null; session = toFlush.poll()) {
            session.flush();
        }
    }

    private int readBroken() {
        int count = broken.size();
        for (Http2Session session = broken.poll(); session != null; session = broken.poll()) {
            session.readRest();
        }
        return count;
    }

    @Override
    protected void giveUp(Exchange exchange, ErrorKind reason, long nowNs) {
        Http2Stream stream = streams[exchange.laneIndex];
        Endings.giveUp(exchange, reason, nowNs, progress(stream));
        if (stream.session == null) {
            waiting.remove(stream);
        } else {
            stream.session.streams().cancel(stream);
        }
        completeLater(stream);
    }

    private String progress(Http2Stream stream) {
        if (stream.session == null && waiting.anyShut()) {
            return "the target took no requests (SETTINGS_MAX_CONCURRENT_STREAMS 0)";
        }
        if (stream.session == null && stream.refusals > 0) {
            return "the target had left it unprocessed " + stream.refusals + " times in a row";
        }
        if (stream.id == 0) {
            return "the connection was still being opened";
        }
        return stream.exchange.bytesIn() + " bytes of the response had arrived"
                + (stream.body == null ? "" : ", and " + stream.body.remaining() + " bytes of the request were unsent");
    }

    @Override
    protected void shutDown() {
        for (Http2Session session : sessions) {
            if (session != null) {
                session.shutDown();
            }
        }
        for (Http2Session session : draining) {
            session.shutDown();
        }
    }

    /** The peer is ready for requests. */
    void opened(Http2Session session) {
        opening.remove(session);
        list(session);
    }

    /** A stream has ended: there is room again. */
    void hasRoom(Http2Session session) {
        if (!session.listed) {
            list(session);
        }
    }

    /** The peer takes no request for now, or does so again. */
    void takesRequests(Http2Session session, boolean takes) {
        if (takes == session.shut) {
            session.shut = !takes;
            if (takes) {
                waiting.unshut();
            } else {
                waiting.shut(nowNs());
            }
        }
    }

    /** The connection finishes what it carries; another one may take its place. */
    void leaves(Http2Session session) {
        leavePlace(session);
        draining.add(session);
    }

    private void leavePlace(Http2Session session) {
        sessions[session.place] = null;
        openings.closed(session.place);
        if (session.shut) {
            session.shut = false;
            waiting.unshut();
        }
    }

    /** The connection is gone. */
    void ended(Http2Session session) {
        opening.remove(session);
        draining.remove(session);
        if (sessions[session.place] == session) {
            leavePlace(session);
        }
    }

    /** For an exchange whose connection did not take it after all; it is sent again. */
    void again(Http2Stream stream, int refusals) {
        waiting.add(stream, refusals, nowNs());
    }

    /** Delivers at once; only inside a poll. */
    void completed(Http2Stream stream) {
        endings.now(take(stream));
    }

    /** For an exchange that may have ended outside a poll: the next poll delivers it. */
    void completeLater(Http2Stream stream) {
        endings.later(take(stream));
    }

    private Exchange take(Http2Stream stream) {
        Exchange exchange = stream.exchange;
        stream.exchange = null;
        stream.session = null;
        free.push(stream);
        return exchange;
    }

    void toFlush(Http2Session session) {
        toFlush.add(session);
    }

    /** The wire takes no more: what has come over it is read in a poll, then it is lost. */
    void broken(Http2Session session) {
        broken.add(session);
    }

    /** For the connections of this place; null when nothing is to be authorized. */
    DigestStreams digest(int place) {
        return digests.length == 0 ? null : digests[place];
    }

    LaneWires wires() {
        return wires;
    }

    ConnectionStats stats() {
        return wires.stats();
    }

    long nowNs() {
        return wires.clock().nanoTime();
    }

    TemplateRequest template() {
        return template;
    }

    /** Null when there is the template only. */
    VariedRequests varied() {
        return varied;
    }

    /** Signs what virtual users compose; null when nothing is signed. */
    AwsLines aws() {
        return aws;
    }

    RequestTranslator translator() {
        return translator;
    }

    RequestBuffers buffers() {
        return buffers;
    }

    /** For a look at one request; nobody keeps it. */
    UnsafeBuffer view() {
        return view;
    }

    HpackScratch scratch() {
        return scratch;
    }

    boolean isSecure() {
        return secure;
    }

    int streamsPerConnection() {
        return streamsPerConnection;
    }

    long requestsPerConnection() {
        return requestsPerConnection;
    }
}
