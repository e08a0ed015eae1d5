// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One non-blocking TCP connection, registered with a poller. Read interest is set once and stays; write interest exists
 * only between a short write and its continuation, so that a request costs one write and one read.
 */
public final class TcpWire {
    private final SocketChannel channel;
    private final SelectionKey key;

    private TcpWire(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Begins to connect. The handler hears {@link ReadyHandler#onConnectable()} unless {@link #isConnected()} is
     * already true on return.
     *
     * @throws IOException when the attempt fails at once
     */
    public static TcpWire connect(Poller poller, InetSocketAddress address, ReadyHandler handler) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(address);
            int interest = connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
            return new TcpWire(channel, channel.register(poller.selector(), interest, handler));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public boolean isConnected() {
        return channel.isConnected();
    }

    /** Ends a connection attempt after {@link ReadyHandler#onConnectable()}; throws when it failed. */
    public void finishConnect() throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Bytes read, 0 when there are none, -1 at the end of the stream. */
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** Writes what the socket takes now; what remains in the buffer waits for {@link ReadyHandler#onWritable()}. */
    public void write(ByteBuffer from) throws IOException {
        channel.write(from);
        if (from.hasRemaining()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** The short write has been completed. */
    public void writeDone() {
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Closes at once; the poller forgets the wire. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }
}
