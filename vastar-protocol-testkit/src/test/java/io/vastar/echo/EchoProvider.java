// SPDX-License-Identifier: Apache-2.0
package io.vastar.echo;

import io.vastar.grammar.OptionRules;
import io.vastar.grammar.Sizes;
import io.vastar.lane.LaneWires;
import io.vastar.lane.SessionLane;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.Metrics;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.wire.TcpConnector;
import java.lang.annotation.Annotation;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A toy protocol, to show that one is nothing but a module: no other file of the build names it. */
public final class EchoProvider implements ProtocolProvider {
    private static final OptionRules RULES = OptionRules.of(Echo.class);

    @Override
    public String id() {
        return "echo";
    }

    @Override
    public List<String> schemes() {
        return RULES.schemes();
    }

    @Override
    public String summary() {
        return "Sends lines to a server that sends them back.";
    }

    @Override
    public Class<? extends Annotation> options() {
        return Echo.class;
    }

    @Override
    public Metrics metrics() {
        return new Metrics(List.of(), new EchoCodes(), List.of(), List.of(), List.of());
    }

    @Override
    public LaneFactory prepare(RequestSpec request) {
        URI url = URI.create(request.url());
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        int size = (int) Sizes.parseBytes(RULES.text("size", request.options().values()));
        String letter = RULES.text("letter", request.options().values());
        String user = RULES.text("user", request.options().values());
        byte[] message = (letter.repeat(size) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] login = user.isEmpty() ? null : ("!" + user + "\n").getBytes(StandardCharsets.US_ASCII);
        return new LaneFactory() {
            @Override
            public Lane create(LaneContext context) {
                LaneWires wires = new LaneWires(context, List.of(address), new TcpConnector());
                return new SessionLane(context, wires, () -> new EchoCodec(message, login), 1, false);
            }

            @Override
            public long requestBytes() {
                return message.length;
            }
        };
    }

    @Override
    public LoopbackPeer startLoopbackPeer(RequestSpec target) {
        return new EchoServer();
    }
}
