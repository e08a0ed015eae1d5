// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import org.agrona.DirectBuffer;

/**
 * The framing of a chunked body (RFC 9112 §7.1), read in pieces of any size. The owner takes the data itself: {@link
 * #readFraming} stops where data begins, {@link #dataLeft} tells how much, {@link #took} counts it down.
 *
 * <p>Framing lines end in CR LF and in nothing else: §2.2 allows a bare LF only for the status line and header lines.
 */
final class ChunkedBody {
    private static final long ROOM_FOR_A_DIGIT = Long.MAX_VALUE >>> 4;

    private static final int SIZE_START = 0;
    private static final int SIZE = 1;
    private static final int SPACE = 2;
    private static final int EXTENSION = 3;
    private static final int SIZE_LF = 4;
    private static final int DATA = 5;
    private static final int DATA_CR = 6;
    private static final int DATA_LF = 7;
    private static final int TRAILERS = 8;
    private static final int DONE = 9;

    private final FieldLines trailers;

    private int state;
    private long dataLeft;
    private int lineBytes;
    private Violation violation;

    /** @param trailers reads the trailers; free once the body has begun */
    ChunkedBody(FieldLines trailers) {
        this.trailers = trailers;
    }

    void begin() {
        state = SIZE_START;
        dataLeft = 0;
        lineBytes = 0;
        violation = null;
    }

    /** Consumes framing until data begins, the body ends or the bytes do; returns the index after the last byte used. */
    int readFraming(DirectBuffer buffer, int from, int to) {
        int at = from;
        while (at < to && state != DATA && state != DONE && violation == null) {
            at = switch (state) {
                case TRAILERS -> readTrailers(buffer, at, to);
                case EXTENSION -> readExtension(buffer, at, to);
                default -> step(buffer.getByte(at), at);
            };
        }
        return at;
    }

    private int step(byte b, int at) {
        switch (state) {
            case SIZE_START -> {
                lineBytes = 0;
                dataLeft = 0;
                digit(b);
                state = SIZE;
            }
            case SIZE -> {
                if (!endSize(b)) {
                    digit(b);
                }
            }
            case SPACE -> {
                if (!endSize(b)) {
                    violation = Violation.CHUNK_SIZE;
                }
            }
            case SIZE_LF -> expect(b, '\n', afterSize(), Violation.LONE_CR);
            case DATA_CR -> expect(b, '\r', DATA_LF, Violation.CHUNK_END);
            default -> expect(b, '\n', SIZE_START, Violation.CHUNK_END);
        }
        return at + 1;
    }

    private void digit(byte b) {
        int value = Character.digit(b, 16);
        if (value < 0) {
            violation = Violation.CHUNK_SIZE;
        } else if (dataLeft > ROOM_FOR_A_DIGIT) {
            violation = Violation.CHUNK_SIZE_OVERFLOW;
        } else {
            dataLeft = dataLeft << 4 | value;
            countLineBytes(1);
        }
    }

    private boolean endSize(byte b) {
        switch (b) {
            case '\r' -> state = SIZE_LF;
            case ';' -> state = EXTENSION;
            case ' ', '\t' -> state = SPACE;
            default -> {
                return false;
            }
        }
        countLineBytes(1);
        return true;
    }

    private void expect(byte b, char right, int next, Violation otherwise) {
        if (b == right) {
            state = next;
        } else {
            violation = otherwise;
        }
    }

    private int afterSize() {
        if (dataLeft > 0) {
            return DATA;
        }
        trailers.beginTrailers();
        return TRAILERS;
    }

    /** An extension ends at the line's end whatever is quoted in it, as quoted strings hold no CR or LF (RFC 9110 §5.6.4). */
    private int readExtension(DirectBuffer buffer, int from, int to) {
        int stop = to - from > ResponseParser.MAX_CHUNK_LINE_BYTES ? from + ResponseParser.MAX_CHUNK_LINE_BYTES : to;
        int at = ByteScan.indexOfLineEnd(buffer, from, stop);
        countLineBytes(at - from);
        if (at == to || violation != null) {
            return at;
        }
        if (at < stop) {
            expect(buffer.getByte(at), '\r', SIZE_LF, Violation.CHUNK_SIZE);
            countLineBytes(1);
            at++;
        }
        return at;
    }

    private void countLineBytes(int count) {
        lineBytes += count;
        if (lineBytes > ResponseParser.MAX_CHUNK_LINE_BYTES && violation == null) {
            violation = Violation.CHUNK_LINE_TOO_LONG;
        }
    }

    private int readTrailers(DirectBuffer buffer, int from, int to) {
        int at = trailers.read(buffer, from, to);
        violation = trailers.violation();
        if (trailers.done()) {
            state = DONE;
        }
        return at;
    }

    /** Bytes of the current chunk's data still to come; 0 outside data. */
    long dataLeft() {
        return state == DATA ? dataLeft : 0;
    }

    /** {@code count} bytes of data were taken, at most {@link #dataLeft}. */
    void took(int count) {
        dataLeft -= count;
        if (dataLeft == 0) {
            state = DATA_CR;
        }
    }

    boolean done() {
        return state == DONE;
    }

    /** Null while the framing is right. */
    Violation violation() {
        return violation;
    }
}
