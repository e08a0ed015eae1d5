// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The way to the target through a proxy, in the user's terms. Null means that nothing is said.
 *
 * @param url {@code http://host:port}, {@code socks5://…} (names looked up here) or {@code socks5h://…} (by the proxy); may
 *     hold user and password; empty means no proxy, whatever the environment says
 * @param headers sent to an HTTP proxy only
 * @param except hosts that are reached without it, as in {@code NO_PROXY}
 * @param tunnel true opens a tunnel (CONNECT) for http URLs, too; for https URLs there is always one
 * @param variable of the environment that named the proxy; null when the user did
 */
public record ProxySpec(String url, List<Header> headers, String except, Boolean tunnel, String variable) {
    /** Says nothing. */
    public static final ProxySpec NONE = new ProxySpec(null, null, null, null, null);

    public ProxySpec {
        headers = headers == null ? null : List.copyOf(headers);
    }

    /** This where it says something, else the other. */
    public ProxySpec over(ProxySpec other) {
        return new ProxySpec(
                Spec.first(url, other.url),
                Spec.first(headers, other.headers),
                Spec.first(except, other.except),
                Spec.first(tunnel, other.tunnel),
                Spec.first(variable, other.variable));
    }

    /** With every text changed, as placeholders are. */
    public ProxySpec map(UnaryOperator<String> change) {
        List<Header> changed = headers == null
                ? null
                : headers.stream()
                        .map(header -> new Header(header.name(), change.apply(header.value())))
                        .toList();
        return new ProxySpec(Spec.changed(url, change), changed, Spec.changed(except, change), tunnel, variable);
    }

    public ProxySpec withUrl(String newUrl) {
        return new ProxySpec(newUrl, headers, except, tunnel, variable);
    }

    public ProxySpec withHeader(String name, String value) {
        return withHeaders(Spec.with(headers, new Header(name, value)));
    }

    public ProxySpec withHeaders(List<Header> newHeaders) {
        return new ProxySpec(url, newHeaders, except, tunnel, variable);
    }

    public ProxySpec withExcept(String newExcept) {
        return new ProxySpec(url, headers, newExcept, tunnel, variable);
    }

    public ProxySpec withTunnel(boolean newTunnel) {
        return new ProxySpec(url, headers, except, newTunnel, variable);
    }

    /** Found in the environment. */
    public ProxySpec from(String newVariable, String newUrl, String newExcept) {
        return new ProxySpec(newUrl, headers, newExcept, tunnel, newVariable);
    }

    /** Without user, password and headers, which no report shows. */
    @Override
    public String toString() {
        return "ProxySpec[except=" + except + "]";
    }
}
