// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

/**
 * Consumes the body of one request, framed by length or as chunks (RFC 9112 §6, §7.1), from any split of its bytes. One
 * per connection.
 */
final class BodyReader {
    enum Result {
        MORE,
        DONE,
        TOO_LARGE,
        BROKEN
    }

    private enum State {
        LENGTH,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_LF,
        CHUNK_DATA,
        CHUNK_DATA_CR,
        CHUNK_DATA_LF,
        TRAILER_START,
        TRAILER,
        LAST_LF,
        DONE
    }

    private static final int MOST_SIZE_DIGITS = 15;
    private static final int MOST_EXTRA_BYTES = 16 << 10;

    private State state = State.DONE;
    private BodySink sink;
    private long remaining;
    private int sizeDigits;
    private int extraBytes;
    private String error;

    /** @param sink takes the content, or null to drop it */
    void begin(RequestHead head, BodySink sink) {
        this.sink = sink;
        remaining = head.fields.chunked ? 0 : Math.max(0, head.fields.contentLength);
        sizeDigits = 0;
        extraBytes = 0;
        state = head.fields.chunked ? State.CHUNK_SIZE : remaining > 0 ? State.LENGTH : State.DONE;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Why the result was BROKEN, in one line. */
    String error() {
        return error;
    }

    Result read(Input in) {
        while (state != State.DONE) {
            if (in.position == in.limit) {
                return Result.MORE;
            }
            if (state == State.LENGTH || state == State.CHUNK_DATA) {
                int length = (int) Math.min(remaining, in.remaining());
                if (sink != null && !sink.add(in.bytes, in.position, length)) {
                    return Result.TOO_LARGE;
                }
                in.position += length;
                remaining -= length;
                if (remaining == 0) {
                    state = state == State.LENGTH ? State.DONE : State.CHUNK_DATA_CR;
                }
            } else if (!frame(in.bytes[in.position++])) {
                return Result.BROKEN;
            }
        }
        return Result.DONE;
    }

    private boolean frame(byte b) {
        switch (state) {
            case CHUNK_SIZE -> {
                return size(b);
            }
            case CHUNK_EXTENSION -> {
                state = b == '\r' ? State.CHUNK_LF : state;
                return (b != '\n' && extra()) || broken("a chunk-size line ends with LF without CR");
            }
            case CHUNK_LF -> {
                state = remaining == 0 ? State.TRAILER_START : State.CHUNK_DATA;
                sizeDigits = 0;
                return b == '\n' || broken("a chunk-size line has CR without LF");
            }
            case CHUNK_DATA_CR -> {
                state = State.CHUNK_DATA_LF;
                return b == '\r' || broken("chunk data is not followed by CRLF; is the chunk size right?");
            }
            case CHUNK_DATA_LF -> {
                state = State.CHUNK_SIZE;
                return b == '\n' || broken("chunk data is not followed by CRLF; is the chunk size right?");
            }
            case TRAILER_START -> {
                state = b == '\r' ? State.LAST_LF : State.TRAILER;
                return extra();
            }
            case TRAILER -> {
                state = b == '\n' ? State.TRAILER_START : state;
                return extra();
            }
            default -> {
                state = State.DONE;
                return b == '\n' || broken("the end of the chunked body has CR without LF");
            }
        }
    }

    private boolean size(byte b) {
        int digit = b < 0 ? -1 : Character.digit(b, 16);
        if (digit >= 0) {
            remaining = sizeDigits == 0 ? digit : remaining << 4 | digit;
            return ++sizeDigits <= MOST_SIZE_DIGITS
                    || broken("a chunk size has more than " + MOST_SIZE_DIGITS + " digits");
        }
        if (sizeDigits == 0 || (b != '\r' && b != ';' && !Ascii.blank(b))) {
            return broken("a chunk size is not a hexadecimal number");
        }
        state = b == '\r' ? State.CHUNK_LF : State.CHUNK_EXTENSION;
        return true;
    }

    private boolean extra() {
        return ++extraBytes <= MOST_EXTRA_BYTES
                || broken("chunk extensions and trailers have more than " + MOST_EXTRA_BYTES + " bytes");
    }

    private boolean broken(String reason) {
        error = "the chunked request body is broken: " + reason;
        return false;
    }
}
