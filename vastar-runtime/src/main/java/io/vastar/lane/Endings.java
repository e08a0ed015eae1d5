// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.util.ArrayDeque;

/** Hands over the exchanges of one lane that have ended, which it owes inside of a poll only. Owned by the agent thread. */
public final class Endings {
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private CompletionHandler handler;

    /** A poll begins: delivers what has ended since the last one; returns how much that was. */
    public int begin(CompletionHandler pollHandler) {
        handler = pollHandler;
        int count = waiting.size();
        for (int i = 0; i < count; i++) {
            now(waiting.poll());
        }
        return count;
    }

    /** Delivers at once; only inside a poll. */
    public void now(Exchange exchange) {
        exchange.laneIndex = -1;
        handler.onCompletion(exchange);
    }

    /** For an exchange that ended outside a poll, or on the way of an offer: the next poll delivers it. */
    public void later(Exchange exchange) {
        waiting.add(exchange);
    }

    /**
     * Ends an exchange that is given up, see {@link io.vastar.spi.Lane#cancel}.
     *
     * @param reason null when the run ended first
     * @param progress how far it was, in words
     */
    public static void giveUp(Exchange exchange, ErrorKind reason, long nowNs, String progress) {
        if (reason == null) {
            exchange.abort(nowNs);
        } else {
            exchange.fail(nowNs, reason, reason.meaning() + "; " + progress);
        }
    }
}
