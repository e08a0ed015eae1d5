// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.wire.Connector;
import io.vastar.wire.Poller;
import io.vastar.wire.ReadyHandler;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * The half of a {@link TlsWire} that lies on its socket: reads and writes ciphertext, and keeps the rest of what came in
 * or did not go out for the next time. Its other half hears of the socket first.
 */
abstract class CipherWire implements Wire, ReadyHandler {
    static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    final TlsConnector connector;

    private Wire below;

    /** Ciphertext of an incomplete record; null when there is none. */
    private ByteBuffer kept;

    /** Ciphertext that the socket did not take; null when there is none. */
    private ByteBuffer unsent;

    private boolean blocked;
    private boolean ended;

    CipherWire(TlsConnector connector) {
        this.connector = connector;
    }

    /** Begins to connect the socket; true when it is connected already. */
    final boolean connectBelow(Connector opener, Poller poller, SocketAddress address) throws IOException {
        below = opener.connect(poller, address, this);
        return below.isConnected();
    }

    final boolean finishConnectBelow() throws IOException {
        return below.finishConnect();
    }

    /** The socket's next ciphertext behind what was kept, ready to be read; at most so much. */
    final ByteBuffer load(int mostBytes) throws IOException {
        ByteBuffer input = connector.input();
        if (kept != null) {
            input.put(kept.flip());
            connector.giveBack(kept);
            kept = null;
        }
        input.limit(Math.max(input.position(), Math.min(input.capacity(), mostBytes)));
        if (!ended && input.hasRemaining()) {
            ended = below.read(input) < 0;
        }
        return input.flip();
    }

    /** Keeps what is left of the ciphertext for the next time. */
    final void keep(ByteBuffer input) {
        if (input.hasRemaining()) {
            kept = connector.take(input.remaining()).put(input);
        }
    }

    /** Whether a whole record was kept, of which no socket will tell. */
    final boolean keepsRecord() {
        return kept != null && Records.completeAt(kept, 0, kept.position());
    }

    /** Whether the socket has no more to read. */
    final boolean ended() {
        return ended;
    }

    /** The peer has said that there is no more to read. */
    final void end() {
        ended = true;
    }

    /** Sends ciphertext, and keeps what the socket does not take; false when there is such a rest. */
    final boolean send(ByteBuffer output) throws IOException {
        if (below.write(output)) {
            return true;
        }
        blocked = true;
        if (output.hasRemaining()) {
            unsent = connector.take(output.remaining()).put(output).flip();
        }
        return false;
    }

    /** Sends ciphertext once, whatever becomes of it. */
    final void sendLast(ByteBuffer output) throws IOException {
        below.write(output);
    }

    /** Sends what the socket did not take; false when there is still a rest. */
    final boolean flush() throws IOException {
        if (!below.write(unsent == null ? NOTHING : unsent)) {
            return false;
        }
        blocked = false;
        if (unsent != null) {
            connector.giveBack(unsent);
            unsent = null;
        }
        return true;
    }

    /** Whether ciphertext waits for the socket. */
    final boolean blocked() {
        return blocked;
    }

    final void closeBelow() {
        if (kept != null) {
            connector.giveBack(kept);
            kept = null;
        }
        if (unsent != null) {
            connector.giveBack(unsent);
            unsent = null;
        }
        below.close();
    }

    /** What the socket waits for; null when it is connected, or not yet there. */
    final String belowAwaits() {
        return below == null ? null : below.awaits();
    }
}
