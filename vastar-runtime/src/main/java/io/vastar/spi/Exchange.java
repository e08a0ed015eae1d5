// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * One operation in flight: a pooled slot that a {@link Lane} carries from offer to completion.
 *
 * <p>Owned by one agent thread and reused; a lane may keep a reference only between accepting it and delivering its
 * completion. All stamps are {@link System#nanoTime()} values of this JVM. A lane writes every stamp but
 * {@link #intendedNs()}, which only the engine's own subclass can set: latency against the schedule is then the same
 * for every protocol.
 */
public class Exchange {
    private static final long[] NONE = {};

    /** When the schedule wanted this operation to start. Written by the engine only. */
    protected long intendedNs;

    /** What user code composed and will read; null for the load test's one request. Written by the engine only. */
    protected Interaction interaction;

    /** Which of the load test's different requests is sent; 0 where there is one. Written by the engine only. */
    protected int variant;

    /** Which of the agent's users it belongs to, from 0 on. Written by the engine only. */
    protected int user;

    /** Looks for a text in the body; null when nothing is looked for. Written by the engine only. */
    protected BodyWatch watch;

    private long startedNs;
    private long connectNs;
    private long sentNs;
    private long firstByteNs;
    private long doneNs;
    private long bytesIn;
    private long bytesOut;
    private long bodyBytes;
    private int code;
    private Outcome outcome = Outcome.PENDING;
    private ErrorKind errorKind;
    private String errorDetail;
    private long[] counts = NONE;
    private boolean goesOn;
    private boolean followed;

    /** For a lane made of others: the one that carries this exchange. */
    public Object carrier;

    /** For the lane that carries this exchange: its own handle for it, such as the connection's index. */
    public int laneIndex = -1;

    /** @param counters how many counters ({@link Metrics#counters()}) the protocol declares */
    protected Exchange(int counters) {
        counts = counters == 0 ? NONE : new long[counters];
    }

    /**
     * Clears the slot and stamps the start of service: a lane calls it when it accepts the exchange. After {@link #keepStart}
     * or {@link #follow} it keeps what the exchange has been through.
     */
    public final void begin(long startedNs) {
        if (goesOn) {
            goesOn = false;
            code = 0;
            outcome = Outcome.PENDING;
            errorKind = null;
            errorDetail = null;
            return;
        }
        this.startedNs = startedNs;
        followed = false;
        connectNs = 0;
        sentNs = startedNs;
        firstByteNs = startedNs;
        doneNs = startedNs;
        bytesIn = 0;
        bytesOut = 0;
        bodyBytes = 0;
        code = 0;
        outcome = Outcome.PENDING;
        errorKind = null;
        errorDetail = null;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 0;
        }
    }

    /** The exchange has begun and waits, such as for a name to be looked up: the next {@link #begin} keeps its start. */
    public final void keepStart() {
        goesOn = true;
    }

    /**
     * A complete response points to another place, and the same exchange goes there: the next {@link #begin} keeps its start,
     * bytes and counts, and the times of its first request.
     */
    public final void follow() {
        goesOn = true;
        followed = true;
    }

    /** Notes how long this exchange waited for its connection to open; 0 when it found one open. */
    public final void connectTook(long connectNs) {
        if (!followed) {
            this.connectNs = connectNs;
        }
    }

    /** Stamps the moment at which the whole request had been handed to the transport. */
    public final void sent(long sentNs, long bytesOut) {
        if (!followed) {
            this.sentNs = sentNs;
        }
        this.bytesOut += bytesOut;
    }

    /** Stamps the first byte of the (final) response. */
    public final void firstByte(long firstByteNs) {
        this.firstByteNs = firstByteNs;
    }

    /** Adds to the bytes read from the transport for this exchange, heads and framing included. */
    public final void addBytesIn(long bytes) {
        bytesIn += bytes;
    }

    /** Adds to the decoded payload bytes. */
    public final void addBodyBytes(long bytes) {
        bodyBytes += bytes;
    }

    /** Adds to a count that the protocol declared. */
    public final void addCount(int index, long delta) {
        counts[index] += delta;
    }

    /** What arrives is a response, and yet a failure: {@link #complete} will count it as one of this kind. */
    public final void refuse(ErrorKind kind, String detail) {
        errorKind = kind;
        errorDetail = detail;
    }

    /**
     * A whole response arrived. {@code code} is one of the protocol's ({@link Metrics#codes()}), 0 where it has none. After {@link #refuse} the
     * exchange has failed.
     */
    public final void complete(long doneNs, int code) {
        this.doneNs = doneNs;
        this.code = code;
        outcome = errorKind == null ? Outcome.COMPLETED : Outcome.FAILED;
    }

    /** It failed. {@code detail} is a sentence for people; it may be allocated, failures are not the hot path. */
    public final void fail(long doneNs, ErrorKind kind, String detail) {
        this.doneNs = doneNs;
        errorKind = kind;
        errorDetail = detail;
        goesOn = false;
        outcome = Outcome.FAILED;
    }

    /** The run ended first. */
    public final void abort(long doneNs) {
        this.doneNs = doneNs;
        goesOn = false;
        outcome = Outcome.ABORTED;
    }

    public final long intendedNs() {
        return intendedNs;
    }

    /** Null when this exchange sends the load test's one request. */
    public final Interaction interaction() {
        return interaction;
    }

    /** Which of the load test's different requests is sent; without meaning where user code composes. */
    public final int variant() {
        return variant;
    }

    /** Which of the agent's users it belongs to: the same while that user lives, for lanes whose connections belong to users. */
    public final int user() {
        return user;
    }

    /** Is fed the decoded body by the lane; null when nothing is looked for. */
    public final BodyWatch watch() {
        return watch;
    }

    public final long startedNs() {
        return startedNs;
    }

    /** Nanoseconds spent waiting for the connection, part of the service time; 0 on a reused connection. */
    public final long connectNs() {
        return connectNs;
    }

    public final long sentNs() {
        return sentNs;
    }

    public final long firstByteNs() {
        return firstByteNs;
    }

    public final long doneNs() {
        return doneNs;
    }

    /** Done minus started. */
    public final long serviceNs() {
        return doneNs - startedNs;
    }

    /** Done minus intended: what a user of the target would have waited. */
    public final long responseNs() {
        return doneNs - intendedNs;
    }

    public final long bytesIn() {
        return bytesIn;
    }

    public final long bytesOut() {
        return bytesOut;
    }

    public final long bodyBytes() {
        return bodyBytes;
    }

    public final int code() {
        return code;
    }

    public final Outcome outcome() {
        return outcome;
    }

    /** Null unless the outcome is {@link Outcome#FAILED}. */
    public final ErrorKind errorKind() {
        return errorKind;
    }

    /** Null unless the outcome is {@link Outcome#FAILED}. */
    public final String errorDetail() {
        return errorDetail;
    }

    public final long count(int index) {
        return counts[index];
    }
}
