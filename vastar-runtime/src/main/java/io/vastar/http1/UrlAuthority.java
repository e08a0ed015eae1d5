// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.Printable;
import io.vastar.spi.ConfigurationException;
import java.net.IDN;
import java.util.regex.Pattern;

/** Host and port of a URL (RFC 3986 §3.2.2, §3.2.3); the host in ASCII, without brackets. */
record UrlAuthority(String host, int port) {
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._~-]+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    static UrlAuthority parse(String text, String url, int defaultPort) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                throw new ConfigurationException("'" + url + "' has '[' without ']'; write http://[::1]:8080/");
            }
            String rest = text.substring(end + 1);
            if (!rest.isEmpty() && rest.charAt(0) != ':') {
                throw new ConfigurationException(
                        "'" + url + "' has '" + rest + "' after ']'; write the port as in http://[::1]:8080/");
            }
            return new UrlAuthority(ipv6(text.substring(1, end), url), port(rest, url, defaultPort));
        }
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
            throw new ConfigurationException("'" + text + "' in '" + url
                    + "' has more than one ':'; put an IPv6 address in brackets, as in http://[::1]:8080/");
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        return new UrlAuthority(name(name, url), port(text.substring(name.length()), url, defaultPort));
    }

    private static String ipv6(String text, String url) {
        String address = text.replaceFirst("%25", "%");
        if (!IPV6.matcher(address).matches()) {
            throw new ConfigurationException(
                    "'" + text + "' in '" + url + "' is not an IPv6 address; write one such as [::1]");
        }
        return address;
    }

    private static String name(String text, String url) {
        if (text.isEmpty()) {
            throw new ConfigurationException("'" + url + "' has no host; write one, as in http://localhost:8080/");
        }
        String ascii;
        try {
            ascii = IDN.toASCII(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(noHostName(text, url), e); // its own message names a class of the JDK
        }
        if (!NAME.matcher(ascii).matches() || ascii.startsWith(".") || ascii.contains("..")) {
            throw new ConfigurationException(noHostName(text, url));
        }
        return ascii;
    }

    private static String noHostName(String text, String url) {
        return "'" + Printable.text(text) + "' in '" + Printable.text(url)
                + "' is not a host name; use letters, digits, '-', '_' and single dots, at most 63 characters between dots";
    }

    private static int port(String text, String url, int defaultPort) {
        if (text.length() < 2) {
            return defaultPort;
        }
        String digits = text.substring(1);
        int port = DIGITS.matcher(digits).matches() && digits.length() < 10 ? Integer.parseInt(digits) : -1;
        if (port < 1 || port > 65535) {
            throw new ConfigurationException("'" + digits + "' in '" + url + "' is not a port; use 1 to 65535");
        }
        return port;
    }
}
