// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Sees what goes over a lane's connections, for looking at single exchanges; runs that measure have none. Behind TLS and
 * proxies it sees what the target sees. Called on the agent's thread; may allocate, must not block, and keeps no buffer.
 */
public interface WireTap {
    /**
     * A connection is open.
     *
     * @param wire number of the connection, counted from 0 in the order of opening
     * @param address of the target, or of its proxy
     * @param facts what was agreed on, such as {@code TLS handshake 2.1 ms, h2}; empty when there is nothing to say
     * @param tookNs from the beginning of the attempt
     */
    void opened(int wire, SocketAddress address, String facts, long tookNs);

    /** These bytes were handed to the connection, from position to limit. */
    void sent(int wire, ByteBuffer bytes);

    /** These bytes came, from position to limit. */
    void received(int wire, ByteBuffer bytes);

    /** @param byPeer whether the target had ended the stream */
    void closed(int wire, boolean byPeer);
}
