// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LookUp;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.TransportSpec;
import java.util.List;

/** How requests got to their target, as JSON: only what was asked for, and never a password. */
final class WayJson {
    private WayJson() {}

    static void addTo(ObjectNode request, TransportSpec transport) {
        HttpSpec http = transport.http();
        if (http.exchangesPerConnection() > 1) {
            request.put("exchanges_per_connection", http.exchangesPerConnection());
        }
        if (http.requestsPerConnection() != null) {
            request.put("requests_per_connection", http.requestsPerConnection());
        }
        ProxySpec proxy = transport.proxy();
        if (proxy.url() != null && !proxy.url().isEmpty()) {
            request.putObject("proxy")
                    .put("url", ProxyUrl.masked(proxy.url()))
                    .put("variable", proxy.variable())
                    .put("except", proxy.except())
                    .put("tunnel", Boolean.TRUE.equals(proxy.tunnel()));
        }
        NamesSpec names = transport.names();
        add(request, "connect_to", names.connectTo());
        add(request, "resolve", names.resolve());
        add(request, "sources", names.sources());
        if (names.unixSocket() != null) {
            request.put("unix_socket", names.unixSocket());
        }
    }

    /** @param lookUp null when there was none */
    static void addLookUp(ObjectNode run, LookUp lookUp) {
        if (lookUp != null) {
            ObjectNode node = run.putObject("look_up");
            add(node, "names", lookUp.names());
            node.put("took_ms", LatencyJson.ms(lookUp.tookNs()));
            add(node, "addresses", lookUp.addresses());
            node.put("repeats", lookUp.repeats()).put("failed_repeats", lookUp.failures());
        }
    }

    private static void add(ObjectNode node, String key, List<String> texts) {
        if (texts != null) {
            texts.forEach(node.putArray(key)::add);
        }
    }
}
