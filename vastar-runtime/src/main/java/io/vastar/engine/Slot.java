// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;

/** The engine's exchange: one per virtual user, the only place where an intended start can be written. */
final class Slot extends Exchange {
    /** Number of the virtual user, unique in the run. */
    final int number;

    /** Carried by the lane. */
    boolean inFlight;

    /** Ready to be sent, but the lane had no capacity yet. */
    boolean waiting;

    /** On which it was sent last; the lane's number of it. */
    int connection;

    /** Nothing of its iteration has been sent yet. */
    boolean first;

    /** Its iteration belongs to the warm-up. */
    boolean discarded;

    /** When its current or last iteration was to begin. */
    long iterationIntendedNs;

    /** When the first request of that iteration started; when the iteration was to begin, while there is none. */
    long iterationStartedNs;

    /** When its pause ends, while it pauses. */
    long dueNs;

    /** What the user does; null when it repeats the one request. */
    UserState state;

    /** What was used before by users of each scenario; null until one was there. */
    UserState[] states;

    /** The user whose code may block; null when it is another kind of user. */
    ThreadedUser threaded;

    /** Its user has run out of data, and will begin no further iteration. */
    boolean leaves;

    Slot(int countNames, int number) {
        super(countNames);
        this.number = number;
    }

    void intend(long nowNs) {
        intendedNs = nowNs;
    }

    void vary(int next) {
        variant = next;
    }

    void carry(Interaction next) {
        interaction = next;
    }

    void watchFor(TextWatch next) {
        watch = next;
    }
}
