// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.Origin;
import io.vastar.wire.Addresses;
import io.vastar.wire.Connector;

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
     * @param addresses of the origin, or of a proxy
     * @param connectors make what opens connections to them
     */
    record Route(Addresses addresses, Connector.Factory connectors) {}
}
