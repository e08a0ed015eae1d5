// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.api.Http;
import io.vastar.http1.HttpInteractions;
import io.vastar.http1.RequestSource;
import io.vastar.http1.RequestTemplate;
import io.vastar.http1.VariedRequests;
import io.vastar.lane.LaneWires;
import io.vastar.spi.Checks;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.Header;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LookUp;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.wire.Addresses;
import io.vastar.wire.Connector;

/** Opens lanes of HTTP/2 connections, which send one request again and again or what virtual users compose. */
public final class Http2LaneFactory implements LaneFactory {
    private final TemplateRequest template;
    private final HttpInteractions interactions;
    private final RequestContent content;

    /** Null when there is one request that never changes. */
    private final RequestSource source;

    private final boolean secure;
    private final Addresses addresses;
    private final Connector.Factory connectors;
    private final Multiplexing multiplexing;

    /**
     * @param addresses of the target
     * @param connectors over TLS: of wires that agree on {@code h2}
     * @throws io.vastar.spi.ConfigurationException when the request cannot be sent: what, where, what to do
     */
    public Http2LaneFactory(
            RequestSpec request, Addresses addresses, Connector.Factory connectors, Multiplexing multiplexing) {
        RequestTemplate encoded = RequestTemplate.of(request.variant(0));
        template = TemplateRequest.of(encoded);
        secure = encoded.url().secure();
        content = request.content();
        checkHeaders(request);
        source = RequestSource.of(request, false);
        interactions = new HttpInteractions(request, false, source);
        this.addresses = addresses;
        this.connectors = connectors;
        this.multiplexing = multiplexing;
    }

    private static void checkHeaders(RequestSpec request) {
        if (request.content().variety() != null) {
            for (RequestVariant variant : request.content().variety().variants()) {
                for (Header header : variant.headers()) {
                    TemplateRequest.allowed(header.name(), header.value());
                }
            }
        }
    }

    @Override
    public Lane create(LaneContext context) {
        return create(context, new LaneWires(context, addresses, connectors.create()), secure, true);
    }

    /**
     * To any origin.
     *
     * @param wires of this lane alone, which closes them
     * @param secure whether they go over TLS
     * @param own whether what authorizes the load test's own requests is meant for this origin
     */
    public Lane create(LaneContext context, LaneWires wires, boolean secure, boolean own) {
        if (context.varied()) {
            HttpInteractions.prepare();
        }
        VariedRequests varied = source == null ? null : new VariedRequests(source);
        return new Http2Lane(context, wires, template, varied, secure, multiplexing, content, own);
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
    public String protocol() {
        return "http2";
    }

    @Override
    public String security() {
        return connectors.security();
    }

    @Override
    public long requestBytes() {
        return source == null ? template.bytes() : source.meanBytes();
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
