// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.Durations;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.NamesSpec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where connections go and come from. Names are those of curl where it has them. */
final class RouteFlags {
    @Option(
            names = "--connect-to",
            order = 1,
            paramLabel = "HOST1:PORT1:HOST2:PORT2",
            description =
                    "Connect to HOST2:PORT2 for what the URL asks of HOST1:PORT1; empty parts match any, or keep the"
                            + " URL's. Repeat it for hosts that take turns.")
    private final List<String> connectTo = new ArrayList<>();

    @Option(
            names = "--resolve",
            order = 2,
            paramLabel = "HOST:PORT:ADDRESS",
            description = "Addresses (with commas) in place of looking HOST up.")
    private final List<String> resolve = new ArrayList<>();

    @Option(names = "-4", order = 3, description = "IPv4 addresses only.")
    private boolean four;

    @Option(names = "-6", order = 4, description = "IPv6 addresses only.")
    private boolean six;

    @Option(
            names = "--dns-spread",
            order = 5,
            description = "Spread connections over all addresses of the name. Without it they go to the first one that"
                    + " accepts.")
    private Boolean spread;

    @Option(
            names = {"--lookup-every", "--dns-ttl"},
            order = 6,
            paramLabel = "TIME",
            description = "Look names up again so often; connections opened from then on go to the new addresses."
                    + " Default: once, before the run.")
    private String lookUpEvery;

    @Option(
            names = "--source",
            order = 7,
            paramLabel = "ADDRESS",
            split = ",",
            description = "Local addresses that connections come from, in turn: 127.0.0.2,127.0.0.3. Each has its own"
                    + " 28,000 ports or so.")
    private final List<String> sources = new ArrayList<>();

    @Option(
            names = "--unix-socket",
            order = 8,
            paramLabel = "PATH",
            description = "Connect to this Unix domain socket; the Host header stays that of the URL.")
    private String unixSocket;

    Overrides.Request on(Overrides.Request request) {
        return request.withTransport(request.transport().with(spec()));
    }

    private NamesSpec spec() {
        if (four && six) {
            throw new ConfigurationException(
                    "-4 and -6 exclude each other; leave both out for addresses of both kinds");
        }
        return new NamesSpec(
                orNull(connectTo),
                orNull(resolve),
                four ? "4" : six ? "6" : null,
                every(),
                spread,
                orNull(sources),
                unixSocket);
    }

    /** As in other flags, a bare number is seconds. */
    private String every() {
        if (lookUpEvery == null || !lookUpEvery.strip().matches("[0-9.]+")) {
            return lookUpEvery;
        }
        String seconds = lookUpEvery.strip() + "s";
        Durations.parseNs(seconds);
        return seconds;
    }

    private static List<String> orNull(List<String> list) {
        return list.isEmpty() ? null : list;
    }
}
