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
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.wire.Connector;
import java.net.SocketAddress;
import java.util.List;

/** Opens lanes of HTTP/1.1 connections, which send one {@link RequestTemplate} or what virtual users compose. */
public final class Http1LaneFactory implements LaneFactory {
    private final RequestTemplate template;
    private final RequestContent content;

    /** Null when there is one request that never changes. */
    private final RequestSource source;

    private final HttpInteractions interactions;
    private final List<? extends SocketAddress> addresses;
    private final Connector.Factory connectors;

    /**
     * @param addresses of the target, tried in order; not empty
     * @throws io.vastar.spi.ConfigurationException when the request cannot be sent: what, where, what to do
     */
    public Http1LaneFactory(
            RequestSpec request, List<? extends SocketAddress> addresses, Connector.Factory connectors) {
        content = request.content();
        template = RequestTemplate.of(request.variant(0));
        source = RequestSource.of(request);
        interactions = new HttpInteractions(request);
        this.addresses = List.copyOf(addresses);
        this.connectors = connectors;
    }

    @Override
    public Lane create(LaneContext context) {
        if (context.varied()) {
            HttpInteractions.prepare();
        }
        HeadCaches caches = new HeadCaches(context.varied() || source != null ? HeadCaches.SEVERAL : HeadCaches.ONE);
        RequestBuffers buffers = new RequestBuffers();
        LaneWires wires = new LaneWires(context, addresses, connectors.create());
        return new WireLane(context, wires, () -> codec(caches, buffers), template.keepAlive());
    }

    private Http1Codec codec(HeadCaches caches, RequestBuffers buffers) {
        VariedRequests varied = source == null ? null : new VariedRequests(source);
        DigestRequests digest = content.digestAuth() == null
                ? null
                : new DigestRequests(content.digestAuth(), !content.chunked(), buffers);
        return new Http1Codec(template, caches, buffers, varied, digest);
    }

    @Override
    public Interaction newInteraction(boolean keepsCookies, Checks checks) {
        return interactions.newInteraction(keepsCookies, checks);
    }

    @Override
    public Http newClient(Interaction interaction, Dispatcher dispatcher) {
        return interactions.newClient(interaction, dispatcher);
    }

    @Override
    public long requestBytes() {
        return source == null ? template.length() : source.meanBytes();
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
