// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * Client capacity owned by one agent: a set of connections, or a set of workers. Every call comes from that agent's
 * thread.
 *
 * <p>Contract, held by {@code LaneContract} in the tests: an {@link #offer} that answers false has no side effect;
 * every accepted exchange is completed exactly once, inside {@link #poll}, also when it was cancelled; the lane never
 * touches {@link Exchange#intendedNs()}.
 */
public interface Lane extends AutoCloseable {
    /**
     * Begins to open the lane's connections, paced by the lane. Does not block: {@link #poll} makes the progress, and
     * {@link #readiness()} tells how far it is.
     */
    void open();

    /** Whether the connections asked for by {@link #open} are there. Does not block or allocate. */
    Readiness readiness();

    /**
     * Tries to start one operation. Does not block; allocates nothing in steady state.
     *
     * @return false when the lane has no capacity: nothing happened
     */
    boolean offer(Exchange exchange);

    /**
     * Makes progress and delivers completions.
     *
     * @param handler receives each exchange that ended
     * @param maxWaitNs how long the call may wait when there is nothing to do; 0 never waits
     * @return how much was done; 0 means nothing
     */
    int poll(CompletionHandler handler, long maxWaitNs);

    /**
     * Ends the sleep of a {@link #poll} that is under way, or else of the next one, as arriving bytes would. From any thread, also after
     * {@link #close()}. Does nothing where sleeps are short.
     */
    default void wakeUp() {}

    /**
     * When the sleep of the last {@link #poll} that was allowed to sleep ended, by the lane's clock. The time since then
     * was work; the engine reports how busy its threads are.
     */
    long awakeSinceNs();

    /**
     * Gives up on an exchange: its connection is closed, a late answer is ignored, and the next {@link #poll}
     * delivers it as failed with this reason, or as aborted when the reason is null. One that has ended, but was not delivered
     * yet, is delivered as it ended.
     */
    void cancel(Exchange exchange, ErrorKind reason);

    /** Live counters of the lane's connections; read by the owner, or by others after {@link #close()}. */
    ConnectionStats connections();

    /** Closes every connection. Exchanges still in flight are not delivered. */
    @Override
    void close();

    /** How far the opening of a lane is. */
    enum Readiness {
        /** Connections are still being opened. */
        OPENING,
        /** At least one connection is open, and every one has been tried. */
        READY,
        /** Every connection was tried and none could be opened. */
        UNREACHABLE
    }
}
