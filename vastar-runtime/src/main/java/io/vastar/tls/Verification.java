// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

/** What came of looking at the certificate of one connection's target. Written by the thread that takes the handshake's step. */
final class Verification {
    private static final ThreadLocal<Verification> CURRENT = new ThreadLocal<>();

    private boolean happened;
    private String complaint;

    /** This thread takes steps of the handshake now. */
    static void begin(Verification verification) {
        CURRENT.set(verification);
    }

    static void end() {
        CURRENT.remove();
    }

    /** Null outside of a handshake's step. */
    static Verification current() {
        return CURRENT.get();
    }

    void passed() {
        happened = true;
    }

    /** @param words what is wrong with the certificate, and what to do */
    void refused(String words) {
        happened = true;
        complaint = words;
    }

    boolean happened() {
        return happened;
    }

    /** Null when nothing was wrong. */
    String complaint() {
        return complaint;
    }
}
