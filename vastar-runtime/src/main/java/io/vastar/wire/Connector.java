// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * Opens the wires of one lane, on its thread. Layers stack: TCP, a proxy's tunnel over it, TLS over that; what the wires of
 * one layer share, such as a buffer, belongs to its connector.
 */
public interface Connector extends AutoCloseable {
    /**
     * Begins to connect. The handler hears {@link ReadyHandler#onConnectable()} unless {@link Wire#isConnected()} is
     * already true on return.
     *
     * @throws IOException when the attempt fails at once
     */
    Wire connect(Poller poller, SocketAddress address, ReadyHandler handler) throws IOException;

    /** Makes the progress that no socket announces, such as tasks ended on another thread; returns how much was done. */
    default int poll() {
        return 0;
    }

    /** Releases what the wires shared; all of them have been closed. */
    @Override
    default void close() {}

    /** Makes a connector for each lane. Immutable; any thread. */
    interface Factory {
        Connector create();

        /** Implementation and versions of TLS, such as {@code conscrypt TLSv1.3}; null when the wires are plain. */
        default String security() {
            return null;
        }
    }
}
