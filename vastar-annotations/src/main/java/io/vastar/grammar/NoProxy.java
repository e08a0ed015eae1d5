// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.net.InetAddress;
import java.util.Locale;

/**
 * Hosts that are reached without a proxy, as in the environment variable {@code NO_PROXY}: names, which cover what is below
 * them ({@code example.com}, {@code .example.com}, {@code *.example.com}), addresses, blocks of addresses
 * ({@code 10.0.0.0/8}, {@code fd00::/8}), each but a block with a port if need be ({@code example.com:8080}), and {@code *}
 * for all. Separated by commas or spaces.
 */
public final class NoProxy {
    private NoProxy() {}

    /** @param list may be null, which covers nothing */
    public static boolean covers(String list, String host, int port) {
        if (list == null) {
            return false;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        InetAddress address = HostPort.literal(name);
        for (String entry : list.split("[,\\s]+")) {
            if (!entry.isEmpty()
                    && (entry.equals("*") || covers(entry.toLowerCase(Locale.ROOT), name, address, port))) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String entry, String name, InetAddress address, int port) {
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return address != null && isInBlock(address, entry.substring(0, slash), entry.substring(slash + 1));
        }
        String host = entry;
        if (HostPort.literal(entry) == null) {
            int colon = entry.lastIndexOf(':');
            if (colon > entry.lastIndexOf(']')) {
                if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                    return false;
                }
                host = entry.substring(0, colon);
            }
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
        }
        if (address != null) {
            return address.equals(HostPort.literal(host));
        }
        String suffix = host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host;
        String lower = name.toLowerCase(Locale.ROOT);
        return !suffix.isEmpty() && (lower.equals(suffix) || lower.endsWith("." + suffix));
    }

    private static boolean isInBlock(InetAddress address, String base, String length) {
        InetAddress first = HostPort.literal(base);
        byte[] bytes = address.getAddress();
        if (first == null || first.getAddress().length != bytes.length || !length.matches("[0-9]{1,3}")) {
            return false;
        }
        int bits = Integer.parseInt(length);
        byte[] block = first.getAddress();
        for (int i = 0; i < bytes.length * 8 && i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if ((bytes[i >> 3] & mask) != (block[i >> 3] & mask)) {
                return false;
            }
        }
        return bits <= bytes.length * 8;
    }
}
