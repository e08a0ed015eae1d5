// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.AwsLines;
import io.vastar.http1.HttpInteraction;
import io.vastar.http1.Origin;
import io.vastar.http1.RequestBuffers;
import io.vastar.http1.VariedRequests;
import io.vastar.lane.LaneWires;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A lane of HTTP/2 connections, each with many exchanges in flight. An exchange goes to the open connection whose turn it
 * is and that has room, else to one that is being opened, else it opens one. The frames of a turn are written together.
 */
final class Http2Lane implements Lane {
    private static final long SCAN_INTERVAL_NS = 1_000_000;

    /** While answers keep coming, requests gather for so many turns, so that one write takes several of them. */
    private static final int MOST_TURNS_UNFLUSHED = 8;

    private final LaneWires wires;
    private final TemplateRequest template;
    private final VariedRequests varied;
    private final boolean secure;
    private final int streamsPerConnection;
    private final long requestsPerConnection;
    private final RequestTranslator translator;
    private final Origin home;
    private final AwsLines aws;
    private final RequestBuffers buffers = new RequestBuffers();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final HpackScratch scratch = new HpackScratch();
    private final Http2Slot[] slots;
    private final int openFirst;
    private final Http2Stream[] streams;
    private final ArrayDeque<Http2Stream> free = new ArrayDeque<>();
    private final ArrayDeque<Http2Session> roomy = new ArrayDeque<>();
    private final ArrayDeque<Http2Slot> closed = new ArrayDeque<>();
    private final List<Http2Session> opening = new ArrayList<>();
    private final List<Http2Session> draining = new ArrayList<>();
    private final ArrayDeque<Http2Session> toFlush = new ArrayDeque<>();
    private final ArrayDeque<Http2Stream> again = new ArrayDeque<>();
    private final ArrayDeque<Exchange> ended = new ArrayDeque<>();

    private CompletionHandler handler;
    private int unopened;
    private int turnsUnflushed;
    private int tried;
    private int everOpened;
    private long nextScanNs;

    Http2Lane(
            LaneContext context,
            LaneWires wires,
            TemplateRequest template,
            VariedRequests varied,
            boolean secure,
            Multiplexing multiplexing,
            RequestContent content) {
        this.wires = wires;
        this.template = template;
        this.varied = varied;
        this.secure = secure;
        streamsPerConnection = multiplexing.streams();
        requestsPerConnection = multiplexing.requestsPerConnection();
        translator = new RequestTranslator(secure);
        home = Origin.of(template.url());
        aws = AwsLines.of(content.aws(), template.url());
        slots = new Http2Slot[connectionsFor(context.connections())];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Http2Slot(wires, content.digestAuth());
        }
        openFirst = connectionsFor(context.openFirst());
        for (int i = openFirst; i < slots.length; i++) {
            closed.add(slots[i]);
        }
        streams = new Http2Stream[context.connections()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new Http2Stream(i, template.body().duplicate());
            free.add(streams[i]);
        }
        wires.stats().requested(openFirst);
    }

    private int connectionsFor(int exchanges) {
        return (exchanges + streamsPerConnection - 1) / streamsPerConnection;
    }

    @Override
    public void open() {
        unopened = openFirst;
        openMore();
    }

    private int openMore() {
        int begun = 0;
        while (unopened > 0 && wires.mayDial()) {
            dial(slots[openFirst - unopened--]);
            begun++;
        }
        return begun;
    }

    private Http2Session dial(Http2Slot slot) {
        Http2Session session = new Http2Session(this, slot);
        slot.session = session;
        opening.add(session);
        session.dial(nowNs());
        return session;
    }

    @Override
    public Readiness readiness() {
        if (tried < openFirst) {
            return Readiness.OPENING;
        }
        return everOpened > 0 ? Readiness.READY : Readiness.UNREACHABLE;
    }

    @Override
    public boolean offer(Exchange exchange) {
        Http2Session session = free.isEmpty() ? null : withRoom();
        if (session == null) {
            return false;
        }
        Http2Stream stream = free.poll();
        exchange.begin(nowNs());
        stream.carry(exchange);
        session.streams().start(stream);
        return true;
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
        long nowNs = nowNs();
        for (int i = closed.size(); i > 0 && wires.mayDial(); i--) {
            Http2Slot slot = closed.poll();
            if (slot.dial.mayBegin(nowNs)) {
                Http2Session session = dial(slot);
                if (session.room() > 0) {
                    return session;
                }
            } else {
                closed.add(slot);
            }
        }
        return null;
    }

    private void list(Http2Session session) {
        session.listed = true;
        roomy.add(session);
    }

    @Override
    public int poll(CompletionHandler completionHandler, long maxWaitNs) {
        handler = completionHandler;
        int work = deliverEnded() + sendAgain();
        int ready = wires.poll(work > 0 || !toFlush.isEmpty() ? 0 : maxWaitNs);
        work += ready;
        if (!toFlush.isEmpty() && (ready == 0 || ++turnsUnflushed == MOST_TURNS_UNFLUSHED)) {
            turnsUnflushed = 0;
            flushAll();
            work++;
        }
        if (!opening.isEmpty() || unopened > 0) {
            work += scanOpening();
        }
        return work;
    }

    private int deliverEnded() {
        int count = ended.size();
        for (int i = 0; i < count; i++) {
            deliver(ended.poll());
        }
        return count;
    }

    private int sendAgain() {
        int count = 0;
        for (int i = again.size(); i > 0; i--) {
            Http2Session session = withRoom();
            if (session == null) {
                break;
            }
            session.streams().start(again.poll());
            count++;
        }
        return count;
    }

    private void flushAll() {
        for (Http2Session session = toFlush.poll(); session != null; session = toFlush.poll()) {
            session.flush();
        }
    }

    private int scanOpening() {
        int work = openMore();
        long nowNs = nowNs();
        if (nowNs - nextScanNs >= 0) {
            nextScanNs = nowNs + SCAN_INTERVAL_NS;
            for (int i = opening.size() - 1; i >= 0; i--) {
                opening.get(i).checkTimeout(nowNs);
            }
        }
        return work;
    }

    @Override
    public long awakeSinceNs() {
        return wires.awakeSinceNs();
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        if (exchange.outcome() != Outcome.PENDING) {
            return;
        }
        Http2Stream stream = streams[exchange.laneIndex];
        if (reason == null) {
            exchange.abort(nowNs());
        } else {
            exchange.fail(nowNs(), reason, reason.meaning() + "; " + progress(stream));
        }
        if (stream.session == null) {
            again.remove(stream);
        } else {
            stream.session.streams().cancel(stream);
        }
        completeLater(stream);
    }

    private static String progress(Http2Stream stream) {
        if (stream.id == 0) {
            return "the connection was still being opened";
        }
        return stream.exchange.bytesIn() + " bytes of the response had arrived"
                + (stream.body == null ? "" : ", and " + stream.body.remaining() + " bytes of the request were unsent");
    }

    @Override
    public ConnectionStats connections() {
        return wires.stats();
    }

    @Override
    public void close() {
        for (Http2Slot slot : slots) {
            if (slot.session != null) {
                slot.session.shutDown();
            }
        }
        for (Http2Session session : draining) {
            session.shutDown();
        }
        wires.close();
    }

    /** The peer is ready for requests. */
    void opened(Http2Session session) {
        opening.remove(session);
        everOpened++;
        triedFor(session.slot);
        list(session);
    }

    private void triedFor(Http2Slot slot) {
        if (!slot.tried) {
            slot.tried = true;
            tried++;
        }
    }

    /** A stream has ended: there is room again. */
    void hasRoom(Http2Session session) {
        if (!session.listed) {
            list(session);
        }
    }

    /** The connection finishes what it carries; another one may take its place. */
    void leaves(Http2Session session) {
        session.slot.session = null;
        closed.add(session.slot);
        draining.add(session);
    }

    /** The connection is gone. */
    void ended(Http2Session session) {
        opening.remove(session);
        draining.remove(session);
        triedFor(session.slot);
        if (session.slot.session == session) {
            session.slot.session = null;
            closed.add(session.slot);
        }
    }

    /** For an exchange whose connection did not take it after all. */
    void again(Http2Stream stream) {
        again.add(stream);
    }

    /** Delivers at once; only inside a poll. */
    void completed(Http2Stream stream) {
        deliver(take(stream));
    }

    /** For an exchange that may have ended outside a poll: the next poll delivers it. */
    void completeLater(Http2Stream stream) {
        ended.add(take(stream));
    }

    private Exchange take(Http2Stream stream) {
        Exchange exchange = stream.exchange;
        stream.exchange = null;
        stream.session = null;
        free.push(stream);
        return exchange;
    }

    private void deliver(Exchange exchange) {
        exchange.laneIndex = -1;
        handler.onCompletion(exchange);
    }

    void toFlush(Http2Session session) {
        toFlush.add(session);
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

    /** Whether a request goes to the load test's own origin, which what authorizes it is meant for. */
    boolean isHome(HttpInteraction interaction) {
        return home.equals(interaction.origin());
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
