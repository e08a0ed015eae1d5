// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;

/** A request of a user with a thread of its own. Touched by the thread before it is handed over, then by the agent. */
final class UserCall extends Exchange {
    final ThreadedUser user;

    /** Row of the report. */
    String row;

    boolean inFlight;

    /** On which it was sent last; the lane's number of it. */
    int connection;

    /** It is part of the figures. */
    boolean counts;

    /** Its timeouts are looked after. */
    boolean known;

    UserCall(ThreadedUser user, Interaction carried, int countNames) {
        super(countNames);
        this.user = user;
        interaction = carried;
    }

    /** Looks for a text in the body. */
    void watchFor(TextWatch next) {
        watch = next;
    }

    /** @param dueNs when the schedule wanted it to start */
    void intend(long dueNs) {
        intendedNs = dueNs;
    }
}
