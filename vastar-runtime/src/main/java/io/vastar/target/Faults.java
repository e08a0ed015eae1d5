// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.charset.StandardCharsets;

/** Makes the bytes and the ending of each fault. */
final class Faults {
    private static final int MOST_BODY_BYTES = 64 << 10;
    private static final long DEFAULT_DRIP_NS = 100_000_000L;
    private static final long LONGEST_DRIP_NS = 60_000_000_000L;
    private static final int BIG_HEAD_BYTES = 60 << 10;
    private static final String START =
            "HTTP/1.1 200 OK\r\nServer: vastar\r\nContent-Type: text/plain; charset=utf-8\r\n";
    private static final String CHUNKED = START + "Transfer-Encoding: chunked\r\n";

    private Faults() {}

    static Answer answer(Query query) {
        String name = query.text("kind", "");
        FaultKind kind = FaultKind.of(name);
        if (kind == null) {
            throw query.wrong("kind", name, "one of " + FaultKind.names());
        }
        refuseUnused(query, kind);
        int size = (int) query.sizeBytes("size", 1024, 0, MOST_BODY_BYTES);
        return Generated.every(query, script(kind, query, size));
    }

    private static void refuseUnused(Query query, FaultKind kind) {
        boolean cuts = kind == FaultKind.RESET
                || kind == FaultKind.CLOSE
                || kind == FaultKind.STALL
                || kind == FaultKind.TRUNCATE;
        if (query.has("after") && !cuts) {
            throw query.wrong("after", query.text("after", ""), "it with reset, close, stall or truncate only");
        }
        if (query.has("interval") && kind != FaultKind.SLOW) {
            throw query.wrong("interval", query.text("interval", ""), "it with slow only");
        }
        boolean sizes = cuts || kind == FaultKind.SLOW || kind == FaultKind.EARLY || kind == FaultKind.EOF;
        if (query.has("size") && !sizes) {
            throw query.wrong(
                    "size", query.text("size", ""), "it with reset, close, stall, truncate, slow, early or eof only");
        }
    }

    private static Answer script(FaultKind kind, Query query, int size) {
        return switch (kind) {
            case RESET -> cut(query, size, -1, Progress.RESET);
            case CLOSE -> cut(query, size, -1, Progress.CLOSE);
            case STALL -> cut(query, size, -1, Progress.HANG);
            case TRUNCATE -> cut(query, size, size / 2, Progress.CLOSE);
            case SLOW -> slow(query, size);
            case GARBAGE -> bytes("\u0000\u0001\u00fe\u00ff this is not HTTP \r\n\r\n", Progress.CLOSE);
            case BADCHUNK -> bytes(CHUNKED + "\r\n5\r\nHello\r\nxyz\r\n, World!\r\n0\r\n\r\n", Progress.DONE);
            case BADLENGTH -> bytes(START + "Content-Length: 13x\r\n\r\nHello, World!", Progress.DONE);
            case CONFLICT -> bytes(CHUNKED + "Content-Length: 5\r\n\r\nd\r\nHello, World!\r\n0\r\n\r\n", Progress.DONE);
            case TWICE -> bytes(hello("") + hello(""), Progress.DONE);
            case STALE -> bytes(hello(""), Progress.CLOSE);
            case EARLY -> early(size);
            case INFORMATIONAL -> bytes(informational(), Progress.DONE);
            case EOF -> bytes(START + "Connection: close\r\n\r\n" + filler(size), Progress.CLOSE);
            case TRAILERS ->
                bytes(
                        CHUNKED + "Trailer: X-Checksum\r\n\r\n05;name=\"a;b\"\r\nHello\r\n8 ; x\r\n, World!\r\n0;end"
                                + "\r\nX-Checksum: 1\r\nX-Other: 2\r\n\r\n",
                        Progress.DONE);
            case BIGHEAD -> bytes(hello("X-Big: " + filler(BIG_HEAD_BYTES) + "\r\n"), Progress.DONE);
        };
    }

    /** A response that ends after some bytes of its body; negative: before the first byte of its head. */
    private static Answer cut(Query query, int size, int defaultAfter, Progress ending) {
        int after = (int) query.sizeBytes("after", defaultAfter, 0, size);
        String response = sized(size, "");
        String part = after < 0 ? "" : response.substring(0, response.length() - size + after);
        return bytes(part, ending);
    }

    private static Answer slow(Query query, int size) {
        long dripNs = query.durationNs("interval", DEFAULT_DRIP_NS, LONGEST_DRIP_NS);
        String response = sized(size, "");
        return new ScriptAnswer(Ascii.bytes(response), response.length() - size, dripNs, false, Progress.DONE);
    }

    private static Answer early(int size) {
        return new ScriptAnswer(Ascii.bytes(sized(size, "Connection: close\r\n")), 0, 0, true, Progress.CLOSE);
    }

    private static String informational() {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n";
        return hints + hints + hello("");
    }

    private static String hello(String moreLines) {
        return START + moreLines + "Content-Length: 13\r\n\r\nHello, World!";
    }

    private static String sized(int size, String moreLines) {
        return START + moreLines + "Content-Length: " + size + "\r\n\r\n" + filler(size);
    }

    private static String filler(int size) {
        return Filler.PERIOD.repeat(size / Filler.PERIOD.length() + 1).substring(0, size);
    }

    private static Answer bytes(String response, Progress ending) {
        return new ScriptAnswer(response.getBytes(StandardCharsets.ISO_8859_1), 0, 0, false, ending);
    }
}
