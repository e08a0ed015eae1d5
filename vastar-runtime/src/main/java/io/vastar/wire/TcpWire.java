// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One non-blocking TCP connection, watched by a poller. Interest in reads is set once and stays; interest in writes
 * exists only between a short write and its continuation, so that a request costs one write and one read.
 */
public final class TcpWire {
    private final SocketChannel channel;
    private final Poller.Watch watch;

    private TcpWire(SocketChannel channel, Poller.Watch watch) {
        this.channel = channel;
        this.watch = watch;
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
            return new TcpWire(channel, poller.watch(channel, !connected, handler));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public boolean isConnected() {
        return channel.isConnected();
    }

    /**
     * Ends a connection attempt after {@link ReadyHandler#onConnectable()}.
     *
     * @return false when it is still going on
     * @throws IOException when it failed
     */
    public boolean finishConnect() throws IOException {
        if (!channel.finishConnect()) {
            return false;
        }
        watch.forReads();
        return true;
    }

    /** Bytes read, 0 when there are none, -1 at the end of the stream. */
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** Writes what the socket takes now; what remains in the buffer waits for {@link ReadyHandler#onWritable()}. */
    public void write(ByteBuffer from) throws IOException {
        channel.write(from);
        if (from.hasRemaining()) {
            watch.forReadsAndWrites();
        }
    }

    /** The short write has been completed. */
    public void writeDone() {
        watch.forReads();
    }

    /** Closes at once; the poller forgets the wire. */
    public void close() {
        watch.end();
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone all the same (close(2)); there is nothing left to do with this wire.
            return;
        }
    }
}
