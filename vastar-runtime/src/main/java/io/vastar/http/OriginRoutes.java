// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.Origin;
import io.vastar.wire.Connector;
import java.net.SocketAddress;
import java.util.List;

/** Finds the way to an origin. */
@FunctionalInterface
interface OriginRoutes {
    /**
     * May block, for names are looked up. Called off the I/O threads, by several at once.
     *
     * @throws io.vastar.spi.TargetUnreachableException when the name is unknown
     * @throws io.vastar.spi.ConfigurationException when there is no way to it: what, where, what to do
     */
    Route to(Origin origin);

    /**
     * The way to an origin.
     *
     * @param addresses tried in order; not empty
     * @param connectors make what opens connections to them
     */
    record Route(List<SocketAddress> addresses, Connector.Factory connectors) {
        public Route {
            addresses = List.copyOf(addresses);
        }
    }
}
