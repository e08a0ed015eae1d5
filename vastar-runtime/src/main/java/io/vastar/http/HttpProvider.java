// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import com.google.auto.service.AutoService;
import io.vastar.http1.Http1LaneFactory;
import io.vastar.http1.HttpUrl;
import io.vastar.http1.LoopbackServer;
import io.vastar.http1.Origin;
import io.vastar.http2.Http2LaneFactory;
import io.vastar.http2.Http2Loopback;
import io.vastar.http2.Multiplexing;
import io.vastar.names.TargetAddresses;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.tls.TlsClient;
import io.vastar.wire.Connector;
import io.vastar.wire.TcpConnector;
import java.util.List;

/** HTTP, plain and over TLS: puts the layers of a connection together. Stateless; any thread. */
@AutoService(ProtocolProvider.class)
public final class HttpProvider implements ProtocolProvider {
    @Override
    public String id() {
        return "http1";
    }

    @Override
    public List<String> schemes() {
        return List.of("http", "https");
    }

    /** The events of a {@code text/event-stream} body; redirects that were followed, and those from https to http. */
    @Override
    public List<String> countNames() {
        return List.of("events", "redirects", "redirects_to_http");
    }

    @Override
    public LaneFactory prepare(RequestSpec request) {
        Origin own = Origin.of(HttpUrl.parse(request.url()));
        TransportSpec transport = request.transport();
        HttpSpec http = transport.http();
        OriginRoutes routes = origin -> route(
                origin, origin.equals(own) ? transport.tls() : transport.tls().serverName(null), http);
        OriginRoutes.Route home = routes.to(own);
        check(http, request);
        if (http.isHttp2()) {
            long most = http.requestsPerConnection() == null ? 0 : http.requestsPerConnection();
            Multiplexing multiplexing = new Multiplexing(http.exchangesPerConnection(), most);
            Http2LaneFactory http2 = new Http2LaneFactory(request, home.addresses(), home.connectors(), multiplexing);
            return new HttpLaneFactory(
                    http2,
                    (context, wires, origin) -> http2.create(context, wires, origin.secure()),
                    request,
                    home,
                    routes);
        }
        Http1LaneFactory http1 = new Http1LaneFactory(request, home.addresses(), home.connectors());
        return new HttpLaneFactory(
                http1, (context, wires, origin) -> http1.create(context, wires), request, home, routes);
    }

    private static OriginRoutes.Route route(Origin origin, TlsSpec tls, HttpSpec http) {
        Connector.Factory connectors = TcpConnector::new;
        if (origin.secure()) {
            connectors = TlsClient.of(tls, origin.host(), origin.port())
                    .over(connectors, List.of(http.isHttp2() ? "h2" : "http/1.1"));
        }
        return new OriginRoutes.Route(TargetAddresses.of(origin.host(), origin.port()), connectors);
    }

    private static void check(HttpSpec http, RequestSpec request) {
        if (http.streams() != null && !http.isHttp2()) {
            throw new ConfigurationException("--streams " + http.streams() + " is for HTTP/2, and this run speaks"
                    + " HTTP/1.1; add --http2 (version = \"2\" in annotations), or leave it out");
        }
        if (http.isHttp2() && !request.keepAlive()) {
            throw new ConfigurationException("--disable-keepalive and --http2 exclude each other: an HTTP/2 connection"
                    + " carries many requests; leave one out");
        }
    }

    @Override
    public LoopbackPeer startLoopbackPeer(TransportSpec transport) {
        return transport.http().isHttp2() ? Http2Loopback.start() : LoopbackServer.start();
    }
}
