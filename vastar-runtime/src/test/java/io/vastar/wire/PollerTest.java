// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.testkit.HeldPort;
import io.vastar.testkit.Ports;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both pollers, over real sockets. */
@Timeout(20)
class PollerTest {
    private static final long WAIT_NS = 20_000_000;

    enum Kind {
        EPOLL {
            @Override
            Poller open() throws IOException {
                assumeTrue(EpollPoller.isAvailable(), () -> "no epoll here: " + Epoll.OBSTACLE);
                return new EpollPoller();
            }
        },
        SELECTOR {
            @Override
            Poller open() throws IOException {
                return new SelectorPoller();
            }
        };

        abstract Poller open() throws IOException;
    }

    /** Connects, writes what it was given, and reads until the end. */
    private static final class Client implements ReadyHandler {
        private final ByteBuffer request;
        private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 16);
        private final StringBuilder received = new StringBuilder();
        private TcpWire wire;
        private boolean ended;
        private IOException failure;
        private int writes;

        Client(byte[] request) {
            this.request =
                    ByteBuffer.allocateDirect(request.length).put(request).flip();
        }

        void connect(Poller poller, int port) throws IOException {
            wire = TcpWire.connect(poller, null, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), this);
            if (wire.isConnected()) {
                onWritable();
            }
        }

        @Override
        public void onConnectable() {
            try {
                if (wire.finishConnect()) {
                    onWritable();
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void onWritable() {
            try {
                wire.write(request);
                writes++;
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void onReadable() {
            try {
                input.clear();
                int count = wire.read(input);
                ended |= count < 0;
                received.append(StandardCharsets.US_ASCII.decode(input.flip()));
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private static byte[] request(int bodyBytes) {
        byte[] head =
                ("POST / HTTP/1.1\r\nContent-Length: " + bodyBytes + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(head, head.length + bodyBytes);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldConnectWriteReadAndSeeTheEnd(Kind kind) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(
                        Script.expectingRequest().send("answer").close());
                Poller poller = kind.open()) {
            Client client = new Client(request(0));
            client.connect(poller, server.port());
            while (!client.ended && client.failure == null) {
                poller.poll(WAIT_NS);
            }
            assertThat(client.failure).isNull();
            assertThat(client.received).hasToString("answer");
            client.wire.close();
            assertThat(poller.poll(0)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldGoOnWithAWriteThatWasCutShort(Kind kind) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(
                        Script.expectingRequest().send("ok").close());
                Poller poller = kind.open()) {
            Client client = new Client(request(12_000_000));
            client.connect(poller, server.port());
            while (!client.ended && client.failure == null) {
                poller.poll(WAIT_NS);
            }
            assertThat(client.received).hasToString("ok");
            assertThat(client.writes).isGreaterThan(1);
            client.wire.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldTellThatAConnectionWasRefused(Kind kind) throws Exception {
        try (HeldPort port = Ports.refusing();
                Poller poller = kind.open()) {
            Client client = new Client(request(0));
            assertThatThrownBy(() -> {
                        client.connect(poller, port.port());
                        while (client.failure == null) {
                            poller.poll(WAIT_NS);
                        }
                        throw client.failure;
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refused");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldWatchManyConnectionsAtOnce(Kind kind) throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.start(Script.expectingRequest().send("x").close());
                Poller poller = kind.open()) {
            Client[] clients = new Client[200];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = new Client(request(0));
                clients[i].connect(poller, server.port());
            }
            for (Client client : clients) {
                while (!client.ended) {
                    poller.poll(WAIT_NS);
                }
                assertThat(client.received).hasToString("x");
                client.wire.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldReturnWithNothingWhenNothingIsReady(Kind kind) throws IOException {
        try (Poller poller = kind.open()) {
            assertThat(poller.poll(0)).isZero();
            long beforeNs = System.nanoTime();
            assertThat(poller.poll(2_000_000)).isZero();
            assertThat(poller.awakeSinceNs()).isGreaterThanOrEqualTo(beforeNs);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldUseEpollWhereTheJdkOpensIt() {
        assertThat(Epoll.OBSTACLE).isNull();
        assertThat(Poller.mechanism()).isEqualTo("epoll");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldEndItsSleepWhenWokenUpByAnotherThread(Kind kind) throws Exception {
        try (Poller poller = kind.open()) {
            for (int i = 0; i < 20; i++) {
                Thread waker = new Thread(poller::wakeUp);
                waker.start();
                poller.poll(60_000_000_000L);
                waker.join();
            }
            poller.wakeUp();
            poller.wakeUp();
            poller.poll(60_000_000_000L);
            assertThat(poller.poll(1_000_000)).isZero();
        }
    }
}
