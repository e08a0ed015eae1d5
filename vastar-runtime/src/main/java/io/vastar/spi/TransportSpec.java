// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** How a request gets to its target, in the user's terms: the parts that are the same for every request of a run. */
public record TransportSpec(TlsSpec tls, ProxySpec proxy, NamesSpec names, HttpSpec http) {
    /** Says nothing. */
    public static final TransportSpec NONE =
            new TransportSpec(TlsSpec.NONE, ProxySpec.NONE, NamesSpec.NONE, HttpSpec.NONE);

    /** This where it says something, else the other. */
    public TransportSpec over(TransportSpec other) {
        return new TransportSpec(
                tls.over(other.tls), proxy.over(other.proxy), names.over(other.names), http.over(other.http));
    }

    public TransportSpec with(TlsSpec newTls) {
        return new TransportSpec(newTls, proxy, names, http);
    }

    public TransportSpec with(ProxySpec newProxy) {
        return new TransportSpec(tls, newProxy, names, http);
    }

    public TransportSpec with(NamesSpec newNames) {
        return new TransportSpec(tls, proxy, newNames, http);
    }

    public TransportSpec with(HttpSpec newHttp) {
        return new TransportSpec(tls, proxy, names, newHttp);
    }
}
