// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HostPort;
import io.vastar.grammar.NoProxy;
import io.vastar.grammar.ProxyUrl;
import io.vastar.http1.HttpUrl;
import io.vastar.http1.Origins;
import io.vastar.names.LocalEnds;
import io.vastar.names.Route;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TransportSpec;
import io.vastar.tunnel.TunnelConnector;
import io.vastar.wire.Addresses;
import io.vastar.wire.Connector;
import io.vastar.wire.TcpConnector;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** How connections get to a URL's host: straight, through a proxy, or over a Unix domain socket. TLS comes on top. */
final class Way {
    private static final String AUTHORIZATION = "Proxy-Authorization";

    private final Addresses addresses;
    private final Connector.Factory connectors;

    /** What the proxy that gets the requests themselves wants with them; null when there is none. */
    private final List<Header> forwarding;

    private Way(Addresses addresses, Connector.Factory connectors, List<Header> forwarding) {
        this.addresses = addresses;
        this.connectors = connectors;
        this.forwarding = forwarding;
    }

    /**
     * Decides, and looks names up. Blocks.
     *
     * @throws ConfigurationException when something is wrong, or said in vain
     * @throws io.vastar.spi.TargetUnreachableException when there is no such host or socket
     */
    static Way to(HttpUrl url, RequestSpec request) {
        return to(url, request, false);
    }

    /** As {@link #to}, but no proxy gets the requests themselves. */
    static Way throughTunnels(HttpUrl url, RequestSpec request) {
        return to(url, request, true);
    }

    private static Way to(HttpUrl url, RequestSpec request, boolean alwaysTunnel) {
        NamesSpec names = request.transport().names();
        ProxyUrl proxy = proxy(url, request.transport().proxy());
        if (names.unixSocket() != null) {
            checkAlone(names, proxy);
            return new Way(Addresses.fixed(List.of(LocalEnds.unixSocket(names.unixSocket()))), TcpConnector::new, null);
        }
        List<InetAddress> sources = LocalEnds.sources(names.sources());
        boolean tunnel = proxy != null && (tunnel(url, proxy, request.transport()) || alwaysTunnel);
        Addresses addresses = Route.lookUp(names, new HostPort(url.host(), url.port()), proxy, tunnel, sources);
        Connector.Factory tcp = TcpConnector.from(sources);
        if (proxy == null) {
            return new Way(addresses, tcp, null);
        }
        List<Header> headers = headers(proxy, request.transport().proxy());
        return tunnel
                ? new Way(addresses, TunnelConnector.through(proxy, headers, tcp), null)
                : new Way(addresses, tcp, headers);
    }

    private static ProxyUrl proxy(HttpUrl url, ProxySpec spec) {
        if (spec.url() == null || spec.url().isEmpty()) {
            String vain = spec.tunnel() != null
                    ? "--proxy-tunnel"
                    : spec.headers() != null ? "--proxy-header" : spec.except() != null ? "--no-proxy" : null;
            if (vain != null) {
                throw new ConfigurationException(vain + " does nothing without a proxy; add --proxy, or leave it out");
            }
            return null;
        }
        try {
            ProxyUrl proxy = ProxyUrl.parse(spec.url());
            return NoProxy.covers(spec.except(), url.host(), url.port()) ? null : proxy;
        } catch (GrammarException e) {
            throw new ConfigurationException(
                    (spec.variable() == null ? "--proxy" : spec.variable()) + ": " + e.getMessage(), e);
        }
    }

    private static boolean tunnel(HttpUrl url, ProxyUrl proxy, TransportSpec transport) {
        ProxySpec spec = transport.proxy();
        boolean http = proxy.kind() == ProxyUrl.Kind.HTTP;
        if (!http && spec.variable() == null) {
            if (spec.tunnel() != null) {
                throw new ConfigurationException(
                        "--proxy-tunnel does nothing with a SOCKS proxy, which tunnels always;" + " leave it out");
            }
            if (spec.headers() != null) {
                throw new ConfigurationException(
                        "--proxy-header does nothing with a SOCKS proxy, which reads no" + " headers; leave it out");
            }
        }
        // HTTP/2 from the first byte on passes through a tunnel only
        return !http
                || url.secure()
                || Boolean.TRUE.equals(spec.tunnel())
                || transport.http().isHttp2();
    }

    private static List<Header> headers(ProxyUrl proxy, ProxySpec spec) {
        List<Header> headers = new ArrayList<>(spec.headers() == null ? List.of() : spec.headers());
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(AUTHORIZATION) && proxy.user() != null) {
                throw new ConfigurationException("--proxy-header " + AUTHORIZATION + " and the user of the proxy's URL"
                        + " say the same in two ways; leave one out");
            }
        }
        if (proxy.user() != null) {
            String credentials = proxy.user() + ":" + proxy.password();
            headers.add(new Header(
                    AUTHORIZATION,
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
        }
        return headers;
    }

    private static void checkAlone(NamesSpec names, ProxyUrl proxy) {
        String vain = proxy != null
                ? "--proxy"
                : names.connectTo() != null
                        ? "--connect-to"
                        : names.resolve() != null
                                ? "--resolve"
                                : names.sources() != null
                                        ? "--source"
                                        : names.lookUpEvery() != null
                                                ? "--lookup-every"
                                                : names.spread() != null
                                                        ? "--dns-spread"
                                                        : names.family() != null ? "-" + names.family() : null;
        if (vain != null) {
            throw new ConfigurationException("--unix-socket connects to a socket of this machine, where " + vain
                    + " does nothing; leave one out");
        }
    }

    Addresses addresses() {
        return addresses;
    }

    /** To the target, without TLS. */
    Connector.Factory connectors() {
        return connectors;
    }

    /** Whether a proxy gets the requests themselves, with whole URLs. */
    boolean forwards() {
        return forwarding != null;
    }

    /** The requests with what the proxy wants to see of them: those to the own origin, for others go through tunnels. */
    RequestSpec request(RequestSpec request, Origins origins) {
        if (forwarding == null || forwarding.isEmpty()) {
            return request;
        }
        if (origins.several()) {
            return request.with(
                    request.content().with(forwarded(request.content().variety(), origins)));
        }
        List<Header> headers = new ArrayList<>(request.headers());
        headers.addAll(forwarding);
        return new RequestSpec(
                request.url(),
                request.method(),
                headers,
                request.contentType(),
                request.accept(),
                request.basicAuth(),
                request.body(),
                request.keepAlive(),
                request.compression(),
                request.transport(),
                request.content());
    }

    private RequestVariety forwarded(RequestVariety variety, Origins origins) {
        List<RequestVariant> variants = new ArrayList<>(variety.variants());
        for (int i = 0; i < variants.size(); i++) {
            if (origins.of(i) == origins.own()) {
                RequestVariant variant = variants.get(i);
                List<Header> headers = new ArrayList<>(variant.headers());
                headers.addAll(forwarding);
                variants.set(i, new RequestVariant(variant.method(), variant.url(), headers, variant.body()));
            }
        }
        return new RequestVariety(variety.summary(), variants, variety.weights(), variety.random(), variety.seed());
    }
}
