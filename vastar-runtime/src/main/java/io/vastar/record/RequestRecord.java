// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One request of a {@link RequestLog} in {@value #LENGTH} bytes: a view that is laid over them. All times are nanoseconds,
 * moments since the start of the run. Not thread-safe.
 */
public final class RequestRecord {
    public static final int LENGTH = 88;

    private static final int STARTED = 0;
    private static final int INTENDED = 8;
    private static final int CONNECT = 16;
    private static final int SENT = 24;
    private static final int FIRST_BYTE = 32;
    private static final int DONE = 40;
    private static final int BYTES_IN = 48;
    private static final int BYTES_OUT = 56;
    private static final int BODY_BYTES = 64;
    private static final int CONNECTION = 72;
    private static final int USER = 76;
    private static final int STEP = 80;
    private static final int CODE = 84;
    private static final int VERDICT = 86;
    private static final int ERROR = 87;
    private static final byte NO_ERROR = -1;

    private static final ErrorKind[] KINDS = ErrorKind.values();

    private DirectBuffer buffer;
    private int offset;

    static void encode(
            MutableDirectBuffer to,
            int at,
            Exchange exchange,
            long startNs,
            Verdict verdict,
            int connection,
            int user,
            int step) {
        to.putLong(at + STARTED, exchange.startedNs() - startNs);
        to.putLong(at + INTENDED, exchange.intendedNs() - startNs);
        to.putLong(at + CONNECT, exchange.connectNs());
        to.putLong(at + SENT, exchange.sentNs() - startNs);
        to.putLong(at + FIRST_BYTE, exchange.firstByteNs() - startNs);
        to.putLong(at + DONE, exchange.doneNs() - startNs);
        to.putLong(at + BYTES_IN, exchange.bytesIn());
        to.putLong(at + BYTES_OUT, exchange.bytesOut());
        to.putLong(at + BODY_BYTES, exchange.bodyBytes());
        to.putInt(at + CONNECTION, connection);
        to.putInt(at + USER, user);
        to.putInt(at + STEP, step);
        to.putShort(at + CODE, (short) exchange.code());
        to.putByte(at + VERDICT, (byte) verdict.ordinal());
        ErrorKind kind = exchange.errorKind();
        to.putByte(at + ERROR, kind == null ? NO_ERROR : (byte) kind.ordinal());
    }

    public RequestRecord wrap(DirectBuffer newBuffer, int newOffset) {
        buffer = newBuffer;
        offset = newOffset;
        return this;
    }

    public long startedNs() {
        return buffer.getLong(offset + STARTED);
    }

    /** When the schedule wanted it to start; of a closed model when its user was ready for it. */
    public long intendedNs() {
        return buffer.getLong(offset + INTENDED);
    }

    /** How long it waited for its connection to open; 0 on one that was open. */
    public long connectNs() {
        return buffer.getLong(offset + CONNECT);
    }

    public long sentNs() {
        return buffer.getLong(offset + SENT);
    }

    public long firstByteNs() {
        return buffer.getLong(offset + FIRST_BYTE);
    }

    public long doneNs() {
        return buffer.getLong(offset + DONE);
    }

    public long bytesIn() {
        return buffer.getLong(offset + BYTES_IN);
    }

    public long bytesOut() {
        return buffer.getLong(offset + BYTES_OUT);
    }

    public long bodyBytes() {
        return buffer.getLong(offset + BODY_BYTES);
    }

    /** Number of the connection within its I/O thread; -1 when it got none. */
    public int connection() {
        return buffer.getInt(offset + CONNECTION);
    }

    /** Number of the virtual user. */
    public int user() {
        return buffer.getInt(offset + USER);
    }

    /** Index into {@link RequestLog#steps}; -1 when every request is the same. */
    public int step() {
        return buffer.getInt(offset + STEP);
    }

    /** Status code; 0 without a response. */
    public int code() {
        return buffer.getShort(offset + CODE) & 0xffff;
    }

    public Verdict verdict() {
        return Verdict.of(buffer.getByte(offset + VERDICT));
    }

    /** Null unless the verdict is {@link Verdict#FAILED}. */
    public ErrorKind errorKind() {
        byte kind = buffer.getByte(offset + ERROR);
        return kind == NO_ERROR ? null : KINDS[kind];
    }

    /** Whether there is a whole response. */
    public boolean isResponse() {
        return verdict() != Verdict.FAILED && verdict() != Verdict.ABORTED;
    }

    /** Copies the bytes under the view. */
    public void copyTo(MutableDirectBuffer to, int at) {
        to.putBytes(at, buffer, offset, LENGTH);
    }

    /** The row of the report in which a request counts. */
    public enum Verdict {
        OK("ok"),
        UNEXPECTED("unexpected"),
        CHECK_FAILED("check_failed"),
        FAILED("failed"),
        ABORTED("aborted");

        private static final Verdict[] ALL = values();

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        static Verdict of(int ordinal) {
            return ALL[ordinal];
        }

        /** Its name in files. */
        public String label() {
            return label;
        }
    }
}
