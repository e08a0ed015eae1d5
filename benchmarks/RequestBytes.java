// SPDX-License-Identifier: Apache-2.0
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Shows what a load generator sends: {@code java RequestBytes.java PORT_FILE REQUEST_FILE}. It listens on a free
 * loopback port, writes the port into the first file, and each request head, until it is ended, over the second.
 */
class RequestBytes {
    public static void main(String[] args) throws Exception {
        byte[] response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"))) {
            Files.writeString(Path.of(args[0]), String.valueOf(server.getLocalPort()));
            while (true) {
                Socket connection = server.accept();
                Thread thread = new Thread(() -> serve(connection, response, Path.of(args[1])));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket connection, byte[] response, Path file) {
        try (connection;
                InputStream in = connection.getInputStream()) {
            StringBuilder head = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                head.append((char) b);
                if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                    Path next = Files.writeString(
                            Files.createTempFile(file.toAbsolutePath().getParent(), "head", ""), head, StandardCharsets.ISO_8859_1);
                    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                    connection.getOutputStream().write(response);
                    head.setLength(0);
                }
            }
        } catch (java.io.IOException closed) {
            // The client has what it wanted.
        }
    }
}
