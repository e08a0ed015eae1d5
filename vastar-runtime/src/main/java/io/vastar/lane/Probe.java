// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Lane.Readiness;
import io.vastar.spi.LaneContext;
import io.vastar.wire.Addresses;
import io.vastar.wire.Connector;
import io.vastar.wire.Wire;
import org.agrona.concurrent.SystemNanoClock;

/** Opens one connection before a run, to see what the target agrees to. Blocks. */
public final class Probe implements Dial.Caller, Openings.Opener {
    private static final long LIMIT_NS = 5_000_000_000L;
    private static final long WAIT_NS = 10_000_000L;

    private final Openings openings;
    private String protocol;

    private Probe(LaneWires wires) {
        openings = new Openings(wires, 1, 1);
    }

    @Override
    public void dial(int place, long nowNs) {
        openings.dial(place).begin(nowNs, this);
    }

    /** What ALPN chose (RFC 7301), empty for nothing; null when no connection could be opened. */
    public static String applicationProtocol(Addresses addresses, Connector.Factory connectors) {
        LaneContext context = new LaneContext(1, LIMIT_NS, SystemNanoClock.INSTANCE);
        try (LaneWires wires = new LaneWires(context, addresses, connectors.create())) {
            Probe probe = new Probe(wires);
            probe.openings.begin(probe);
            while (probe.openings.readiness() == Readiness.OPENING) {
                wires.poll(WAIT_NS);
                probe.openings.poll();
            }
            return probe.protocol;
        }
    }

    @Override
    public void connected(Wire wire) {
        openings.dial(0).useful();
        protocol = wire.applicationProtocol() == null ? "" : wire.applicationProtocol();
        wire.close();
    }

    @Override
    public void notConnected(ErrorKind kind, String words) {}

    @Override
    public void onConnectable() {
        openings.dial(0).onConnectable();
    }

    @Override
    public void onReadable() {}

    @Override
    public void onWritable() {}
}
