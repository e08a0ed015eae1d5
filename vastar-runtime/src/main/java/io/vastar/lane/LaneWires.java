// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ConnectionStats;
import io.vastar.spi.LaneContext;
import io.vastar.wire.Addresses;
import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the connections of one lane share: poller, connector, the target's addresses, one read buffer, counters. Owned by
 * the agent thread.
 */
public final class LaneWires implements AutoCloseable {
    private static final int READ_BUFFER_BYTES = 256 * 1024;

    private final Addresses addresses;
    private final Connector connector;
    private final long connectTimeoutNs;
    private final NanoClock clock;
    private final boolean ownsPoller;
    private final Poller poller;
    private final ByteBuffer readBuffer;
    private final UnsafeBuffer readView;
    private final ConnectionStats stats;
    private int preferredAddress;

    /** @param addresses of the target, tried in order; not empty */
    public LaneWires(LaneContext context, List<? extends SocketAddress> addresses, Connector connector) {
        this(context, Addresses.fixed(addresses), connector);
    }

    /** @param addresses of the target */
    public LaneWires(LaneContext context, Addresses addresses, Connector connector) {
        this.addresses = addresses;
        addresses.acquire();
        connectTimeoutNs = context.connectTimeoutNs();
        clock = context.clock();
        this.connector = tapped(connector, context);
        ownsPoller = true;
        poller = Poller.open();
        readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
        readView = new UnsafeBuffer(readBuffer);
        stats = new ConnectionStats();
    }

    /**
     * To another target over the same poller, read buffer and counters: the first's {@link #poll} serves the wires of both.
     *
     * @param addresses of the other target
     */
    public LaneWires(LaneWires first, LaneContext context, Addresses addresses, Connector connector) {
        this.addresses = addresses;
        addresses.acquire();
        connectTimeoutNs = context.connectTimeoutNs();
        clock = context.clock();
        this.connector = tapped(connector, context);
        ownsPoller = false;
        poller = first.poller;
        readBuffer = first.readBuffer;
        readView = first.readView;
        stats = first.stats;
    }

    private static Connector tapped(Connector connector, LaneContext context) {
        return context.tap() == null ? connector : new TappedConnector(connector, context.tap(), context.clock());
    }

    /** Calls the handlers of all ready wires; waits at most so long when none is. */
    public int poll(long maxWaitNs) {
        int work = connector.poll();
        return ownsPoller ? work + poller.poll(work > 0 ? 0 : maxWaitNs) : work;
    }

    public long awakeSinceNs() {
        return poller.awakeSinceNs();
    }

    Poller poller() {
        return poller;
    }

    Connector connector() {
        return connector;
    }

    Addresses addresses() {
        return addresses;
    }

    public long connectTimeoutNs() {
        return connectTimeoutNs;
    }

    public NanoClock clock() {
        return clock;
    }

    public ConnectionStats stats() {
        return stats;
    }

    /** For one read; nobody keeps bytes in it. */
    public ByteBuffer readBuffer() {
        return readBuffer;
    }

    /** The bytes of {@link #readBuffer()}. */
    public UnsafeBuffer readView() {
        return readView;
    }

    /** The address that connections try first: the one that accepted last, or follows the one that failed last. */
    int preferredAddress() {
        return preferredAddress;
    }

    void preferAddress(int index) {
        preferredAddress = index;
    }

    /** All wires have been closed. */
    @Override
    public void close() {
        addresses.release();
        connector.close();
        if (ownsPoller) {
            poller.close();
        }
    }
}
