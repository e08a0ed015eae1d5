// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.plan.LoadPlan;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LookUp;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads a name that moves to another address as soon as its first one has been reached, and ends when that one is, too. */
final class MovingName {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final long LIMIT_NS = 30_000_000_000L;

    private MovingName() {}

    /** @param arguments the name, the file that says where it is, its next address, and who is to be told (SIGHUP) */
    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        Path hosts = Path.of(arguments[1]);
        String next = arguments[2];
        try (ServerSocket first = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                ServerSocket second = new ServerSocket(first.getLocalPort(), 50, InetAddress.getByName(next))) {
            String reader = arguments.length > 3 ? arguments[3] : null;
            daemon(() -> serve(first, () -> move(hosts, next + " " + name + "\n", reader)));
            daemon(() -> serve(second, () -> {
                System.out.println("moved to " + next);
                System.exit(0);
            }));
            NamesSpec names = NamesSpec.NONE.withLookUpEvery("100ms");
            HttpSpec http = HttpSpec.NONE.withRequestsPerConnection(1);
            LoadPlan plan = Runs.plan(
                            Runs.get(
                                    "http://" + name + ":" + first.getLocalPort() + "/",
                                    TransportSpec.NONE.with(names).with(http)),
                            1,
                            0)
                    .withDurationNs(LIMIT_NS);
            LookUp lookUp = Runs.run(plan).detail().lookUp();
            System.out.println("did not move: " + lookUp);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void move(Path hosts, String line, String reader) {
        try {
            Files.writeString(hosts, line);
            if (reader != null) {
                new ProcessBuilder("kill", "-HUP", reader).start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket listener, Runnable onFirst) {
        byte[] bytes = new byte[4096];
        boolean called = false;
        try {
            while (true) {
                try (Socket peer = listener.accept()) {
                    while (peer.getInputStream().read(bytes) > 0) {
                        peer.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                        if (!called) {
                            called = true;
                            onFirst.run();
                        }
                    }
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }
}
