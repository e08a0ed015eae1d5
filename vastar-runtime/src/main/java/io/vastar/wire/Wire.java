// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One non-blocking connection that carries bytes, plain or behind a tunnel and TLS. Made by a {@link Connector}; owned by
 * the thread of its {@link Poller}, on which all calls come. Nothing here blocks, and reads and writes of an open
 * connection allocate nothing.
 */
public interface Wire {
    /** Whether it is open and carries bytes. */
    boolean isConnected();

    /**
     * Ends a connection attempt after {@link ReadyHandler#onConnectable()}.
     *
     * @return false when it is still going on
     * @throws IOException when it failed; a {@link WireException} knows the kind of the failure
     */
    boolean finishConnect() throws IOException;

    /** Bytes read, 0 when there are none, -1 at the end of the stream. */
    int read(ByteBuffer into) throws IOException;

    /**
     * Writes what the connection takes now.
     *
     * @return false when some of it is left, in the buffer or in the wire: {@link ReadyHandler#onWritable()} will then
     *     tell when to call again with the same buffer, though it may have nothing remaining
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Closes at once; the poller forgets the wire. */
    void close();

    /**
     * Whether the end that {@link #read} reported was the peer's word. Over TLS a stream may end without it, and then may
     * have been cut short by anybody on the way (RFC 8446 §6.1).
     */
    default boolean endedCleanly() {
        return true;
    }

    /** Version, cipher suite and implementation of TLS for people; null without TLS. Known once connected. */
    default String security() {
        return null;
    }

    /** The protocol that both ends agreed on (RFC 7301), such as {@code h2}; null when they named none. */
    default String applicationProtocol() {
        return null;
    }

    /**
     * What a connection attempt is waiting for, in words, such as {@code the TLS handshake}; null for the connection itself.
     */
    default String awaits() {
        return null;
    }

    /** How long the TLS handshake took, nanoseconds; 0 without TLS. Known once connected. */
    default long handshakeNs() {
        return 0;
    }

    /** Whether the TLS handshake resumed an earlier session. */
    default boolean isResumed() {
        return false;
    }
}
