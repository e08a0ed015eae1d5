// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;

/**
 * Opens the wires of one connection, one after the other: tries the target's addresses in turn, and after an attempt at
 * which all of them failed leaves the target alone for a while that doubles with each failure.
 */
public final class Dial {
    private static final long FIRST_BACK_OFF_NS = 1_000_000;
    private static final long LONGEST_BACK_OFF_NS = 500_000_000;

    private final LaneWires wires;

    private ReadyHandler handler;
    private State state = State.IDLE;
    private Wire wire;
    private List<? extends SocketAddress> addresses = List.of();
    private boolean inTurn;
    private int addressIndex;
    private int addressesTried;
    private long begunNs;
    private long attemptNs;
    private long backOffNs;
    private long uselessBackOffNs;
    private long mayBeginAtNs;
    private boolean firstEnded;
    private ErrorKind failure;
    private String failureDetail;

    /** How an attempt stands. */
    public enum State {
        /** None is under way. */
        IDLE,
        /** {@link #onConnectable()} or {@link #checkTimeout} will make progress. */
        DIALLING,
        /** {@link #wire()} is open. */
        OPEN,
        /** No address took the connection; {@link #failure()} says why. */
        FAILED
    }

    public Dial(LaneWires wires) {
        this.wires = wires;
    }

    /** Whether the target is not being left alone. */
    public boolean mayBegin(long nowNs) {
        return mayBeginAtNs - nowNs <= 0;
    }

    /** @param wireHandler of the wire; hands {@link ReadyHandler#onConnectable()} on to this dial */
    public State begin(long nowNs, ReadyHandler wireHandler) {
        handler = wireHandler;
        addresses = wires.addresses().current();
        int turn = wires.addresses().turn();
        inTurn = turn >= 0;
        addressIndex = (inTurn ? turn : wires.preferredAddress()) % addresses.size();
        addressesTried = 0;
        begunNs = nowNs;
        wires.dialBegun();
        state = State.DIALLING;
        return tryAddress(nowNs);
    }

    private State tryAddress(long nowNs) {
        attemptNs = nowNs;
        try {
            wire = wires.connector().connect(wires.poller(), addresses.get(addressIndex), handler);
        } catch (IOException e) {
            return addressFailed(Failures.ofConnect(e), Failures.words(e));
        }
        return wire.isConnected() ? opened() : state;
    }

    /** The wire of the current attempt was announced as connectable. */
    public State onConnectable() {
        try {
            if (state != State.DIALLING || !wire.finishConnect()) {
                return state;
            }
        } catch (IOException e) {
            return addressFailed(Failures.ofConnect(e), Failures.words(e));
        }
        return opened();
    }

    /** Gives up on an address that did not accept within the connect timeout. */
    public State checkTimeout(long nowNs) {
        long timeoutNs = wires.connectTimeoutNs();
        if (state != State.DIALLING || timeoutNs <= 0 || nowNs - attemptNs - timeoutNs <= 0) {
            return state;
        }
        String within = "not open within " + timeoutNs / 1_000_000 + " ms";
        String awaited = wire.awaits();
        return addressFailed(
                ErrorKind.CONNECT_TIMEOUT,
                awaited == null ? within : within + " (TCP was; " + awaited + " had not ended)");
    }

    private State addressFailed(ErrorKind kind, String words) {
        SocketAddress failedAddress = addresses.get(addressIndex);
        closeWire();
        addressIndex = (addressIndex + 1) % addresses.size();
        if (++addressesTried < addresses.size()) {
            prefer();
            return tryAddress(wires.clock().nanoTime());
        }
        failure = kind;
        failureDetail = kind == ErrorKind.TLS
                ? Failures.words(failedAddress) + ": " + words
                : words + ": " + Failures.words(failedAddress);
        wires.stats().failed(kind, failureDetail);
        backOffNs = longer(backOffNs);
        mayBeginAtNs = wires.clock().nanoTime() + backOffNs;
        return end(State.FAILED);
    }

    private State opened() {
        backOffNs = 0;
        prefer();
        long tookNs = wires.clock().nanoTime() - attemptNs;
        long handshakeNs = wire.handshakeNs();
        wires.stats().opened(tookNs - handshakeNs);
        if (handshakeNs > 0) {
            wires.stats().secured(handshakeNs, wire.isResumed(), wire.security());
        }
        return end(State.OPEN);
    }

    private static long longer(long lastNs) {
        return lastNs == 0 ? FIRST_BACK_OFF_NS : Math.min(lastNs * 2, LONGEST_BACK_OFF_NS);
    }

    /** The wire opened and ended before it carried anything: the target is left alone as after a failed attempt. */
    public void wasUseless() {
        uselessBackOffNs = longer(uselessBackOffNs);
        mayBeginAtNs = wires.clock().nanoTime() + uselessBackOffNs;
    }

    /** The wire carries exchanges. */
    public void wasUseful() {
        uselessBackOffNs = 0;
    }

    private void prefer() {
        if (!inTurn) {
            wires.preferAddress(addressIndex);
        }
    }

    private State end(State as) {
        state = as;
        wires.dialEnded(!firstEnded);
        firstEnded = true;
        return as;
    }

    /** Ends an attempt that is under way. */
    public void cancel() {
        if (state == State.DIALLING) {
            closeWire();
            wires.dialEnded(false);
        }
        state = State.IDLE;
    }

    private void closeWire() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    /** Hands the open wire over; the caller closes it. */
    public Wire take() {
        Wire taken = wire;
        wire = null;
        state = State.IDLE;
        return taken;
    }

    /** When the attempt began, over all addresses. */
    public long begunNs() {
        return begunNs;
    }

    /** Null unless the last attempt failed. */
    public ErrorKind failure() {
        return failure;
    }

    /** In words, with the address that failed last. */
    public String failureDetail() {
        return failureDetail;
    }
}
