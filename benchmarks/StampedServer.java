// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A target that knows how long it took: {@code java StampedServer.java PORT_FILE}. It answers {@code /MICROSECONDS} with 13
 * bytes after that time, without ever sleeping, and {@code /stamps} with the median, in nanoseconds, of what it took from
 * reading a request to having written its response since it was asked last. Requests have to fit into one segment.
 */
class StampedServer {
    private static final byte[] HELLO =
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer in = ByteBuffer.allocateDirect(16_384);
    private final ByteBuffer hello = ByteBuffer.allocateDirect(HELLO.length).put(HELLO).flip();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final long[] stamps = new long[1 << 20];
    private long stamped;

    private record Pending(SocketChannel connection, long readNs, long dueNs) {}

    public static void main(String[] args) throws IOException {
        new StampedServer().serve(Path.of(args[0]));
    }

    private void serve(Path portFile) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 4096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Files.writeString(portFile, String.valueOf(server.socket().getLocalPort()));
        while (true) {
            selector.selectNow(key -> {
                try {
                    ready(selector, key);
                } catch (IOException e) {
                    key.cancel();
                    close(key);
                }
            });
            while (!pending.isEmpty() && pending.peek().dueNs - System.nanoTime() <= 0) {
                Pending next = pending.remove();
                answer(next.connection, next.readNs);
            }
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            return; // it is gone
        }
    }

    private void ready(Selector selector, SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel connection = ((ServerSocketChannel) key.channel()).accept();
            if (connection != null) {
                connection.configureBlocking(false);
                connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connection.register(selector, SelectionKey.OP_READ);
            }
            return;
        }
        SocketChannel connection = (SocketChannel) key.channel();
        in.clear();
        int bytes = connection.read(in);
        if (bytes < 0) {
            connection.close();
            return;
        }
        long readNs = System.nanoTime();
        long afterNs = 0;
        int at = 5; // behind "GET /"
        if (in.get(at) == 's') {
            connection.write(ByteBuffer.wrap(median().getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        for (; in.get(at) >= '0' && in.get(at) <= '9'; at++) {
            afterNs = 10 * afterNs + (in.get(at) - '0') * 1_000L;
        }
        if (afterNs == 0) {
            answer(connection, readNs);
        } else {
            pending.add(new Pending(connection, readNs, readNs + afterNs));
        }
    }

    private void answer(SocketChannel connection, long readNs) {
        try {
            connection.write(hello.rewind());
        } catch (IOException e) {
            return; // the client is gone
        }
        stamps[(int) (stamped++ % stamps.length)] = System.nanoTime() - readNs;
    }

    private String median() {
        int count = (int) Math.min(stamped, stamps.length);
        long[] sorted = Arrays.copyOf(stamps, count);
        Arrays.sort(sorted);
        stamped = 0;
        String text = String.valueOf(count == 0 ? 0 : sorted[count / 2]);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
    }
}
