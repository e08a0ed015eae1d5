// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.Excerpt;
import io.vastar.lane.WireCodec;
import io.vastar.spi.BodyDialect;
import io.vastar.spi.BodyWatch;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/**
 * Reads HTTP/1.1 responses from pieces of any size (RFC 9112), strictly, without keeping a byte of them. One per
 * connection, owned by the agent thread; allocates nothing but the message of a failure.
 *
 * <p>The parts of a message have a class each: {@link StatusLine}, {@link FieldLines}, {@link Head}, {@link
 * ChunkedBody}. {@link HeadCache} is the short cut past the first three. Interim (1xx) responses are passed over.
 */
public final class ResponseParser {
    /** Largest head, interim responses before it included. */
    public static final int MAX_HEAD_BYTES = 256 * 1024;
    /** Largest trailers, their blank line included. */
    public static final int MAX_TRAILER_BYTES = 16 * 1024;
    /** Longest line with a chunk's size and extensions, up to and with its CR. */
    public static final int MAX_CHUNK_LINE_BYTES = 16 * 1024;

    private static final int HEAD_START = 0;
    private static final int STATUS_LINE = 1;
    private static final int FIELDS = 2;
    private static final int BODY = 3;
    private static final int UNTIL_CLOSE = 4;
    private static final int CHUNKS = 5;
    private static final int COMPLETE = 6;
    private static final int BROKEN = 7;

    private final HeadCaches caches;
    private final BodyDialect eventStreamDialect;
    private final StatusLine statusLine = new StatusLine();
    private final FieldLines fields = new FieldLines();
    private final ChunkedBody chunks = new ChunkedBody(fields);
    private final Head head = new Head();

    private boolean toHead;
    private ResponseKeeper capture;
    private BodyWatch watch;
    private boolean looksInside;
    private final BodyLook look = new BodyLook();
    private int state;
    private int headBytesLeft;
    private boolean begun;
    private long bodyBytes;
    private long bodyLeft;
    private BodyDialect dialect;
    private int consumed;
    private Violation violation;
    private String excerpt;

    /**
     * @param caches shared by the connections of a lane
     * @param eventStreamDialect is fed the bodies of type {@code text/event-stream}
     */
    ResponseParser(HeadCaches caches, BodyDialect eventStreamDialect) {
        this.caches = caches;
        this.eventStreamDialect = eventStreamDialect;
        begin(false, null);
    }

    /**
     * Forgets the last response and waits for the next.
     *
     * @param headRequest whether it answers a HEAD request, and so has no body
     * @param keeper gets what is to be kept of it; null when nothing is
     */
    void begin(boolean headRequest, ResponseKeeper keeper) {
        toHead = headRequest;
        capture = keeper;
        state = HEAD_START;
        headBytesLeft = MAX_HEAD_BYTES;
        begun = false;
        bodyBytes = 0;
        consumed = 0;
        head.status = 0;
    }

    /** Whether the response is one of GraphQL, and is looked into for errors. After {@link #begin}. */
    void expectGraphQl(boolean graphQl) {
        look.begin(graphQl);
    }

    /** As {@link WireCodec#onBytes}, but for {@link Head#closes} being the only reason to close. */
    int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        int end = offset + length;
        int at = offset;
        int headFrom = -1;
        while (at < end && state < COMPLETE) {
            switch (state) {
                case HEAD_START -> {
                    begun = true;
                    exchange.firstByte(nowNs);
                    watch = exchange.watch();
                    if (capture != null) {
                        capture.beginHead();
                    }
                    int known = matchKnown(buffer, at, end);
                    if (known > 0) {
                        keepHead(buffer, at, known);
                        at += known;
                        beginBody();
                    } else {
                        headFrom = at;
                        statusLine.begin();
                        state = STATUS_LINE;
                    }
                }
                case STATUS_LINE -> {
                    int from = at;
                    at = readStatusLine(buffer, at, end);
                    keepHead(buffer, from, at - from);
                }
                case FIELDS -> {
                    int from = at;
                    at = readFields(buffer, at, end);
                    keepHead(buffer, from, at - from);
                    if (headFrom >= 0 && state >= BODY && state != BROKEN) {
                        caches.replaceable(toHead).store(buffer, headFrom, at, head);
                    }
                }
                case BODY -> {
                    int count = (int) Math.min(bodyLeft, end - at);
                    takeBody(buffer, at, count, exchange, nowNs);
                    at += count;
                    bodyLeft -= count;
                    if (bodyLeft == 0) {
                        state = COMPLETE;
                    }
                }
                case CHUNKS -> at = readChunks(buffer, at, end, exchange, nowNs);
                default -> {
                    takeBody(buffer, at, end - at, exchange, nowNs);
                    at = end;
                }
            }
        }
        consumed = at - offset;
        if (state < COMPLETE) {
            return WireCodec.MORE;
        }
        if (state == BROKEN) {
            excerpt = Excerpt.around(buffer, offset, end, at);
            return WireCodec.BROKEN;
        }
        return head.closes ? WireCodec.COMPLETE_CLOSE : WireCodec.COMPLETE;
    }

    /** Length of the head at the start, when it is one that was seen before, and takes over its meaning; else 0. */
    private int matchKnown(DirectBuffer buffer, int from, int to) {
        HeadCache[] ways = caches.ways(toHead);
        for (int i = 0; i < ways.length; i++) {
            HeadCache cache = ways[i];
            int known = cache.match(buffer, from, to);
            if (known > 0) {
                head.copyFrom(cache.head());
                head.contentLength = cache.contentLength();
                return known;
            }
        }
        return 0;
    }

    private void keepHead(DirectBuffer buffer, int from, int length) {
        if (capture != null) {
            capture.addHead(buffer, from, length);
        }
    }

    private int readStatusLine(DirectBuffer buffer, int from, int to) {
        int stop = to - from > headBytesLeft ? from + headBytesLeft : to;
        int at = statusLine.read(buffer, from, stop);
        headBytesLeft -= at - from;
        if (statusLine.violation() != null) {
            breakOff(statusLine.violation());
        } else if (headBytesLeft == 0) {
            breakOff(Violation.HEAD_TOO_LARGE);
        } else if (statusLine.done()) {
            fields.beginHeaders(headBytesLeft);
            state = FIELDS;
        }
        return at;
    }

    private int readFields(DirectBuffer buffer, int from, int to) {
        int at = fields.read(buffer, from, to);
        if (fields.violation() != null) {
            breakOff(fields.violation());
        } else if (fields.done()) {
            endHead();
        }
        return at;
    }

    private void endHead() {
        int code = statusLine.code();
        if (code == 101) {
            breakOff(Violation.SWITCHING_PROTOCOLS);
        } else if (code < 200) {
            headBytesLeft = fields.bytesLeft();
            state = HEAD_START;
            if (headBytesLeft == 0) {
                breakOff(Violation.HEAD_TOO_LARGE);
            }
        } else {
            Violation wrong = head.decide(statusLine, fields, toHead);
            if (wrong == null) {
                beginBody();
            } else {
                breakOff(wrong);
            }
        }
    }

    private void beginBody() {
        looksInside = look.beginBody(watch, head.coding);
        dialect = head.eventStream ? eventStreamDialect : null;
        if (dialect != null) {
            dialect.begin();
        }
        switch (head.framing) {
            case Head.LENGTH -> {
                bodyLeft = head.contentLength;
                state = bodyLeft == 0 ? COMPLETE : BODY;
            }
            case Head.CHUNKED -> {
                chunks.begin();
                state = CHUNKS;
            }
            case Head.UNTIL_CLOSE -> state = UNTIL_CLOSE;
            default -> state = COMPLETE;
        }
    }

    private int readChunks(DirectBuffer buffer, int from, int to, Exchange exchange, long nowNs) {
        int at = chunks.readFraming(buffer, from, to);
        int count = (int) Math.min(chunks.dataLeft(), to - at);
        if (count > 0) {
            takeBody(buffer, at, count, exchange, nowNs);
            chunks.took(count);
            at += count;
        } else if (chunks.violation() != null) {
            breakOff(chunks.violation());
        } else if (chunks.done()) {
            state = COMPLETE;
        }
        return at;
    }

    private void takeBody(DirectBuffer buffer, int from, int count, Exchange exchange, long nowNs) {
        bodyBytes += count;
        exchange.addBodyBytes(count);
        if (capture != null) {
            capture.addBody(buffer, from, count);
        }
        if (looksInside) {
            look.onData(buffer, from, count, exchange);
        }
        if (dialect != null) {
            dialect.onData(buffer, from, count, exchange, nowNs);
        }
    }

    private void breakOff(Violation what) {
        violation = what;
        state = BROKEN;
    }

    /** As {@link WireCodec#onEnd}. */
    int onEnd() {
        if (state == UNTIL_CLOSE) {
            state = COMPLETE;
            return WireCodec.COMPLETE_CLOSE;
        }
        return WireCodec.TRUNCATED;
    }

    /** Whether the body ends where the stream does. */
    boolean readsUntilEnd() {
        return state == UNTIL_CLOSE;
    }

    int consumed() {
        return consumed;
    }

    /** Of the final response; 0 before its head is complete. */
    int status() {
        return head.status;
    }

    /** Whether there is something to be done in {@link #end}. */
    boolean gathers() {
        return look.gathers();
    }

    /** The response is complete. */
    void end(Exchange exchange) {
        look.end(exchange, head.status);
    }

    /** Whether any byte arrived since {@link #begin}. */
    boolean begun() {
        return begun;
    }

    /** The rule that was broken, null when none was. */
    Violation violation() {
        return state == BROKEN ? violation : null;
    }

    /** What is wrong, or what is missing, in words. Allocates. */
    String describe() {
        return switch (state) {
            case BROKEN -> violation.sentence() + ", near " + excerpt;
            case BODY -> "the response ended after " + bodyBytes + " of " + head.contentLength + " body bytes";
            case CHUNKS -> "the response ended after " + bodyBytes + " body bytes, before the last chunk";
            case UNTIL_CLOSE -> "the response was cut off after " + bodyBytes + " body bytes";
            case COMPLETE -> "the response is complete";
            default ->
                begun
                        ? "the response ended after " + headBytes() + " bytes of its head"
                        : "no byte of the response arrived";
        };
    }

    private int headBytes() {
        return MAX_HEAD_BYTES - (state == FIELDS ? fields.bytesLeft() : headBytesLeft);
    }
}
