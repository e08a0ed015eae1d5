// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code HOST:PORT:ADDRESS[,ADDRESS]…}, as in curl: addresses in place of a look-up. The host {@code *} matches any.
 *
 * @param addresses without brackets, in order
 */
public record ResolveTo(String host, int port, List<String> addresses) {
    public ResolveTo {
        addresses = List.copyOf(addresses);
    }

    /** @throws GrammarException when it is none */
    public static ResolveTo parse(String text) {
        List<String> parts = HostPort.fields(text);
        if (parts.size() < 3) {
            throw new GrammarException("'" + text + "' does not have the parts HOST:PORT:ADDRESS; write one such as"
                    + " example.com:80:127.0.0.1 or example.com:80:127.0.0.1,127.0.0.2");
        }
        String host = parts.get(0).equals("*") ? "*" : HostPort.host(parts.get(0), text);
        List<String> addresses = new ArrayList<>();
        // an IPv6 address may stand without brackets, as nothing comes after it
        for (String address : String.join(":", parts.subList(2, parts.size())).split(",", -1)) {
            addresses.add(HostPort.address(address.strip(), text));
        }
        return new ResolveTo(host, HostPort.port(parts.get(1), text), addresses);
    }

    public boolean matches(String name, int number) {
        return number == port && (host.equals("*") || host.equalsIgnoreCase(name));
    }
}
