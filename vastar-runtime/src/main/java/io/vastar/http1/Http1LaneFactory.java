// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.lane.WireLane;
import io.vastar.spi.Checks;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import java.net.InetSocketAddress;
import java.util.List;

/** Opens lanes of HTTP/1.1 connections, which send one {@link RequestTemplate} or what virtual users compose. */
final class Http1LaneFactory implements LaneFactory {
    private final RequestTemplate template;
    private final RequestDefaults defaults;
    private final List<InetSocketAddress> addresses;

    Http1LaneFactory(RequestTemplate template, RequestDefaults defaults, List<InetSocketAddress> addresses) {
        this.template = template;
        this.defaults = defaults;
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public Lane create(LaneContext context) {
        if (context.varied()) {
            CapturedBody.prepare();
        }
        HeadCaches caches = new HeadCaches(context.varied() ? HeadCaches.SEVERAL : HeadCaches.ONE);
        RequestBuffers buffers = new RequestBuffers();
        return new WireLane(context, addresses, () -> new Http1Codec(template, caches, buffers), template.keepAlive());
    }

    @Override
    public Interaction newInteraction(boolean keepsCookies, Checks checks) {
        return new HttpInteraction(defaults, keepsCookies, checks);
    }

    @Override
    public Http newClient(Interaction interaction, Dispatcher dispatcher) {
        return new BlockingHttp((HttpInteraction) interaction, dispatcher);
    }

    @Override
    public long requestBytes() {
        return template.length();
    }
}
