// SPDX-License-Identifier: Apache-2.0
package io.vastar.names;

import io.vastar.grammar.ConnectTo;
import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HostPort;
import io.vastar.grammar.ProxyUrl;
import io.vastar.grammar.ResolveTo;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.NamesSpec;
import io.vastar.wire.TunnelAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * From the host and port of a URL to the addresses that connections go to: {@code connectTo} puts other hosts in their place,
 * a proxy is put before them, {@code resolve} or a look-up gives their addresses. Checks that nothing was said in vain.
 */
public final class Route {
    private final NamesSpec spec;
    private final List<HostPort> targets;
    private final ProxyUrl proxy;
    private final boolean tunnel;
    private final Map<HostPort, List<InetAddress>> resolved = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final AddressFamily family;

    private Route(NamesSpec spec, HostPort url, ProxyUrl proxy, boolean tunnel, Collection<InetAddress> sources) {
        this.spec = spec;
        this.proxy = proxy;
        this.tunnel = tunnel;
        family = AddressFamily.of(spec.family(), sources);
        targets = targets(url);
        List<HostPort> dialled = new ArrayList<>();
        if (proxy == null || tunnel && !proxy.looksUp()) {
            dialled.addAll(targets);
        }
        if (proxy != null) {
            dialled.add(new HostPort(proxy.host(), proxy.port()));
        }
        resolve(dialled);
        dialled.stream()
                .filter(at -> !resolved.containsKey(at) && HostPort.literal(at.host()) == null)
                .forEach(at -> names.add(at.host()));
    }

    /**
     * Looks up where the connections for a URL go. Blocks.
     *
     * @param proxy null when there is none
     * @param tunnel whether the proxy opens a way to the target; else it gets the requests itself
     * @param sources local addresses that connections are made from; may be empty
     * @throws ConfigurationException when something is wrong, or said in vain
     * @throws io.vastar.spi.TargetUnreachableException when a name is unknown
     */
    public static AddressBook lookUp(
            NamesSpec spec, HostPort url, ProxyUrl proxy, boolean tunnel, Collection<InetAddress> sources) {
        Route route = new Route(spec, url, proxy, tunnel, sources);
        long everyNs = route.everyNs();
        if (everyNs > 0) {
            TargetAddresses.keepNothing();
        }
        boolean several = route.targets.size() > 1;
        return new AddressBook(route, everyNs, several || Boolean.TRUE.equals(spec.spread()));
    }

    private List<HostPort> targets(HostPort url) {
        if (spec.connectTo() == null) {
            return List.of(url);
        }
        List<HostPort> found = new ArrayList<>();
        ConnectTo first = null;
        for (String text : spec.connectTo()) {
            ConnectTo line = parsed("--connect-to", text, ConnectTo::parse);
            if (!line.matches(url.host(), url.port())) {
                throw new ConfigurationException("--connect-to " + text + " does nothing, since the URL asks for " + url
                        + "; correct its first two parts, or leave it out");
            }
            boolean sameSource = first == null
                    || first.fromPort() == line.fromPort()
                            && String.valueOf(first.fromHost()).equalsIgnoreCase(String.valueOf(line.fromHost()));
            if (!sameSource) {
                throw new ConfigurationException("--connect-to " + text + " and an earlier one both match " + url
                        + " in different ways; write the same first two parts for hosts that shall take turns");
            }
            first = line;
            found.add(line.of(url.host(), url.port()));
        }
        if (proxy != null && !tunnel) {
            throw new ConfigurationException(
                    "--connect-to does nothing when an HTTP proxy gets the requests and chooses"
                            + " the way; add --proxy-tunnel, or leave one out");
        }
        return List.copyOf(found);
    }

    private void resolve(List<HostPort> dialled) {
        if (spec.resolve() == null) {
            return;
        }
        for (String text : spec.resolve()) {
            ResolveTo line = parsed("--resolve", text, ResolveTo::parse);
            boolean used = false;
            for (HostPort at : dialled) {
                if (line.matches(at.host(), at.port())) {
                    List<InetAddress> addresses = new ArrayList<>();
                    line.addresses().forEach(address -> addresses.add(HostPort.literal(address)));
                    resolved.put(at, addresses);
                    used = true;
                }
            }
            if (!used) {
                throw new ConfigurationException("--resolve " + text + " does nothing: what is looked up here is "
                        + dialled + "; correct its host and port, or leave it out");
            }
        }
    }

    private long everyNs() {
        String every = spec.lookUpEvery();
        if (every == null) {
            return 0;
        }
        long ns = parsed("--lookup-every", every, Durations::parseNs);
        if (ns == 0) {
            throw new ConfigurationException("--lookup-every 0 would never rest; write how often, such as 30s");
        }
        if (names.isEmpty()) {
            throw new ConfigurationException("--lookup-every does nothing: there is no name to look up on the way to "
                    + targets.get(0) + "; leave it out");
        }
        return ns;
    }

    private static <T> T parsed(String flag, String text, Function<String, T> grammar) {
        try {
            return grammar.apply(text);
        } catch (GrammarException e) {
            throw new ConfigurationException(flag + ": " + e.getMessage(), e);
        }
    }

    /** Names that are looked up, in order. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Blocks. Not empty. */
    List<SocketAddress> find() {
        if (proxy == null) {
            return all(targets);
        }
        List<SocketAddress> proxies = all(List.of(new HostPort(proxy.host(), proxy.port())));
        if (!tunnel) {
            return proxies;
        }
        List<SocketAddress> found = new ArrayList<>();
        for (HostPort target : targets) {
            List<? extends SocketAddress> ends = proxy.looksUp()
                    ? List.of(InetSocketAddress.createUnresolved(target.host(), target.port()))
                    : all(List.of(target));
            for (SocketAddress end : ends) {
                proxies.forEach(at -> found.add(new TunnelAddress(at, (InetSocketAddress) end)));
            }
        }
        return found;
    }

    private List<SocketAddress> all(List<HostPort> ends) {
        List<SocketAddress> found = new ArrayList<>();
        for (HostPort end : ends) {
            List<InetAddress> given = resolved.get(end);
            for (InetAddress address : family.of(end.host(), given == null ? TargetAddresses.of(end.host()) : given)) {
                found.add(new InetSocketAddress(address, end.port()));
            }
        }
        return List.copyOf(found);
    }

    static List<String> texts(List<SocketAddress> addresses) {
        Set<String> texts = new LinkedHashSet<>();
        for (SocketAddress address : addresses) {
            SocketAddress dialled = address instanceof TunnelAddress tunnel ? tunnel.proxy() : address;
            texts.add(
                    dialled instanceof InetSocketAddress inet
                            ? HostPort.bracketed(inet.getAddress().getHostAddress()) + ":" + inet.getPort()
                            : dialled.toString());
        }
        return List.copyOf(texts);
    }
}
