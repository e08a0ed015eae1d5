// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import org.agrona.DirectBuffer;

/**
 * Header or trailer lines up to the blank line (RFC 9112 §5), read in pieces of any size. Looks into the few headers
 * that frame the response or tell its dialect, and skips every other value to its line feed.
 *
 * <p>A lone CR in a skipped value is part of that value, which is as if it were replaced with a space (RFC 9112 §2.2).
 */
final class FieldLines {
    /** No Content-Length was there. */
    static final long NO_LENGTH = -1;
    /** Content-Length was there and was wrong. */
    static final long WRONG_LENGTH = -2;

    static final int CONTENT_LENGTH = 1;

    private static final int TRANSFER_ENCODING = 1 << 1;
    private static final int CONNECTION = 1 << 2;
    private static final int CONTENT_TYPE = 1 << 3;
    private static final int ALL_NAMES = (1 << 5) - 1;
    private static final Words NAMES =
            new Words("content-length", "transfer-encoding", "connection", "content-type", "content-encoding");

    private static final int LINE_START = 0;
    private static final int NAME = 1;
    private static final int SKIP = 2;
    private static final int LENGTH = 3;
    private static final int TOKENS = 4;
    private static final int VALUE_LF = 5;
    private static final int BLANK_LF = 6;
    private static final int DONE = 7;

    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 'a' + 'A'] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~0123456789".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private final LengthValue length = new LengthValue();
    private final TokenList tokens = new TokenList();

    private int state;
    private int bytesLeft;
    private Violation tooLarge;
    private Violation violation;
    private int wanted;
    private int name;
    private int nameLength;
    private boolean transferCoded;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean eventStream;
    private int coding;

    /** Which header of those whose value is read has the name in {@code [from, to)}; 0 when its value is skipped. */
    static int named(DirectBuffer buffer, int from, int to) {
        int candidates = ALL_NAMES;
        for (int at = from; at < to && candidates != 0; at++) {
            candidates = NAMES.narrow(candidates, at - from, buffer.getByte(at));
        }
        return NAMES.complete(candidates, to - from);
    }

    /** Begins the headers of a head that may still take {@code bytesLeft} bytes. */
    void beginHeaders(int bytesLeft) {
        begin(bytesLeft, Violation.HEAD_TOO_LARGE, ALL_NAMES);
        length.forget();
        transferCoded = false;
        chunked = false;
        close = false;
        keepAlive = false;
        eventStream = false;
        coding = Head.IDENTITY;
    }

    /** Begins trailers: checked for their form, otherwise ignored. */
    void beginTrailers() {
        begin(ResponseParser.MAX_TRAILER_BYTES, Violation.TRAILERS_TOO_LARGE, 0);
    }

    private void begin(int limit, Violation ifLarger, int wantedNames) {
        state = LINE_START;
        bytesLeft = limit;
        tooLarge = ifLarger;
        wanted = wantedNames;
        violation = null;
    }

    /** Consumes up to the blank line; returns the index after the last byte used, the wrong one included. */
    int read(DirectBuffer buffer, int from, int to) {
        int stop = to - from > bytesLeft ? from + bytesLeft : to;
        int at = from;
        while (at < stop && state != DONE && violation == null) {
            at = switch (state) {
                case NAME -> readName(buffer, at, stop);
                case SKIP -> skip(buffer, at, stop);
                case LENGTH, TOKENS -> readValue(buffer, at, stop);
                default -> step(buffer, at);
            };
        }
        bytesLeft -= at - from;
        if (bytesLeft == 0 && state != DONE && violation == null) {
            violation = tooLarge;
        }
        return at;
    }

    private int step(DirectBuffer buffer, int at) {
        byte b = buffer.getByte(at);
        switch (state) {
            case LINE_START -> {
                if (b == '\r') {
                    state = BLANK_LF;
                } else if (b == '\n') {
                    state = DONE;
                } else if (b == ' ' || b == '\t') {
                    violation = Violation.FOLDED_HEADER;
                } else {
                    state = NAME;
                    name = wanted;
                    nameLength = 0;
                    return at;
                }
            }
            case VALUE_LF -> endLine(b, LINE_START);
            default -> endLine(b, DONE);
        }
        return at + 1;
    }

    private void endLine(byte b, int next) {
        if (b == '\n') {
            state = next;
        } else {
            violation = Violation.LONE_CR;
        }
    }

    private int readName(DirectBuffer buffer, int from, int to) {
        int candidates = name;
        int position = nameLength;
        for (int at = from; at < to; at++) {
            byte b = buffer.getByte(at);
            if (!TOKEN[b & 0xff]) {
                if (b == ':' && position > 0) {
                    beginValue(NAMES.complete(candidates, position));
                } else {
                    violation = Violation.HEADER_NAME;
                }
                return at + 1;
            }
            if (candidates != 0) {
                candidates = NAMES.narrow(candidates, position, b);
            }
            position++;
        }
        name = candidates;
        nameLength = position;
        return to;
    }

    private void beginValue(int known) {
        name = known;
        if (known == 0) {
            state = SKIP;
        } else if (known == CONTENT_LENGTH) {
            state = LENGTH;
            length.begin();
        } else {
            state = TOKENS;
            tokens.begin(known == CONTENT_TYPE ? ';' : ',');
        }
    }

    private int skip(DirectBuffer buffer, int from, int to) {
        int at = ByteScan.indexOfLf(buffer, from, to);
        if (at == to) {
            return to;
        }
        state = LINE_START;
        return at + 1;
    }

    private int readValue(DirectBuffer buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = buffer.getByte(at);
            if (b == '\r' || b == '\n') {
                endValue();
                state = b == '\r' ? VALUE_LF : LINE_START;
                return at + 1;
            }
            if (state == LENGTH) {
                length.step(b);
            } else if (tokens.step(b)) {
                noteToken();
            }
        }
        return to;
    }

    private void endValue() {
        if (state == LENGTH) {
            length.end();
        } else if (tokens.end()) {
            noteToken();
        }
    }

    private void noteToken() {
        int token = tokens.token();
        switch (name) {
            case TRANSFER_ENCODING -> {
                transferCoded = true;
                chunked = token == TokenList.CHUNKED;
            }
            case CONNECTION -> {
                close |= token == TokenList.CLOSE;
                keepAlive |= token == TokenList.KEEP_ALIVE;
            }
            case CONTENT_TYPE -> {
                if (tokens.first()) {
                    eventStream = token == TokenList.EVENT_STREAM;
                }
            }
            default -> noteCoding(token);
        }
    }

    private void noteCoding(int token) {
        if (token == TokenList.IDENTITY) {
            return;
        }
        if (coding != Head.IDENTITY) {
            coding = Head.OTHER;
        } else if (token == TokenList.GZIP || token == TokenList.X_GZIP) {
            coding = Head.GZIP;
        } else {
            coding = token == TokenList.DEFLATE
                    ? Head.DEFLATE
                    : token == TokenList.BROTLI ? Head.BROTLI : token == TokenList.ZSTD ? Head.ZSTD : Head.OTHER;
        }
    }

    boolean done() {
        return state == DONE;
    }

    /** Null while the lines are right. */
    Violation violation() {
        return violation;
    }

    /** How many more bytes the head may take. */
    int bytesLeft() {
        return bytesLeft;
    }

    /** {@link #NO_LENGTH}, {@link #WRONG_LENGTH}, or the number. */
    long contentLength() {
        return length.value();
    }

    /** Whether there is any transfer coding. */
    boolean transferCoded() {
        return transferCoded;
    }

    /** Whether the last transfer coding is chunked. */
    boolean chunked() {
        return chunked;
    }

    boolean close() {
        return close;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Whether the body is a readable {@code text/event-stream}: of that type, and not compressed. */
    boolean eventStream() {
        return eventStream && coding == Head.IDENTITY;
    }

    /** How the body is compressed: one of the constants of {@link Head}. */
    int coding() {
        return coding;
    }
}
