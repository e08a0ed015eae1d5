// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.WireTap;
import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.NanoClock;

/** Shows a tap what goes over the wires of another connector. */
final class TappedConnector implements Connector {
    private final Connector connector;
    private final WireTap tap;
    private final NanoClock clock;
    private int wires;

    TappedConnector(Connector connector, WireTap tap, NanoClock clock) {
        this.connector = connector;
        this.tap = tap;
        this.clock = clock;
    }

    @Override
    public Wire connect(Poller poller, SocketAddress address, ReadyHandler handler) throws IOException {
        long beganNs = clock.nanoTime();
        TappedWire wire = new TappedWire(connector.connect(poller, address, handler), address, beganNs);
        if (wire.isConnected()) {
            wire.opened();
        }
        return wire;
    }

    @Override
    public int poll() {
        return connector.poll();
    }

    @Override
    public void close() {
        connector.close();
    }

    final class TappedWire implements Wire {
        private final Wire wire;
        private final SocketAddress address;
        private final long beganNs;
        private int number = -1;
        private boolean ended;

        TappedWire(Wire wire, SocketAddress address, long beganNs) {
            this.wire = wire;
            this.address = address;
            this.beganNs = beganNs;
        }

        void opened() {
            number = wires++;
            List<String> facts = new ArrayList<>();
            if (security() != null) {
                facts.add(security());
            }
            if (handshakeNs() > 0) {
                facts.add("TLS handshake " + handshakeNs() / 1_000 + " µs" + (isResumed() ? ", resumed" : ""));
            }
            if (applicationProtocol() != null) {
                facts.add(applicationProtocol());
            }
            tap.opened(number, address, String.join(", ", facts), clock.nanoTime() - beganNs);
        }

        @Override
        public boolean isConnected() {
            return wire.isConnected();
        }

        @Override
        public boolean finishConnect() throws IOException {
            boolean connected = wire.finishConnect();
            if (connected) {
                opened();
            }
            return connected;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int from = into.position();
            int bytes = wire.read(into);
            if (bytes > 0) {
                tap.received(number, into.duplicate().flip().position(from));
            }
            ended |= bytes < 0;
            return bytes;
        }

        @Override
        public boolean write(ByteBuffer from) throws IOException {
            ByteBuffer written = from.duplicate();
            boolean all = wire.write(from);
            written.limit(from.position());
            if (written.hasRemaining()) {
                tap.sent(number, written);
            }
            return all;
        }

        @Override
        public void close() {
            wire.close();
            if (number >= 0) {
                tap.closed(number, ended);
            }
        }

        @Override
        public boolean endedCleanly() {
            return wire.endedCleanly();
        }

        @Override
        public String security() {
            return wire.security();
        }

        @Override
        public String applicationProtocol() {
            return wire.applicationProtocol();
        }

        @Override
        public String awaits() {
            return wire.awaits();
        }

        @Override
        public long handshakeNs() {
            return wire.handshakeNs();
        }

        @Override
        public boolean isResumed() {
            return wire.isResumed();
        }
    }
}
