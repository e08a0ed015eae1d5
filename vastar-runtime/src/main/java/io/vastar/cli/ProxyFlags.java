// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import io.vastar.spi.Header;
import io.vastar.spi.ProxySpec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The way through a proxy. Names are those of curl. */
final class ProxyFlags {
    @Option(
            names = {"-x", "--proxy"},
            order = 1,
            paramLabel = "URL",
            description = "Proxy to go through: http://[user:password@]host:port, socks5:// (names are looked up here),"
                    + " socks5h:// (by the proxy) or socks4a://. Empty: none, whatever the environment says. Default:"
                    + " http_proxy, https_proxy, all_proxy of the environment; never for this machine itself.")
    private String url;

    @Option(
            names = "--proxy-tunnel",
            order = 2,
            description = "Have an HTTP proxy open a tunnel (CONNECT) for http URLs, too; https URLs always have one.")
    private Boolean tunnel;

    @Option(
            names = "--proxy-header",
            order = 3,
            paramLabel = "LINE",
            converter = HeaderConverter.class,
            description = "Header for an HTTP proxy. Repeat it for more.")
    private final List<Header> headers = new ArrayList<>();

    @Option(
            names = "--no-proxy",
            order = 4,
            paramLabel = "HOSTS",
            description = "Hosts that are reached without the proxy: example.com (and what is below it), 10.0.0.0/8,"
                    + " host:port, or * for all. Default: no_proxy of the environment for a proxy of the environment.")
    private String except;

    Overrides.Request on(Overrides.Request request) {
        return request.withTransport(request.transport().with(spec()));
    }

    private ProxySpec spec() {
        return new ProxySpec(url, headers.isEmpty() ? null : headers, except, tunnel, null);
    }
}
