// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;

/**
 * Opens the wires of one of the {@link Openings}' places, one after the other: tries the target's addresses in turn, and
 * leaves the target alone for a while after an attempt at which all of them failed, or whose wire was of no use. That while
 * doubles with each failure.
 */
public final class Dial {
    private static final long FIRST_BACK_OFF_NS = 1_000_000;
    private static final long LONGEST_BACK_OFF_NS = 500_000_000;

    private final LaneWires wires;
    private final Openings openings;

    private Caller caller;
    private State state = State.IDLE;
    private Wire wire;
    private List<? extends SocketAddress> addresses = List.of();
    private boolean inTurn;
    private int addressIndex;
    private int addressesTried;
    private long begunNs;
    private long attemptNs;
    private long backOffNs;
    private long mayBeginAtNs;
    private boolean tried;

    /** Whom a wire is opened for. Hands {@link ReadyHandler#onConnectable()} on to {@link Dial#onConnectable()}. */
    public interface Caller extends ReadyHandler {
        /**
         * The wire is open, and the caller's from now on: it calls {@link Dial#useful()} when exchanges can go over it, else
         * {@link Dial#useless()}.
         */
        void connected(Wire open);

        /** No address took the connection; the words have the one that failed last. */
        void notConnected(ErrorKind kind, String words);

        /** The wire is open and has been of no use for longer than the connect timeout. */
        default void tookTooLong(long timeoutNs) {}
    }

    private enum State {
        /** No attempt is under way. */
        IDLE,
        DIALLING,
        /** The wire is open; whether it is of use is not known yet. */
        SETTLING
    }

    Dial(LaneWires wires, Openings openings) {
        this.wires = wires;
        this.openings = openings;
    }

    /** Whether the target is not being left alone. */
    boolean mayBegin(long nowNs) {
        return mayBeginAtNs - nowNs <= 0;
    }

    /** Begins an attempt, which may have ended when this returns. */
    public void begin(long nowNs, Caller newCaller) {
        caller = newCaller;
        addresses = wires.addresses().current();
        int turn = wires.addresses().turn();
        inTurn = turn >= 0;
        addressIndex = (inTurn ? turn : wires.preferredAddress()) % addresses.size();
        addressesTried = 0;
        begunNs = nowNs;
        openings.dialBegun();
        state = State.DIALLING;
        tryAddress(nowNs);
    }

    private void tryAddress(long nowNs) {
        attemptNs = nowNs;
        try {
            wire = wires.connector().connect(wires.poller(), addresses.get(addressIndex), caller);
        } catch (IOException e) {
            addressFailed(Failures.ofConnect(e), Failures.words(e));
            return;
        }
        if (wire.isConnected()) {
            opened();
        }
    }

    /** The wire of the current attempt was announced as connectable. */
    public void onConnectable() {
        if (state != State.DIALLING) {
            return;
        }
        try {
            if (!wire.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            addressFailed(Failures.ofConnect(e), Failures.words(e));
            return;
        }
        opened();
    }

    /** Gives up on what takes longer than the connect timeout. */
    void checkTimeout(long nowNs) {
        long timeoutNs = wires.connectTimeoutNs();
        if (state == State.IDLE || timeoutNs <= 0 || nowNs - attemptNs - timeoutNs <= 0) {
            return;
        }
        if (state == State.SETTLING) {
            caller.tookTooLong(timeoutNs);
            return;
        }
        String within = "not open within " + timeoutNs / 1_000_000 + " ms";
        String awaited = wire.awaits();
        addressFailed(
                ErrorKind.CONNECT_TIMEOUT,
                awaited == null ? within : within + " (TCP was; " + awaited + " had not ended)");
    }

    private void addressFailed(ErrorKind kind, String words) {
        SocketAddress failedAddress = addresses.get(addressIndex);
        closeWire();
        addressIndex = (addressIndex + 1) % addresses.size();
        if (++addressesTried < addresses.size()) {
            prefer();
            tryAddress(wires.clock().nanoTime());
            return;
        }
        String detail = kind == ErrorKind.TLS
                ? Failures.words(failedAddress) + ": " + words
                : words + ": " + Failures.words(failedAddress);
        wires.stats().failed(kind, detail);
        leaveAlone();
        state = State.IDLE;
        openings.dialEnded();
        tried();
        caller.notConnected(kind, detail);
    }

    private void opened() {
        prefer();
        long nowNs = wires.clock().nanoTime();
        long handshakeNs = wire.handshakeNs();
        wires.stats().opened(nowNs - attemptNs - handshakeNs);
        if (handshakeNs > 0) {
            wires.stats().secured(handshakeNs, wire.isResumed(), wire.security());
        }
        Wire open = wire;
        wire = null;
        attemptNs = nowNs;
        state = State.SETTLING;
        openings.dialEnded();
        openings.settlingBegun();
        caller.connected(open);
    }

    private void prefer() {
        if (!inTurn) {
            wires.preferAddress(addressIndex);
        }
    }

    private void leaveAlone() {
        backOffNs = backOffNs == 0 ? FIRST_BACK_OFF_NS : Math.min(backOffNs * 2, LONGEST_BACK_OFF_NS);
        mayBeginAtNs = wires.clock().nanoTime() + backOffNs;
    }

    private void tried() {
        if (!tried) {
            tried = true;
            openings.tried();
        }
    }

    /** The open wire carries exchanges. */
    public void useful() {
        served();
        ready();
    }

    /**
     * The open wire can carry exchanges. Whether the target answers any is not known yet: {@link #served} or {@link
     * #servedNothing} tells.
     */
    public void ready() {
        openings.useful();
        settled();
    }

    /** An exchange was answered over a wire of this place. */
    public void served() {
        backOffNs = 0;
    }

    /** The target ended a wire of this place and had not answered anything: it is left alone as after a failed attempt. */
    public void servedNothing() {
        leaveAlone();
    }

    /** The open wire ended before it could carry anything: the target is left alone as after a failed attempt. */
    public void useless() {
        leaveAlone();
        settled();
    }

    private void settled() {
        state = State.IDLE;
        openings.settlingEnded();
        tried();
    }

    /** Ends an attempt that is under way; an open wire stays with the caller. */
    public void cancel() {
        if (state == State.DIALLING) {
            closeWire();
            openings.dialEnded();
        } else if (state == State.SETTLING) {
            openings.settlingEnded();
        }
        state = State.IDLE;
    }

    private void closeWire() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    /** When the attempt began, over all addresses. */
    public long begunNs() {
        return begunNs;
    }
}
