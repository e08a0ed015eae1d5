// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;

/** The exchanges of one pipelined connection in their order, the one that is answered next first. */
final class InFlight {
    private final Exchange[] exchanges;
    private final long[] endsAt;
    private final boolean[] resent;
    private int first;
    private int size;

    InFlight(int most) {
        exchanges = new Exchange[most];
        endsAt = new long[most];
        resent = new boolean[most];
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
        resent[at] = false;
    }

    /** The request's bytes end there in the stream of this connection. */
    void endsAt(int i, long offset) {
        endsAt[at(i)] = offset;
    }

    long endOf(int i) {
        return endsAt[at(i)];
    }

    boolean wasResent(int i) {
        return resent[at(i)];
    }

    void resend(int i) {
        resent[at(i)] = true;
    }

    Exchange removeFirst() {
        Exchange exchange = exchanges[first];
        exchanges[first] = null;
        first = first + 1 == exchanges.length ? 0 : first + 1;
        size--;
        return exchange;
    }

    /** Closes the gap. */
    void remove(int i) {
        for (int j = i; j < size - 1; j++) {
            int to = at(j);
            int from = at(j + 1);
            exchanges[to] = exchanges[from];
            endsAt[to] = endsAt[from];
            resent[to] = resent[from];
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
