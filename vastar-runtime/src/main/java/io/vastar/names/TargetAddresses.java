// SPDX-License-Identifier: Apache-2.0
package io.vastar.names;

import io.vastar.spi.TargetUnreachableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Looks names up. Blocks; before a run only. */
public final class TargetAddresses {
    private TargetAddresses() {}

    /**
     * Every address of the host, in the order of the system's resolver.
     *
     * @throws TargetUnreachableException when the name is unknown
     */
    public static List<SocketAddress> of(String host, int port) {
        try {
            List<SocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(new InetSocketAddress(address, port));
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException("host '" + host + "' is unknown (" + e.getMessage()
                    + "); check its spelling, /etc/hosts and the name server");
        }
    }
}
