// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LookUp;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where connections go and come from, over real sockets of loopback. */
@Timeout(60)
class RouteTest {
    private static final Script OK = Script.answeringAll("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    private static TransportSpec by(NamesSpec names) {
        return TransportSpec.NONE.with(names);
    }

    private static String port(ScriptedServer server) {
        return ":" + server.port();
    }

    @Test
    void shouldConnectToAnotherHostAndKeepTheHostHeader() {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            NamesSpec names = NamesSpec.NONE.withConnectTo("example.test:80:127.0.0.1" + port(server));
            Runs.good(Runs.get("http://example.test/x", by(names)), 1, 2);
            assertThat(server.requests().get(0).header("Host")).contains("example.test");
        }
    }

    @Test
    void shouldUnderstandEmptyPartsAndBrackets() {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            for (String line : new String[] {"::127.0.0.1" + port(server), "example.test::127.0.0.1" + port(server)}) {
                Runs.good(Runs.get("http://example.test/x", by(NamesSpec.NONE.withConnectTo(line))), 1, 1);
            }
            NamesSpec port = NamesSpec.NONE.withConnectTo("127.0.0.1:8080:" + port(server));
            Runs.good(Runs.get("http://127.0.0.1:8080/", by(port)), 1, 1);
            NamesSpec six = NamesSpec.NONE.withConnectTo("[::1]:80:127.0.0.1" + port(server));
            Runs.good(Runs.get("http://[::1]/", by(six)), 1, 1);
        }
    }

    @Test
    void shouldLetSeveralHostsTakeTurns() {
        try (ScriptedServer one = ScriptedServer.start(OK);
                ScriptedServer two = ScriptedServer.start(OK)) {
            NamesSpec names = NamesSpec.NONE
                    .withConnectTo("example.test:80:127.0.0.1" + port(one))
                    .withConnectTo("example.test:80:127.0.0.1" + port(two));
            Runs.good(Runs.get("http://example.test/", by(names)), 6, 60);
            assertThat(one.connections()).isEqualTo(3);
            assertThat(two.connections()).isEqualTo(3);
        }
    }

    @Test
    void shouldUseTheAddressesOfResolveInPlaceOfALookUp() {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            NamesSpec names = NamesSpec.NONE.withResolve("example.test" + port(server) + ":127.0.0.1");
            Runs.good(Runs.get("http://example.test" + port(server) + "/", by(names)), 1, 1);
            assertThat(server.requests().get(0).header("Host")).contains("example.test" + port(server));
        }
    }

    @Test
    void shouldFailOverToAnAddressThatAccepts() {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            NamesSpec names = NamesSpec.NONE.withResolve("example.test" + port(server) + ":127.0.0.2,[::1],127.0.0.1");
            TrialResult result = Runs.good(Runs.get("http://example.test" + port(server) + "/", by(names)), 4, 40);
            assertThat(server.connections()).isEqualTo(4);
            assertThat(result.connections().failures()).isEmpty();
        }
    }

    @Test
    void shouldSpreadConnectionsOverAllAddressesWhenAsked() throws IOException {
        try (Listener one = new Listener("127.0.0.1", 0);
                Listener two = new Listener("127.0.0.2", one.port())) {
            NamesSpec names = NamesSpec.NONE
                    .withResolve("example.test:" + one.port() + ":127.0.0.1,127.0.0.2")
                    .withSpread(true);
            Runs.good(Runs.get("http://example.test:" + one.port() + "/", by(names)), 4, 40);
            assertThat(one.accepted()).isEqualTo(2);
            assertThat(two.accepted()).isEqualTo(2);
        }
    }

    @Test
    void shouldReachALocalhostThatListensOnOneFamilyOnly() {
        try (TargetServer target = TargetServer.start()) {
            Runs.good(Runs.get("http://localhost:" + target.port() + "/plain", TransportSpec.NONE), 2, 20);
        }
    }

    @Test
    void shouldConnectFromTheSourceAddressesInTurn() throws IOException {
        try (Listener listener = new Listener("127.0.0.1", 0)) {
            NamesSpec names = NamesSpec.NONE.withSource("127.0.0.2").withSource("127.0.0.3");
            Runs.good(Runs.get("http://localhost:" + listener.port() + "/", by(names)), 4, 40);
            assertThat(listener.peers).containsExactly("127.0.0.2", "127.0.0.3");
        }
    }

    @Test
    void shouldRefuseSourceAddressesOfOtherMachines() {
        NamesSpec names = NamesSpec.NONE.withSource("192.0.2.1");
        assertThatThrownBy(() -> Runs.run(Runs.get("http://127.0.0.1:1/", by(names)), 1, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--source: connections cannot come from 192.0.2.1");
    }

    @Test
    void shouldUseOneFamilyOnlyWhenAsked() {
        try (TargetServer target = TargetServer.start()) {
            String url = "http://localhost:" + target.port() + "/plain";
            Runs.good(Runs.get(url, by(NamesSpec.NONE.withFamily("4"))), 1, 5);
            assertThatThrownBy(() -> Runs.run(Runs.get(target.url(), by(NamesSpec.NONE.withFamily("6"))), 1, 1))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("'127.0.0.1' has no IPv6 address");
        }
    }

    @Test
    void shouldTalkToAUnixSocketOfARealServer(@TempDir Path directory) throws IOException {
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.writeString(files.resolve("x.txt"), "hello");
        Path socket = directory.resolve("nginx.sock");
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        try (RealServer nginx =
                RealServers.nginx(files, "listen unix:" + socket + ";").orElseThrow()) {
            assertThat(nginx.port()).isPositive();
            awaitListening(socket);
            RequestSpec request =
                    Runs.get("http://example.test/x.txt", by(NamesSpec.NONE.withUnixSocket(socket.toString())));
            TrialResult result = Runs.good(request, 4, 2_000);
            assertThat(result.connections().opened()).isEqualTo(4);
        }
    }

    /** It begins to listen there just after it does on its port. */
    private static void awaitListening(Path socket) {
        long endNs = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() - endNs < 0) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                assertThat(channel.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldKeepTheHostOfTheUrlOnAUnixSocket(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("s");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            StringBuilder head = new StringBuilder();
            Thread server = new Thread(() -> answerOnce(listener, head));
            server.start();
            Runs.good(Runs.get("http://example.test:81/", by(NamesSpec.NONE.withUnixSocket(socket.toString()))), 1, 1);
            server.join();
            assertThat(head.toString()).contains("Host: example.test:81\r\n");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answerOnce(ServerSocketChannel listener, StringBuilder head) {
        try (SocketChannel peer = listener.accept()) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(4096);
            while (head.indexOf("\r\n\r\n") < 0 && peer.read(bytes.clear()) >= 0) {
                head.append(java.nio.charset.StandardCharsets.US_ASCII.decode(bytes.flip()));
            }
            peer.write(
                    java.nio.charset.StandardCharsets.US_ASCII.encode("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        } catch (IOException e) {
            head.append(e);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAUnixSocket(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path dead = directory.resolve("dead");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(dead));
        }
        assertThatThrownBy(() -> toSocket(directory.resolve("x".repeat(110)).toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sockets can have 107 at most");
        assertThatThrownBy(() -> toSocket(directory.resolve("none").toString()))
                .isInstanceOf(TargetUnreachableException.class)
                .hasMessageContaining("is the server running?");
        assertThatThrownBy(() -> toSocket(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is a file, no socket");
        assertThatThrownBy(() -> toSocket(dead.toString()))
                .isInstanceOf(TargetUnreachableException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining(dead.toString());
    }

    private static void toSocket(String path) {
        Runs.run(Runs.get("http://localhost/", by(NamesSpec.NONE.withUnixSocket(path))), 1, 1);
    }

    @Test
    void shouldRefuseWhatWouldDoNothing() {
        refused(NamesSpec.NONE.withConnectTo("other.test:80:127.0.0.1:1"), "--connect-to other.test:80");
        refused(NamesSpec.NONE.withResolve("other.test:80:127.0.0.1"), "--resolve other.test:80");
        refused(NamesSpec.NONE.withLookUpEvery("30s"), "--lookup-every does nothing");
        refused(NamesSpec.NONE.withUnixSocket("/x").withSource("127.0.0.2"), "where --source does nothing");
        refused(NamesSpec.NONE.withConnectTo("a:b"), "does not have the four parts");
        refused(NamesSpec.NONE.withResolve("127.0.0.1:80:example.test"), "is no address");
    }

    private static void refused(NamesSpec names, String words) {
        assertThatThrownBy(() -> Runs.run(Runs.get("http://127.0.0.1:80/", by(names)), 1, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldTellHowLongTheLookUpTookAndWhatItFound() {
        try (TargetServer target = TargetServer.start()) {
            HttpProvider provider = new HttpProvider();
            LookUp lookUp = provider.prepare(RequestSpec.get("http://localhost:" + target.port() + "/"))
                    .lookUp();
            assertThat(lookUp.names()).containsExactly("localhost");
            assertThat(lookUp.tookNs()).isPositive();
            assertThat(lookUp.addresses()).contains("127.0.0.1:" + target.port());
            assertThat(provider.prepare(RequestSpec.get(target.url())).lookUp()).isNull();
        }
    }

    /** Answers everything, and remembers who came. */
    private static final class Listener implements AutoCloseable {
        private final java.net.ServerSocket socket = new java.net.ServerSocket();
        private final Set<String> peers = new ConcurrentSkipListSet<>();
        private final java.util.concurrent.atomic.AtomicInteger accepted =
                new java.util.concurrent.atomic.AtomicInteger();

        Listener(String address, int port) throws IOException {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            Thread acceptor = new Thread(this::acceptAll);
            acceptor.setDaemon(true);
            acceptor.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        int accepted() {
            return accepted.get();
        }

        private void acceptAll() {
            try {
                while (true) {
                    java.net.Socket peer = socket.accept();
                    accepted.incrementAndGet();
                    peers.add(peer.getInetAddress().getHostAddress());
                    Thread server = new Thread(() -> serve(peer));
                    server.setDaemon(true);
                    server.start();
                }
            } catch (IOException e) {
                return; // closed
            }
        }

        private static void serve(java.net.Socket peer) {
            byte[] answer =
                    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            try (peer) {
                byte[] bytes = new byte[4096];
                while (peer.getInputStream().read(bytes) > 0) {
                    peer.getOutputStream().write(answer);
                }
            } catch (IOException e) {
                return; // the client left
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
