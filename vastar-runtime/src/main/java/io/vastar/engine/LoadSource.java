// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/** Decides when an agent's virtual users begin iterations. Owned by the agent thread; allocates nothing while it runs. */
interface LoadSource {
    /** The clock starts. */
    void begin(long startNs);

    /** Begins the iterations that are due, through {@link Iterations#begin}; returns how many. */
    int beginDue(long nowNs);

    /** An iteration is over; the user is free for the next. */
    void ended(Slot slot, long nowNs);

    /** When {@link #beginDue} will have something to do, at the latest; {@code otherwiseNs} when it depends on others. */
    long nextDueNs(long otherwiseNs);

    /** Iterations that were due in time and have not begun; 0 in a closed model. */
    default long backlog() {
        return 0;
    }

    /**
     * No further iteration will begin.
     *
     * @param nowNs where the schedule ends
     * @param unsent iterations that had begun, and of which nothing has been sent
     */
    default void stop(long nowNs, int unsent) {}
}
