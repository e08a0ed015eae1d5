// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * How the target's address is found, in the user's terms. Null means that nothing is said.
 *
 * @param connectTo {@code HOST1:PORT1:HOST2:PORT2}, as in curl: what is asked of the first is sent to the second; several
 *     for the same first take turns
 * @param resolve {@code HOST:PORT:ADDRESS[,ADDRESS]…}, as in curl: addresses in place of a look-up
 * @param family {@code 4} or {@code 6}: addresses of this kind only
 * @param lookUpEveryNs how often the name is looked up again; 0 looks it up once
 * @param sources local addresses that connections are made from, in turn
 * @param unixSocket path of a Unix domain socket to connect to in place of the URL's host and port
 */
public record NamesSpec(
        List<String> connectTo,
        List<String> resolve,
        String family,
        Long lookUpEveryNs,
        List<String> sources,
        String unixSocket) {
    /** Says nothing. */
    public static final NamesSpec NONE = new NamesSpec(null, null, null, null, null, null);

    public NamesSpec {
        connectTo = connectTo == null ? null : List.copyOf(connectTo);
        resolve = resolve == null ? null : List.copyOf(resolve);
        sources = sources == null ? null : List.copyOf(sources);
    }

    /** This where it says something, else the other. */
    public NamesSpec over(NamesSpec other) {
        return new NamesSpec(
                Spec.first(connectTo, other.connectTo),
                Spec.first(resolve, other.resolve),
                Spec.first(family, other.family),
                Spec.first(lookUpEveryNs, other.lookUpEveryNs),
                Spec.first(sources, other.sources),
                Spec.first(unixSocket, other.unixSocket));
    }
}
