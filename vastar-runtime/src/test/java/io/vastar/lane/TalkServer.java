// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side of {@link TalkCodec}: what it does with each connection is the test's. */
final class TalkServer implements AutoCloseable {
    final List<String> received = new CopyOnWriteArrayList<>();

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Serves one connection until it returns. */
    interface Talk {
        void with(Line in, OutputStream out, int connection) throws IOException;
    }

    /** The next line; null at the end. */
    interface Line {
        String next() throws IOException;
    }

    TalkServer(Talk talk) throws IOException {
        Thread accepting = new Thread(() -> accept(talk), "talk-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Greets, and answers each request at once. */
    static TalkServer echoing() throws IOException {
        return new TalkServer((in, out, connection) -> {
            for (String line = in.next(); line != null; line = in.next()) {
                send(out, line.equals("HI") ? "OK" : line);
            }
        });
    }

    static void send(OutputStream out, String... lines) throws IOException {
        out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept(Talk talk) {
        for (int i = 0; !listener.isClosed(); i++) {
            int connection = i;
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread serving = new Thread(() -> serve(talk, socket, connection), "talk-" + i);
                serving.setDaemon(true);
                serving.start();
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void serve(Talk talk, Socket socket, int connection) {
        try (socket) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            talk.with(
                    () -> {
                        String line = reader.readLine();
                        if (line != null) {
                            received.add(line);
                        }
                        return line;
                    },
                    socket.getOutputStream(),
                    connection);
        } catch (IOException e) {
            // the client left, or the test is over
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
