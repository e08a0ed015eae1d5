// SPDX-License-Identifier: Apache-2.0
package io.vastar.tunnel;

import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.Header;
import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.TunnelAddress;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Opens ways through a proxy: connects to it, and has it connect to the {@link TunnelAddress#destination()}. */
public final class TunnelConnector implements Connector {
    private final Connector beneath;
    private final ProxyUrl proxy;
    private final List<Header> headers;
    private final List<TunnelWire> early = new ArrayList<>();

    private TunnelConnector(Connector beneath, ProxyUrl proxy, List<Header> headers) {
        this.beneath = beneath;
        this.proxy = proxy;
        this.headers = headers;
    }

    /** @param headers for an HTTP proxy */
    public static Factory through(ProxyUrl proxy, List<Header> headers, Factory beneath) {
        List<Header> copy = List.copyOf(headers);
        return () -> new TunnelConnector(beneath.create(), proxy, copy);
    }

    @Override
    public Wire connect(Poller poller, SocketAddress address, ReadyHandler handler) throws IOException {
        TunnelAddress way = (TunnelAddress) address;
        TunnelWire wire = new TunnelWire(Handshake.with(proxy, headers, way.destination()), handler, early);
        wire.connect(beneath, poller, way.proxy());
        return wire;
    }

    /** Bytes that came together with the end of the handshake: no socket announces them again. */
    @Override
    public int poll() {
        int work = beneath.poll();
        for (int i = early.size(); i > 0; i--) {
            early.remove(0).announceEarly();
            work++;
        }
        return work;
    }

    @Override
    public void close() {
        beneath.close();
    }
}
