// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;

/**
 * The exchanges of one pipelined connection in their order, the one that is answered next first, and where their requests end
 * in the stream of bytes. Those that have been sent come before those that have not.
 */
final class InFlight {
    private final Exchange[] exchanges;
    private final long[] endsAt;
    private final boolean[] firstLost;
    private final int[] refusals;
    private int first;
    private int size;
    private int sent;

    /** Where the last answered request ended. */
    private long endOfAnswered;

    InFlight(int most) {
        exchanges = new Exchange[most];
        endsAt = new long[most];
        firstLost = new boolean[most];
        refusals = new int[most];
    }

    int size() {
        return size;
    }

    Exchange get(int i) {
        return exchanges[at(i)];
    }

    void add(Exchange exchange) {
        int at = at(size++);
        exchanges[at] = exchange;
        firstLost[at] = false;
        refusals[at] = 0;
    }

    /** The request's bytes end there in the stream of this connection. */
    void endsAt(int i, long offset) {
        endsAt[at(i)] = offset;
    }

    /** Marks and stamps those whose last byte has been written. */
    void written(long offset, long nowNs) {
        for (; sent < size && endOf(sent) <= offset; sent++) {
            get(sent).sent(nowNs, endOf(sent) - (sent == 0 ? endOfAnswered : endOf(sent - 1)));
        }
    }

    private long endOf(int i) {
        return endsAt[at(i)];
    }

    boolean isFirstSent() {
        return sent > 0;
    }

    /** Nothing of a new stream has been sent. */
    void streamBegins() {
        sent = 0;
        endOfAnswered = 0;
    }

    /** How many of them have left, at least in part, when so much of the stream has been written. */
    int begunBy(long written) {
        int count = 0;
        for (long start = endOfAnswered; count < size && start < written; count++) {
            start = endOf(count);
        }
        return count;
    }

    /** Whether its answer was the next one on a connection that ended without announcing it. */
    boolean wasFirstLost(int i) {
        return firstLost[at(i)];
    }

    void firstLost(int i) {
        firstLost[at(i)] = true;
    }

    /** It has met a connection that ended: how many of those in a row had answered nothing at all. */
    int refused(int i, boolean nothingAnswered) {
        int at = at(i);
        refusals[at] = nothingAnswered ? refusals[at] + 1 : 0;
        return refusals[at];
    }

    Exchange removeFirst() {
        Exchange exchange = exchanges[first];
        endOfAnswered = endsAt[first];
        sent = Math.max(0, sent - 1);
        exchanges[first] = null;
        first = first + 1 == exchanges.length ? 0 : first + 1;
        size--;
        return exchange;
    }

    /** Closes the gap; only while there is no stream, or when it is going to be closed. */
    void remove(int i) {
        for (int j = i; j < size - 1; j++) {
            int to = at(j);
            int from = at(j + 1);
            exchanges[to] = exchanges[from];
            endsAt[to] = endsAt[from];
            firstLost[to] = firstLost[from];
            refusals[to] = refusals[from];
        }
        exchanges[at(--size)] = null;
    }

    /** Its place; -1 when it is not there. */
    int indexOf(Exchange exchange) {
        for (int i = 0; i < size; i++) {
            if (get(i) == exchange) {
                return i;
            }
        }
        return -1;
    }

    private int at(int i) {
        int at = first + i;
        return at < exchanges.length ? at : at - exchanges.length;
    }
}
