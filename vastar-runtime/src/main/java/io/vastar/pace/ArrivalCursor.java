// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

/** Walks along the arrivals of one agent. Owned by one thread; allocates nothing. */
public interface ArrivalCursor {
    /** Intended start of the current arrival, nanoseconds after the start of the run; {@link Long#MAX_VALUE} after the last. */
    long nextNs();

    /** Moves on to the next arrival. */
    void advance();
}
