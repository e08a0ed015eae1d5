// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code /fault} can do wrong. docs/TARGET.md says what a client should report for each. */
enum FaultKind {
    /** RST, before any byte or after some of the body. */
    RESET,
    /** FIN, before any byte or after some of the body. */
    CLOSE,
    /** Silence, before any byte or after some of the body. */
    STALL,
    /** FIN in the middle of the body. */
    TRUNCATE,
    /** A right response whose head comes byte by byte. */
    SLOW,
    /** Bytes that are not HTTP. */
    GARBAGE,
    /** A chunk size that is not a number. */
    BADCHUNK,
    /** A Content-Length that is not a number. */
    BADLENGTH,
    /** Content-Length and Transfer-Encoding in one response. */
    CONFLICT,
    /** One request, two responses. */
    TWICE,
    /** A response that promises to keep the connection, and a FIN right after it. */
    STALE,
    /** A response before the request body is read. */
    EARLY,
    /** 103 twice, then 200: right, and often misread. */
    INFORMATIONAL,
    /** A body that ends with the connection: right, and often misread. */
    EOF,
    /** Chunks with extensions and trailers: right, and often misread. */
    TRAILERS,
    /** A head of 60 KB: right, and often too much. */
    BIGHEAD;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String names() {
        return Arrays.stream(values()).map(FaultKind::text).collect(Collectors.joining(" "));
    }

    /** The kind of that name, or null. */
    static FaultKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElse(null);
    }
}
