// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import io.vastar.spi.ErrorKind;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One non-blocking TCP connection, watched by a poller. Interest in reads is set once and stays; interest in writes
 * exists only between a short write and its continuation, so that a request costs one write and one read.
 */
final class TcpWire implements Wire {
    private final SocketChannel channel;
    private final Poller.Watch watch;
    private boolean awaitsWritable;

    private TcpWire(SocketChannel channel, Poller.Watch watch) {
        this.channel = channel;
        this.watch = watch;
    }

    /**
     * Begins to connect. The handler hears {@link ReadyHandler#onConnectable()} unless {@link #isConnected()} is
     * already true on return.
     *
     * @param source to connect from; null leaves it to the system
     * @throws IOException when the attempt fails at once
     */
    static TcpWire connect(Poller poller, InetAddress source, SocketAddress address, ReadyHandler handler)
            throws IOException {
        boolean local = address instanceof UnixDomainSocketAddress;
        SocketChannel channel = local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (!local) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            if (source != null) {
                bind(channel, source);
            }
            boolean connected = channel.connect(address);
            return new TcpWire(channel, poller.watch(channel, !connected, handler));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void bind(SocketChannel channel, InetAddress source) throws IOException {
        try {
            channel.bind(new InetSocketAddress(source, 0));
        } catch (BindException e) {
            throw new WireException(
                    ErrorKind.NO_LOCAL_PORTS,
                    "no port of the source address " + source.getHostAddress() + " is free (" + e.getMessage()
                            + "); add more of them to --source, or keep connections alive",
                    e);
        }
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (!channel.finishConnect()) {
            return false;
        }
        watch.forReads();
        return true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        channel.write(from);
        if (from.hasRemaining()) {
            if (!awaitsWritable) {
                awaitsWritable = true;
                watch.forReadsAndWrites();
            }
            return false;
        }
        if (awaitsWritable) {
            awaitsWritable = false;
            watch.forReads();
        }
        return true;
    }

    @Override
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
