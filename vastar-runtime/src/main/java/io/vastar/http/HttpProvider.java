// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import com.google.auto.service.AutoService;
import io.vastar.http1.Http1LaneFactory;
import io.vastar.http1.HttpUrl;
import io.vastar.http1.LoopbackServer;
import io.vastar.http1.LoopbackServer.Conversation;
import io.vastar.http1.Origin;
import io.vastar.http1.Origins;
import io.vastar.http2.Http2LaneFactory;
import io.vastar.http2.Http2Loopback;
import io.vastar.http2.Multiplexing;
import io.vastar.lane.Probe;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.Metrics;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.tls.LoopbackTls;
import io.vastar.tls.TlsClient;
import io.vastar.wire.Connector;
import java.util.List;
import java.util.function.Supplier;

/** HTTP, plain and over TLS: puts the layers of a connection together, and keeps what targets agreed to. Any thread. */
@AutoService(ProtocolProvider.class)
public final class HttpProvider implements ProtocolProvider {
    private static final Metrics METRICS = new Metrics(
            List.of(),
            new HttpCodes(),
            List.of(
                    new Metrics.Counter("events", ""),
                    new Metrics.Counter("redirects", ""),
                    new Metrics.Counter("redirects_to_http", "")),
            List.of(),
            List.of());

    private final Agreements agreements = new Agreements();

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
    public Metrics metrics() {
        return METRICS;
    }

    @Override
    public LaneFactory prepare(RequestSpec request) {
        HttpUrl url = HttpUrl.parse(request.url());
        HttpSpec http = request.transport().http();
        check(http, request);
        Way way = Way.to(url, request);
        Origins origins = Origins.of(request);
        // not the connectors of the run, whose handshakes would resume the session of this one
        if (http.isHttp2() && agreements.toHttp2(request, () -> chosen(way, connectors(request, url, way)))) {
            long most = http.requestsPerConnection() == null ? 0 : http.requestsPerConnection();
            Multiplexing multiplexing = new Multiplexing(http.exchangesPerConnection(), most);
            OriginRoutes.Route home = new OriginRoutes.Route(way.addresses(), connectors(request, url, way));
            Http2LaneFactory lanes = new Http2LaneFactory(request, home.addresses(), home.connectors(), multiplexing);
            return new HttpLaneFactory(
                    lanes,
                    (context, wires, origin) -> lanes.create(context, wires, origin.secure(), origins.has(origin)),
                    request,
                    origins,
                    home,
                    origin -> routeTo(origin, request));
        }
        RequestSpec over1 = http.isHttp2() ? request.with(request.transport().with(http.overHttp1())) : request;
        OriginRoutes.Route home = new OriginRoutes.Route(way.addresses(), connectors(over1, url, way));
        Http1LaneFactory lanes =
                new Http1LaneFactory(way.request(over1, origins), home.addresses(), home.connectors(), way.forwards());
        return new HttpLaneFactory(
                lanes,
                (context, wires, origin) -> lanes.create(context, wires, origins.has(origin)),
                over1,
                origins,
                home,
                origin -> routeTo(origin, over1));
    }

    /** To an origin that the load test's own request does not go to: the name for TLS is the own one's alone. */
    private static OriginRoutes.Route routeTo(Origin origin, RequestSpec request) {
        HttpUrl url = HttpUrl.parse(origin + "/");
        TransportSpec transport = request.transport();
        RequestSpec elsewhere = request.with(transport.with(transport.tls().serverName(null)));
        Way way = Way.throughTunnels(url, elsewhere);
        return new OriginRoutes.Route(way.addresses(), connectors(elsewhere, url, way));
    }

    private static Connector.Factory connectors(RequestSpec request, HttpUrl url, Way way) {
        List<String> protocols = request.transport().http().isHttp2() ? List.of("h2", "http/1.1") : List.of("http/1.1");
        return url.secure()
                ? TlsClient.of(request.transport().tls(), url.host(), url.port())
                        .over(way.connectors(), protocols)
                : way.connectors();
    }

    private static String chosen(Way way, Connector.Factory connectors) {
        return Probe.applicationProtocol(way.addresses(), connectors);
    }

    private static void check(HttpSpec http, RequestSpec request) {
        if (http.streams() != null && !http.isHttp2()) {
            throw new ConfigurationException("--streams " + http.streams() + " is for HTTP/2, and this run speaks"
                    + " HTTP/1.1; add --http2 (version = \"2\" in annotations), or leave it out");
        }
        if (http.pipeline() != null && http.isHttp2()) {
            throw new ConfigurationException("--pipeline " + http.pipeline() + " is for HTTP/1.1, and this run speaks"
                    + " HTTP/2, whose requests share a connection as --streams; write --streams " + http.pipeline());
        }
        if (http.isHttp2() && !request.keepAlive()) {
            throw new ConfigurationException("--disable-keepalive and --http2 exclude each other: an HTTP/2 connection"
                    + " carries many requests; leave one out");
        }
    }

    @Override
    public LoopbackPeer startLoopbackPeer(RequestSpec target) {
        boolean http2 = target.transport().http().isHttp2() && !agreements.refusedHttp2(target);
        Integer pipeline = target.transport().http().pipeline();
        HttpSpec http =
                http2 ? Http2Loopback.SPEC : pipeline == null ? HttpSpec.NONE : HttpSpec.NONE.withPipeline(pipeline);
        Long most = target.keepAlive() ? target.transport().http().requestsPerConnection() : Long.valueOf(1);
        TransportSpec transport = TransportSpec.NONE.with(most == null ? http : http.withRequestsPerConnection(most));
        Supplier<Conversation> conversations = http2 ? Http2Loopback::conversation : LoopbackServer::conversation;
        if (!target.url().regionMatches(true, 0, "https:", 0, "https:".length())) {
            return LoopbackServer.start("http", transport, conversations);
        }
        HttpUrl url = HttpUrl.parse(target.url());
        LoopbackTls tls = LoopbackTls.of(target.transport().tls(), url.host(), http2 ? "h2" : "http/1.1");
        return LoopbackServer.start(
                "https", transport.with(tls.clientSpec()), SecureConversation.around(conversations, tls));
    }
}
