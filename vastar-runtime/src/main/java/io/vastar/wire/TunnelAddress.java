// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A destination behind a proxy. */
public final class TunnelAddress extends SocketAddress {
    private static final long serialVersionUID = 1;

    private final transient SocketAddress proxy;
    private final InetSocketAddress destination;

    /** @param destination unresolved where the proxy looks the name up */
    public TunnelAddress(SocketAddress proxy, InetSocketAddress destination) {
        this.proxy = proxy;
        this.destination = destination;
    }

    public SocketAddress proxy() {
        return proxy;
    }

    public InetSocketAddress destination() {
        return destination;
    }

    /** In words. */
    @Override
    public String toString() {
        return words(destination) + " by way of the proxy "
                + (proxy instanceof InetSocketAddress at ? words(at) : proxy);
    }

    private static String words(InetSocketAddress address) {
        return address.getHostString() + " port " + address.getPort();
    }
}
