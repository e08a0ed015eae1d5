// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the target's address is found, in the user's terms. Null means that nothing is said.
 *
 * @param connectTo {@code HOST1:PORT1:HOST2:PORT2}, as in curl: what is asked of the first is sent to the second; several
 *     for the same first take turns
 * @param resolve {@code HOST:PORT:ADDRESS[,ADDRESS]…}, as in curl: addresses in place of a look-up
 * @param family {@code 4} or {@code 6}: addresses of this kind only
 * @param lookUpEvery how often the name is looked up again, such as {@code 30s}
 * @param spread true spreads connections over all addresses; else the others are for when one fails
 * @param sources local addresses that connections are made from, in turn
 * @param unixSocket path of a Unix domain socket to connect to in place of the URL's host and port
 */
public record NamesSpec(
        List<String> connectTo,
        List<String> resolve,
        String family,
        String lookUpEvery,
        Boolean spread,
        List<String> sources,
        String unixSocket) {
    /** Says nothing. */
    public static final NamesSpec NONE = new NamesSpec(null, null, null, null, null, null, null);

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
                Spec.first(lookUpEvery, other.lookUpEvery),
                Spec.first(spread, other.spread),
                Spec.first(sources, other.sources),
                Spec.first(unixSocket, other.unixSocket));
    }

    /** With every text changed, as placeholders are. */
    public NamesSpec map(UnaryOperator<String> change) {
        return new NamesSpec(
                Spec.changed(connectTo, change),
                Spec.changed(resolve, change),
                Spec.changed(family, change),
                Spec.changed(lookUpEvery, change),
                spread,
                Spec.changed(sources, change),
                Spec.changed(unixSocket, change));
    }

    public NamesSpec withConnectTo(String line) {
        return new NamesSpec(Spec.with(connectTo, line), resolve, family, lookUpEvery, spread, sources, unixSocket);
    }

    public NamesSpec withResolve(String line) {
        return new NamesSpec(connectTo, Spec.with(resolve, line), family, lookUpEvery, spread, sources, unixSocket);
    }

    public NamesSpec withFamily(String newFamily) {
        return new NamesSpec(connectTo, resolve, newFamily, lookUpEvery, spread, sources, unixSocket);
    }

    public NamesSpec withLookUpEvery(String newLookUpEvery) {
        return new NamesSpec(connectTo, resolve, family, newLookUpEvery, spread, sources, unixSocket);
    }

    public NamesSpec withSpread(boolean newSpread) {
        return new NamesSpec(connectTo, resolve, family, lookUpEvery, newSpread, sources, unixSocket);
    }

    public NamesSpec withSource(String address) {
        return new NamesSpec(connectTo, resolve, family, lookUpEvery, spread, Spec.with(sources, address), unixSocket);
    }

    public NamesSpec withUnixSocket(String path) {
        return new NamesSpec(connectTo, resolve, family, lookUpEvery, spread, sources, path);
    }
}
