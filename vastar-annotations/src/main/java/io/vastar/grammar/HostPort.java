// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A host and a port, as they stand in URLs and in lists with colons.
 *
 * @param host name, or address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._~-]+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    /** With brackets around an IPv6 address. */
    @Override
    public String toString() {
        return bracketed(host) + ":" + port;
    }

    public static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** The fields between colons; a colon inside brackets is part of its field, whose brackets stay. */
    static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        boolean bracket = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bracket = c == '[' || bracket && c != ']';
            if (c == ':' && !bracket) {
                fields.add(text.substring(from, i));
                from = i + 1;
            }
        }
        fields.add(text.substring(from));
        return fields;
    }

    /** A name, an address, or an IPv6 address in brackets, which are taken off. */
    static String host(String text, String where) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return address(text, where);
        }
        if (!NAME.matcher(text).matches()) {
            throw new GrammarException("'" + text + "' in '" + where
                    + "' is no host; write a name, an address, or an IPv6 address in brackets");
        }
        return text;
    }

    static int port(String text, String where) {
        int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new GrammarException("'" + text + "' in '" + where + "' is no port; use 1 to 65535");
        }
        return port;
    }

    /** An IPv4 or IPv6 address, with or without brackets, which are taken off. */
    static String address(String text, String where) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (literal(bare) == null) {
            throw new GrammarException(
                    "'" + text + "' in '" + where + "' is no address; write one such as 127.0.0.1 or [::1]");
        }
        return bare;
    }

    /** The address that a text is; null when it is a name. Never looks anything up. */
    public static InetAddress literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether a host is this machine by its name or address, without a look-up. */
    public static boolean isLoopback(String host) {
        InetAddress address = literal(host);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return address != null
                ? address.isLoopbackAddress()
                : name.equalsIgnoreCase("localhost")
                        || name.regionMatches(true, name.length() - ".localhost".length(), ".localhost", 0, 10);
    }
}
