// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.RequestSpec;
import java.util.ArrayList;
import java.util.List;

/** Says in one line how requests get to their target, where that is not the straight way. */
public final class WayLine {
    private WayLine() {}

    /**
     * {@code Way: through the proxy http://proxy:3128 (from http_proxy)}; null for the straight way. Never a password.
     */
    public static String of(RequestSpec request) {
        List<String> parts = new ArrayList<>();
        ProxySpec proxy = request.transport().proxy();
        NamesSpec names = request.transport().names();
        if (names.unixSocket() != null) {
            parts.add("to the socket " + Units.printable(names.unixSocket()));
        }
        if (names.connectTo() != null) {
            parts.add("connect-to " + String.join(", ", names.connectTo()));
        }
        if (names.resolve() != null) {
            parts.add("resolve " + String.join(", ", names.resolve()));
        }
        if (proxy.url() != null && !proxy.url().isEmpty()) {
            parts.add("through the proxy " + Units.printable(ProxyUrl.masked(proxy.url()))
                    + (proxy.variable() == null ? "" : " (from " + proxy.variable() + ")")
                    + (proxy.except() == null ? "" : ", but straight to " + Units.printable(proxy.except())));
        }
        if (names.sources() != null) {
            parts.add("from " + String.join(", ", names.sources()));
        }
        return parts.isEmpty() ? null : "Way: " + String.join("; ", parts);
    }
}
