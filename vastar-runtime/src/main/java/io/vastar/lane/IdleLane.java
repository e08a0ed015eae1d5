// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;

/** A lane without capacity, beneath scenarios that bring their own clients. */
final class IdleLane implements Lane {
    private final ConnectionStats stats = new ConnectionStats();

    @Override
    public void open() {}

    @Override
    public Readiness readiness() {
        return Readiness.READY;
    }

    @Override
    public boolean offer(Exchange exchange) {
        return false;
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        return 0;
    }

    @Override
    public long awakeSinceNs() {
        return 0;
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        throw new IllegalStateException("this lane carries nothing");
    }

    @Override
    public ConnectionStats connections() {
        return stats;
    }

    @Override
    public void close() {}
}
