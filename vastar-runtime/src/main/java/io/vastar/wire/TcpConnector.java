// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Plain connections over TCP, or over a Unix domain socket where the address is one. */
public final class TcpConnector implements Connector {
    private final List<InetAddress> sources;
    private final AtomicInteger turn;

    public TcpConnector() {
        this(List.of(), new AtomicInteger());
    }

    private TcpConnector(List<InetAddress> sources, AtomicInteger turn) {
        this.sources = sources;
        this.turn = turn;
    }

    /** Connections come from these addresses of this machine, in turn over all lanes; an empty list leaves it to the system. */
    public static Factory from(List<InetAddress> sources) {
        List<InetAddress> copy = List.copyOf(sources);
        AtomicInteger turn = new AtomicInteger();
        return () -> new TcpConnector(copy, turn);
    }

    @Override
    public Wire connect(Poller poller, SocketAddress address, ReadyHandler handler) throws IOException {
        return TcpWire.connect(poller, sources.isEmpty() ? null : source(address), address, handler);
    }

    /** The next one of the address's family; the first one when there is none, so that the system says what is wrong. */
    private InetAddress source(SocketAddress address) {
        InetAddress target = address instanceof InetSocketAddress inet ? inet.getAddress() : null;
        for (int i = 0; i < sources.size(); i++) {
            InetAddress source = sources.get(Math.floorMod(turn.getAndIncrement(), sources.size()));
            if (target != null && source.getClass() == target.getClass()) {
                return source;
            }
        }
        return sources.get(0);
    }
}
