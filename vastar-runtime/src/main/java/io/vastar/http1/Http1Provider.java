// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import com.google.auto.service.AutoService;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TargetUnreachableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** HTTP/1.1 over TCP, for {@code http} URLs. Stateless; any thread. */
@AutoService(ProtocolProvider.class)
public final class Http1Provider implements ProtocolProvider {
    @Override
    public String id() {
        return "http1";
    }

    @Override
    public List<String> schemes() {
        return List.of("http");
    }

    /** The events of a {@code text/event-stream} body. */
    @Override
    public List<String> countNames() {
        return List.of("events");
    }

    @Override
    public LaneFactory prepare(RequestSpec request) {
        RequestTemplate template = RequestTemplate.of(request);
        return new Http1LaneFactory(template, new RequestDefaults(request), addresses(template.url()));
    }

    @Override
    public LoopbackPeer startLoopbackPeer() {
        return LoopbackServer.start();
    }

    /** Every address of the host, in the order of the system's resolver. */
    private static List<InetSocketAddress> addresses(HttpUrl url) {
        try {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(url.host())) {
                addresses.add(new InetSocketAddress(address, url.port()));
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException("host '" + url.host() + "' is unknown (" + e.getMessage()
                    + "); check its spelling, /etc/hosts and the name server");
        }
    }
}
