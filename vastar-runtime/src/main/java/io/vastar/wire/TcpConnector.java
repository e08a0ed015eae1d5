// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.net.SocketAddress;

/** Plain connections over TCP. */
public final class TcpConnector implements Connector {
    @Override
    public Wire connect(Poller poller, SocketAddress address, ReadyHandler handler) throws IOException {
        return TcpWire.connect(poller, address, handler);
    }
}
