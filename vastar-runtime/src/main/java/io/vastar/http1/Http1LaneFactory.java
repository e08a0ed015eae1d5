// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.lane.LaneWires;
import io.vastar.lane.WireLane;
import io.vastar.spi.Checks;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.RequestSpec;
import io.vastar.wire.Connector;
import java.net.SocketAddress;
import java.util.List;

/** Opens lanes of HTTP/1.1 connections, which send one {@link RequestTemplate} or what virtual users compose. */
public final class Http1LaneFactory implements LaneFactory {
    private final RequestTemplate template;
    private final HttpInteractions interactions;
    private final List<? extends SocketAddress> addresses;
    private final Connector.Factory connectors;

    /**
     * @param addresses of the target, tried in order; not empty
     * @throws io.vastar.spi.ConfigurationException when the request cannot be sent: what, where, what to do
     */
    public Http1LaneFactory(
            RequestSpec request, List<? extends SocketAddress> addresses, Connector.Factory connectors) {
        template = RequestTemplate.of(request);
        interactions = new HttpInteractions(request);
        this.addresses = List.copyOf(addresses);
        this.connectors = connectors;
    }

    @Override
    public Lane create(LaneContext context) {
        return create(context, new LaneWires(context, addresses, connectors.create()));
    }

    /** @param wires of this lane alone, which closes them */
    public Lane create(LaneContext context, LaneWires wires) {
        if (context.varied()) {
            HttpInteractions.prepare();
        }
        HeadCaches caches = new HeadCaches(context.varied() ? HeadCaches.SEVERAL : HeadCaches.ONE);
        RequestBuffers buffers = new RequestBuffers();
        return new WireLane(context, wires, () -> new Http1Codec(template, caches, buffers), template.keepAlive());
    }

    @Override
    public Interaction newInteraction(boolean keepsCookies, Checks checks) {
        return interactions.newInteraction(keepsCookies, checks);
    }

    @Override
    public Interaction newRepeatedInteraction() {
        return interactions.newRepeatedInteraction();
    }

    @Override
    public Http newClient(Interaction interaction, Dispatcher dispatcher) {
        return interactions.newClient(interaction, dispatcher);
    }

    @Override
    public long requestBytes() {
        return template.length();
    }
}
