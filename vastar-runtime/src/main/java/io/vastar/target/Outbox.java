// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The way of one connection's bytes into its socket. Holds a buffer of its own only while the socket takes no more. */
final class Outbox {
    private final EventLoop loop;
    private final SocketChannel channel;
    private ByteBuffer unsent;

    Outbox(EventLoop loop, SocketChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /** Whether bytes wait for the socket; nothing more may be flushed then. */
    boolean isBlocked() {
        return unsent != null;
    }

    /** Sends the loop's output and empties it; false when the socket did not take all, and the rest is kept here. */
    boolean flush() throws IOException {
        ByteBuffer out = loop.output();
        if (out.position() == 0) {
            return true;
        }
        out.flip();
        channel.write(out);
        boolean sent = !out.hasRemaining();
        if (!sent) {
            unsent = loop.borrowOutput();
            unsent.put(out).flip();
        }
        out.clear();
        return sent;
    }

    /** Sends what was kept; whether nothing is left. */
    boolean resume() throws IOException {
        if (unsent != null) {
            channel.write(unsent);
            if (unsent.hasRemaining()) {
                return false;
            }
            release();
        }
        return true;
    }

    void release() {
        if (unsent != null) {
            loop.returnOutput(unsent);
            unsent = null;
        }
    }
}
