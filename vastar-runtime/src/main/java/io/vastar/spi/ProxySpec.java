// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * The way to the target through a proxy, in the user's terms. Null means that nothing is said.
 *
 * @param url {@code http://host:port}, {@code socks5://…} (names looked up here) or {@code socks5h://…} (by the proxy); may
 *     hold user and password; empty means no proxy, whatever the environment says
 * @param headers sent to an HTTP proxy only
 * @param except hosts that are reached without it, as in {@code NO_PROXY}
 * @param tunnel true opens a tunnel (CONNECT) for http URLs, too; for https URLs there is always one
 */
public record ProxySpec(String url, List<Header> headers, String except, Boolean tunnel) {
    /** Says nothing. */
    public static final ProxySpec NONE = new ProxySpec(null, null, null, null);

    public ProxySpec {
        headers = headers == null ? null : List.copyOf(headers);
    }

    /** This where it says something, else the other. */
    public ProxySpec over(ProxySpec other) {
        return new ProxySpec(
                Spec.first(url, other.url),
                Spec.first(headers, other.headers),
                Spec.first(except, other.except),
                Spec.first(tunnel, other.tunnel));
    }

    /** Without user, password and headers, which no report shows. */
    @Override
    public String toString() {
        return "ProxySpec[except=" + except + "]";
    }
}
