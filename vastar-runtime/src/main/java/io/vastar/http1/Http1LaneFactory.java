// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.lane.LaneWires;
import io.vastar.lane.PipelineLane;
import io.vastar.lane.WireLane;
import io.vastar.spi.Checks;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LookUp;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.wire.Addresses;
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
    private final Addresses addresses;
    private final Connector.Factory connectors;
    private final long exchangesPerWire;
    private final int pipeline;

    /**
     * @param addresses of the target, tried in order; not empty
     * @throws io.vastar.spi.ConfigurationException when the request cannot be sent: what, where, what to do
     */
    public Http1LaneFactory(
            RequestSpec request, List<? extends SocketAddress> addresses, Connector.Factory connectors) {
        this(request, Addresses.fixed(addresses), connectors, false);
    }

    /**
     * @param addresses of the target, or of the proxy that gets the requests
     * @param absolute whether request targets are whole URLs, as an HTTP proxy wants them (RFC 9112 §3.2.2)
     * @throws io.vastar.spi.ConfigurationException when the request cannot be sent: what, where, what to do
     */
    public Http1LaneFactory(RequestSpec request, Addresses addresses, Connector.Factory connectors, boolean absolute) {
        content = request.content();
        template = RequestTemplate.of(request.variant(0), absolute);
        source = RequestSource.of(request, absolute);
        interactions = new HttpInteractions(request, absolute, source);
        pipeline = request.transport().http().exchangesPerConnection();
        if (pipeline > 1) {
            checkKeptAlive(request);
        }
        Long most = request.transport().http().requestsPerConnection();
        exchangesPerWire = !template.keepAlive() ? 1 : most == null ? Long.MAX_VALUE : most;
        this.addresses = addresses;
        this.connectors = connectors;
    }

    private void checkKeptAlive(RequestSpec request) {
        int closing = source == null ? template.keepAlive() ? -1 : 0 : source.firstClosing();
        if (closing >= 0) {
            close();
            String whose = request.variants() == 1
                    ? ""
                    : " of request " + (closing + 1) + " of "
                            + request.content().variety().summary();
            throw new ConfigurationException("--pipeline sends several requests on one connection, which the header"
                    + " 'Connection: close'" + whose + " ends after one; leave one out");
        }
    }

    @Override
    public Lane create(LaneContext context) {
        return create(context, new LaneWires(context, addresses, connectors.create()), true);
    }

    /**
     * To any origin.
     *
     * @param wires of this lane alone, which closes them
     * @param own whether what authorizes the load test's own requests is meant for this origin
     */
    public Lane create(LaneContext context, LaneWires wires, boolean own) {
        if (context.varied()) {
            HttpInteractions.prepare();
        }
        HeadCaches caches = new HeadCaches(
                context.varied() || source != null || interactions.follows() ? HeadCaches.SEVERAL : HeadCaches.ONE);
        RequestBuffers buffers = new RequestBuffers();
        AwsLines aws = AwsLines.of(content.aws(), template.url());
        if (pipeline > 1) {
            return new PipelineLane(
                    context,
                    wires,
                    () -> new Http1PipelineCodec(
                            template, caches, varied(), aws == null ? null : new ComposedBytes(buffers, aws)),
                    pipeline,
                    exchangesPerWire);
        }
        return new WireLane(context, wires, () -> codec(caches, buffers, aws, own), exchangesPerWire);
    }

    private Http1Codec codec(HeadCaches caches, RequestBuffers buffers, AwsLines aws, boolean own) {
        DigestRequests digest = content.digestAuth() == null || !own
                ? null
                : new DigestRequests(content.digestAuth(), !content.chunked(), buffers);
        return new Http1Codec(template, caches, buffers, varied(), digest, aws);
    }

    private VariedRequests varied() {
        return source == null ? null : new VariedRequests(source);
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
    public String security() {
        return connectors.security();
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

    @Override
    public LookUp lookUp() {
        return addresses.lookUp();
    }
}
