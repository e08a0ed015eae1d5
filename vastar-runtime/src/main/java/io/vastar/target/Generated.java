// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import io.vastar.spi.StatusReason;
import io.vastar.target.SegmentedAnswer.Framing;
import io.vastar.target.SegmentedAnswer.Segment;

/** The well-formed answers, made from their queries. */
final class Generated {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_EVENTS = 100_000_000;
    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final byte[] NONE = {};
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n\r\n");
    private static final String BINARY = "application/octet-stream";
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private Generated() {}

    static Answer plain() {
        return FixedAnswer.text(200, "Hello, World!", "");
    }

    static Answer bytes(Query query) {
        long size = query.sizeBytes("size", 1024, 0, MOST_BYTES);
        return sized(BINARY, size, new Segment(NONE, size, NONE));
    }

    static Answer json(Query query) {
        long size = query.sizeBytes("size", 1024, 2, MOST_BYTES);
        for (String start : new String[] {"{\"id\":42,\"name\":\"vastar\",\"ok\":true,\"data\":\"", "{\"data\":\""}) {
            long fill = size - start.length() - 2;
            if (fill >= 0) {
                return sized(JSON, size, new Segment(Ascii.bytes(start), fill, Ascii.bytes("\"}")));
            }
        }
        String spaces = " ".repeat((int) size - 2);
        return sized(JSON, size, new Segment(Ascii.bytes("{" + spaces + "}"), 0, NONE));
    }

    private static Answer sized(String type, long size, Segment segment) {
        ResponseHead head = ResponseHead.sized(200, type, size, "");
        return new SegmentedAnswer(new Framing(head, segment, 1, null, NONE), null, 0);
    }

    static Answer chunked(Query query) {
        long size = query.sizeBytes("size", 64 << 10, 0, MOST_BYTES);
        long chunk = query.sizeBytes("chunk", 8 << 10, 1, MOST_BYTES);
        long last = size % chunk;
        Framing chunks = new Framing(
                ResponseHead.chunked(BINARY, ""),
                chunkOf("", chunk, ""),
                size / chunk,
                last == 0 ? null : chunkOf("", last, ""),
                LAST_CHUNK);
        Framing untilClose = new Framing(
                ResponseHead.bare(200, "Content-Type: " + BINARY + "\r\n"),
                new Segment(NONE, chunk, NONE),
                size / chunk,
                last == 0 ? null : new Segment(NONE, last, NONE),
                NONE);
        return new SegmentedAnswer(chunks, untilClose, 0);
    }

    static Answer events(Query query) {
        int events = query.number("events", 10, 0, MOST_EVENTS);
        long size = query.sizeBytes("size", 64, 0, MOST_BYTES);
        long intervalNs = query.durationNs("interval", 0, LONGEST_NS);
        String lines = "Cache-Control: no-store\r\n";
        Framing chunks = new Framing(
                ResponseHead.chunked(EVENTS, lines), chunkOf("data: ", size, "\n\n"), events, null, LAST_CHUNK);
        Framing untilClose = new Framing(
                ResponseHead.bare(200, "Content-Type: " + EVENTS + "\r\n" + lines),
                new Segment(Ascii.bytes("data: "), size, Ascii.bytes("\n\n")),
                events,
                null,
                NONE);
        return new SegmentedAnswer(chunks, untilClose, intervalNs);
    }

    private static Segment chunkOf(String before, long fill, String after) {
        String sizeLine = Long.toHexString(before.length() + fill + after.length()) + "\r\n";
        return new Segment(Ascii.bytes(sizeLine + before), fill, Ascii.bytes(after + "\r\n"));
    }

    static Answer delay(Query query) {
        String text = query.text("ms", "10");
        int dots = text.indexOf("..");
        long leastNs = milliseconds(query, text, dots < 0 ? text : text.substring(0, dots));
        long mostNs = dots < 0 ? leastNs : milliseconds(query, text, text.substring(dots + 2));
        if (leastNs > mostNs) {
            throw query.wrong("ms", text, "the shorter time first");
        }
        return new DelayedAnswer(plain(), leastNs, mostNs);
    }

    private static long milliseconds(Query query, String whole, String number) {
        long ns;
        try {
            ns = Durations.parseNs(number + "ms");
        } catch (GrammarException e) {
            throw query.wrong("ms", whole, "milliseconds, such as 20, 0.5 or 5..50");
        }
        if (ns > LONGEST_NS) {
            throw query.wrong("ms", whole, "at most an hour, which is 3600000");
        }
        return ns;
    }

    static Answer status(Query query) {
        int code = query.number("code", 200, 200, 599);
        return every(query, code == 204 || code == 304 ? FixedAnswer.bodiless(code) : statusText(code));
    }

    static Answer cookies(Query query) {
        return new CookieAnswer(headerValue(query, "set", null, "the value of a Set-Cookie header"));
    }

    static Answer redirect(Query query) {
        int code = query.number("code", 302, 300, 399);
        if (code == 304) {
            throw query.wrong("code", "304", "a status that redirects");
        }
        String to = headerValue(query, "to", "/plain", "a path or a URL");
        return FixedAnswer.text(code, "the answer is at " + to + "\n", "Location: " + to + "\r\n");
    }

    private static String headerValue(Query query, String name, String otherwise, String right) {
        String value = query.text(name, otherwise);
        for (int i = 0; value != null && i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw query.wrong(name, value.replaceAll("[^ -~]", "?"), right + " in ASCII");
            }
        }
        return value;
    }

    private static Answer statusText(int code) {
        String lines = switch (code) {
            case 301, 302, 303, 307, 308 -> "Location: /plain\r\n";
            case 401 -> "WWW-Authenticate: Basic realm=\"vastar\"\r\n";
            case 405 -> "Allow: " + Routes.ALLOWED + "\r\n";
            default -> "";
        };
        return FixedAnswer.text(code, code + " " + StatusReason.orNumber(code) + "\n", lines);
    }

    /** Gives the answer to every n-th request only, and Hello, World! to the rest, when the query says so. */
    static Answer every(Query query, Answer answer) {
        int n = query.number("every", 1, 1, 1_000_000_000 - 1);
        return n == 1 ? answer : new EveryNthAnswer(answer, plain(), n);
    }
}
