// SPDX-License-Identifier: Apache-2.0
package io.vastar.names;

import io.vastar.spi.TargetUnreachableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;

/** Looks names up by the system's resolver. Blocks; never on an I/O thread. */
final class TargetAddresses {
    private static final String KEEP = "networkaddress.cache.ttl";

    private TargetAddresses() {}

    /**
     * Lets the JVM forget each look-up at once, so that the next one asks again. Has no effect once the JVM has looked a name
     * up, unless it was said before.
     */
    static void keepNothing() {
        if (Security.getProperty(KEEP) == null) {
            Security.setProperty(KEEP, "0");
        }
    }

    /**
     * Every address of the host, in the order of the system's resolver.
     *
     * @throws TargetUnreachableException when the name is unknown
     */
    static List<InetAddress> of(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException("host '" + host + "' is unknown (" + e.getMessage()
                    + "); check its spelling, /etc/hosts and the name server, or name its address with --resolve");
        }
    }
}
