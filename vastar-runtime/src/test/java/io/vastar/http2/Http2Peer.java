// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** A server that says over HTTP/2 what a test wants it to say, right or wrong. Each connection follows the same script. */
final class Http2Peer implements AutoCloseable {
    private static final int SOCKET_LIMIT_MS = 10_000;

    private final ServerSocket listener;
    private final Script script;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    interface Script {
        void run(Connection connection) throws IOException;
    }

    private Http2Peer(Script script) throws IOException {
        this.script = script;
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon("http2-peer", this::accept);
    }

    /** The script runs after both sides' settings. */
    static Http2Peer start(Script script) throws IOException {
        return new Http2Peer(connection -> {
            connection.settings();
            connection.preface();
            script.run(connection);
        });
    }

    /** The script has to send everything itself. */
    static Http2Peer raw(Script script) throws IOException {
        return new Http2Peer(script);
    }

    List<SocketAddress> addresses() {
        return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                socket.setSoTimeout(SOCKET_LIMIT_MS);
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon("http2-peer-connection", () -> serve(socket));
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.run(new Connection(socket));
        } catch (IOException e) {
            return; // the client has gone
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** A frame of the client. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        long number() {
            return new UnsafeBuffer(payload).getLong(0, BIG_ENDIAN);
        }
    }

    static final class Connection {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void preface() throws IOException {
            in.readNBytes(FrameWriter.PREFACE_BYTES);
        }

        void settings(long... idsAndValues) throws IOException {
            int to = FrameWriter.settings(buffer, 0, idsAndValues.length / 2);
            for (int i = 0; i < idsAndValues.length; i += 2) {
                to = FrameWriter.setting(buffer, to, (int) idsAndValues[i], idsAndValues[i + 1]);
            }
            write(to);
        }

        Frame await(int type) throws IOException {
            Frame frame = read();
            while (frame.type() != type) {
                frame = read();
            }
            return frame;
        }

        private Frame read() throws IOException {
            int first = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(first >>> 8);
            if (payload.length < first >>> 8) {
                throw new EOFException();
            }
            return new Frame(first & 0xFF, flags, stream, payload);
        }

        /** Waits for the head of the next request; its stream. */
        int request() throws IOException {
            return await(FrameType.HEADERS).stream();
        }

        void head(int stream, boolean last, String... namesAndValues) throws IOException {
            UnsafeBuffer block = new UnsafeBuffer(new byte[4096]);
            int length = 0;
            for (int i = 0; i < namesAndValues.length; i += 2) {
                UnsafeBuffer name = ascii(namesAndValues[i]);
                UnsafeBuffer value = ascii(namesAndValues[i + 1]);
                length = HpackEncoder.field(block, length, name, 0, name.capacity(), value, 0, value.capacity());
            }
            write(FrameWriter.headers(buffer, 0, stream, last, block, 0, length, FrameType.MIN_MAX_FRAME_BYTES));
        }

        void data(int stream, boolean last, String text) throws IOException {
            UnsafeBuffer bytes = ascii(text);
            write(FrameWriter.data(buffer, 0, stream, last, bytes, 0, bytes.capacity()));
        }

        void answer(int stream, String body) throws IOException {
            head(stream, false, ":status", "200", "content-length", Integer.toString(body.length()));
            data(stream, true, body);
        }

        void reset(int stream, int code) throws IOException {
            write(FrameWriter.rstStream(buffer, 0, stream, code));
        }

        void goAway(int lastStream, int code, String debug) throws IOException {
            UnsafeBuffer bytes = ascii(debug);
            write(FrameWriter.goAway(buffer, 0, lastStream, code, bytes, 0, bytes.capacity()));
        }

        void widen(int stream, int bytes) throws IOException {
            write(FrameWriter.windowUpdate(buffer, 0, stream, bytes));
        }

        void ping(long opaque) throws IOException {
            write(FrameWriter.ping(buffer, 0, opaque, false));
        }

        void bytes(byte[] raw) throws IOException {
            out.write(raw);
            out.flush();
        }

        private void write(int length) throws IOException {
            byte[] frame = new byte[length];
            buffer.getBytes(0, frame);
            bytes(frame);
        }

        /** Reads on until the client has gone. */
        void drain() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        void close() throws IOException {
            socket.close();
        }
    }

    private static UnsafeBuffer ascii(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
