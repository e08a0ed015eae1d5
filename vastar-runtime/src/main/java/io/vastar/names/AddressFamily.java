// SPDX-License-Identifier: Apache-2.0
package io.vastar.names;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** Which addresses of a host are used: those of the family asked for, and those that the source addresses can reach. */
record AddressFamily(boolean four, boolean six, String why) {
    static AddressFamily of(String family, Collection<InetAddress> sources) {
        if (family != null && !family.equals("4") && !family.equals("6")) {
            throw new ConfigurationException("'" + family + "' is no family of addresses; use 4 or 6");
        }
        boolean four = !"6".equals(family);
        boolean six = !"4".equals(family);
        if (sources.isEmpty()) {
            return new AddressFamily(four, six, family == null ? "" : "; leave -" + family + " out");
        }
        boolean from4 = sources.stream().anyMatch(source -> source instanceof Inet4Address);
        boolean from6 = sources.stream().anyMatch(source -> !(source instanceof Inet4Address));
        if (!(four && from4) && !(six && from6)) {
            throw new ConfigurationException("-" + family + " and --source exclude each other: no source address is of"
                    + " that family; leave -" + family + " out, or add one");
        }
        return new AddressFamily(four && from4, six && from6, "; the source addresses (--source) reach no other");
    }

    /** @throws TargetUnreachableException when none is left */
    List<InetAddress> of(String host, List<InetAddress> addresses) {
        List<InetAddress> left = addresses.stream()
                .filter(address -> address instanceof Inet4Address ? four : six)
                .toList();
        if (left.isEmpty()) {
            throw new TargetUnreachableException("'" + host + "' has no " + (six ? "IPv6" : "IPv4") + " address, only "
                    + String.join(
                            ", ",
                            addresses.stream().map(InetAddress::getHostAddress).toList())
                    + why);
        }
        return left;
    }
}
