// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.LaneContext;
import io.vastar.wire.Addresses;
import io.vastar.wire.Connector;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import org.agrona.concurrent.SystemNanoClock;

/** Opens one connection before a run, to see what the target agrees to. Blocks. */
public final class Probe implements ReadyHandler {
    private static final long LIMIT_NS = 5_000_000_000L;
    private static final long WAIT_NS = 10_000_000L;

    private final Dial dial;
    private Dial.State state;

    private Probe(LaneWires wires) {
        dial = new Dial(wires);
        state = dial.begin(wires.clock().nanoTime(), this);
    }

    /** What ALPN chose (RFC 7301), empty for nothing; null when no connection could be opened. */
    public static String applicationProtocol(Addresses addresses, Connector.Factory connectors) {
        LaneContext context = new LaneContext(1, LIMIT_NS, SystemNanoClock.INSTANCE);
        try (LaneWires wires = new LaneWires(context, addresses, connectors.create())) {
            Probe probe = new Probe(wires);
            while (probe.state == Dial.State.DIALLING) {
                wires.poll(WAIT_NS);
                if (probe.state == Dial.State.DIALLING) {
                    probe.state = probe.dial.checkTimeout(wires.clock().nanoTime());
                }
            }
            if (probe.state != Dial.State.OPEN) {
                return null;
            }
            Wire wire = probe.dial.take();
            String protocol = wire.applicationProtocol();
            wire.close();
            return protocol == null ? "" : protocol;
        }
    }

    @Override
    public void onConnectable() {
        if (state == Dial.State.DIALLING) {
            state = dial.onConnectable();
        }
    }

    @Override
    public void onReadable() {}

    @Override
    public void onWritable() {}
}
