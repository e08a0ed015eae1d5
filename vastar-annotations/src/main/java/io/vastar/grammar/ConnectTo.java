// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.List;

/**
 * {@code HOST1:PORT1:HOST2:PORT2}, as in curl: what is meant for the first is sent to the second. An empty part of the first
 * matches any, of the second keeps what the URL says.
 *
 * @param fromHost null matches any
 * @param fromPort 0 matches any
 * @param toHost null keeps the URL's
 * @param toPort 0 keeps the URL's
 */
public record ConnectTo(String fromHost, int fromPort, String toHost, int toPort) {
    /** @throws GrammarException when it is none */
    public static ConnectTo parse(String text) {
        List<String> parts = HostPort.fields(text);
        if (parts.size() != 4) {
            throw new GrammarException(
                    "'" + text + "' does not have the four parts HOST1:PORT1:HOST2:PORT2, each of which"
                            + " may be empty; write one such as example.com:443:127.0.0.1:8443, an IPv6 address in brackets");
        }
        ConnectTo parsed = new ConnectTo(
                host(parts.get(0), text), port(parts.get(1), text), host(parts.get(2), text), port(parts.get(3), text));
        if (parsed.toHost == null && parsed.toPort == 0) {
            throw new GrammarException("'" + text + "' names nothing to connect to; write HOST2, PORT2 or both");
        }
        return parsed;
    }

    private static String host(String text, String where) {
        return text.isEmpty() ? null : HostPort.host(text, where);
    }

    private static int port(String text, String where) {
        return text.isEmpty() ? 0 : HostPort.port(text, where);
    }

    public boolean matches(String host, int port) {
        return (fromHost == null || fromHost.equalsIgnoreCase(host)) && (fromPort == 0 || fromPort == port);
    }

    public HostPort of(String host, int port) {
        return new HostPort(toHost == null ? host : toHost, toPort == 0 ? port : toPort);
    }
}
