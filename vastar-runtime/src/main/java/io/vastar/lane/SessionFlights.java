// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;

/**
 * The exchanges in flight on one session: by id, and in the order in which they were sent. Those whose last byte the wire has
 * taken come before those of which it has not.
 */
final class SessionFlights {
    private static final int NONE = -1;

    private final Exchange[] exchanges;
    private final int[] next;
    private final int[] previous;
    private final long[] beginsAt;
    private final long[] endsAt;
    private final boolean[] repeated;
    private final int[] free;
    private int freeCount;
    private int first = NONE;
    private int last = NONE;
    private int firstUnsent = NONE;

    SessionFlights(int most) {
        exchanges = new Exchange[most];
        next = new int[most];
        previous = new int[most];
        beginsAt = new long[most];
        endsAt = new long[most];
        repeated = new boolean[most];
        free = new int[most];
        for (int i = most - 1; i >= 0; i--) {
            free[freeCount++] = i;
        }
    }

    int size() {
        return exchanges.length - freeCount;
    }

    /** Its id. */
    int add(Exchange exchange) {
        int id = free[--freeCount];
        exchanges[id] = exchange;
        repeated[id] = false;
        previous[id] = last;
        next[id] = NONE;
        if (last == NONE) {
            first = id;
        } else {
            next[last] = id;
        }
        last = id;
        if (firstUnsent == NONE) {
            firstUnsent = id;
        }
        return id;
    }

    Exchange get(int id) {
        return id >= 0 && id < exchanges.length ? exchanges[id] : null;
    }

    Exchange first() {
        return first == NONE ? null : exchanges[first];
    }

    /** -1 when there is none. */
    int firstId() {
        return first;
    }

    /** The id behind this one; -1 at the end. */
    int after(int id) {
        return next[id];
    }

    /** The id of an exchange; -1 when it is not here. */
    int idOf(Exchange exchange) {
        for (int id = first; id != NONE; id = next[id]) {
            if (exchanges[id] == exchange) {
                return id;
            }
        }
        return NONE;
    }

    /** Its request's bytes stand there in the stream of this wire. */
    void encoded(int id, long from, long to) {
        beginsAt[id] = from;
        endsAt[id] = to;
    }

    /** Stamps those whose last byte has been taken. */
    void taken(long offset, long nowNs) {
        for (; firstUnsent != NONE && endsAt[firstUnsent] <= offset; firstUnsent = next[firstUnsent]) {
            exchanges[firstUnsent].sent(nowNs, endsAt[firstUnsent] - beginsAt[firstUnsent]);
        }
    }

    /** Whether the wire has taken a byte of it. */
    boolean isBegun(int id, long taken) {
        return beginsAt[id] < taken;
    }

    /** All are to be sent, on a new wire. */
    void startAgain() {
        firstUnsent = first;
        for (int id = first; id != NONE; id = next[id]) {
            beginsAt[id] = Long.MAX_VALUE;
            endsAt[id] = Long.MAX_VALUE;
        }
    }

    /** Another one has its id and its place from now on. */
    void replace(int id, Exchange exchange) {
        exchanges[id] = exchange;
    }

    boolean wasRepeated(int id) {
        return repeated[id];
    }

    void repeat(int id) {
        repeated[id] = true;
    }

    Exchange remove(int id) {
        Exchange exchange = exchanges[id];
        exchanges[id] = null;
        if (firstUnsent == id) {
            firstUnsent = next[id];
        }
        if (previous[id] == NONE) {
            first = next[id];
        } else {
            next[previous[id]] = next[id];
        }
        if (next[id] == NONE) {
            last = previous[id];
        } else {
            previous[next[id]] = previous[id];
        }
        free[freeCount++] = id;
        return exchange;
    }
}
