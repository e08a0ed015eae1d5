// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import com.google.auto.service.AutoService;
import io.vastar.http1.Http1LaneFactory;
import io.vastar.http1.HttpUrl;
import io.vastar.http1.LoopbackServer;
import io.vastar.http2.Http2LaneFactory;
import io.vastar.http2.Http2Loopback;
import io.vastar.http2.Multiplexing;
import io.vastar.lane.Probe;
import io.vastar.names.TargetAddresses;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.tls.TlsClient;
import io.vastar.wire.Connector;
import io.vastar.wire.TcpConnector;
import java.net.SocketAddress;
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

    /** The events of a {@code text/event-stream} body. */
    @Override
    public List<String> countNames() {
        return List.of("events");
    }

    @Override
    public LaneFactory prepare(RequestSpec request) {
        HttpUrl url = HttpUrl.parse(request.url());
        HttpSpec http = request.transport().http();
        check(http, request);
        List<SocketAddress> addresses = TargetAddresses.of(url.host(), url.port());
        Connector.Factory connectors = connectors(request, url);
        if (http.isHttp2() && !(url.secure() && refusesHttp2(addresses, connectors(request, url)))) {
            check(request.content());
            long most = http.requestsPerConnection() == null ? 0 : http.requestsPerConnection();
            return new Http2LaneFactory(
                    request, addresses, connectors, new Multiplexing(http.exchangesPerConnection(), most));
        }
        return new Http1LaneFactory(request, addresses, connectors);
    }

    private static Connector.Factory connectors(RequestSpec request, HttpUrl url) {
        Connector.Factory plain = TcpConnector::new;
        List<String> protocols = request.transport().http().isHttp2() ? List.of("h2", "http/1.1") : List.of("http/1.1");
        return url.secure()
                ? TlsClient.of(request.transport().tls(), url.host(), url.port())
                        .over(plain, protocols)
                : plain;
    }

    /**
     * Whether the target, asked once before the run, chose another protocol than HTTP/2: the run then goes without.
     *
     * @param connectors not those of the run, whose handshakes would resume the session of this one
     */
    private static boolean refusesHttp2(List<SocketAddress> addresses, Connector.Factory connectors) {
        String chosen = Probe.applicationProtocol(addresses, connectors);
        return chosen != null && !chosen.equals("h2");
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

    /** What HTTP/2 has no way for, or not yet. */
    private static void check(RequestContent content) {
        if (content.chunked()) {
            throw new ConfigurationException("--chunked and --http2 exclude each other: HTTP/2 always sends bodies in"
                    + " frames of their own; leave one out");
        }
        if (content.digestAuth() != null) {
            throw new ConfigurationException("Digest authentication is for HTTP/1.1 in this version; leave out --http2"
                    + " (version in annotations), or authorize otherwise");
        }
    }

    @Override
    public LoopbackPeer startLoopbackPeer(TransportSpec transport) {
        return transport.http().isHttp2() ? Http2Loopback.start() : LoopbackServer.start();
    }
}
