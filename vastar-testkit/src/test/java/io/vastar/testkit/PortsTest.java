// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PortsTest {
    @Test
    void shouldRefuseConnectionsForAsLongAsThePortIsHeld() throws IOException {
        try (HeldPort refusing = Ports.refusing()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> connect(refusing.port(), 5000)).isInstanceOf(ConnectException.class);
            }
            assertThat(refusing.url()).isEqualTo("http://127.0.0.1:" + refusing.port());
        }
    }

    @Test
    void shouldNameAPortWhereNobodyListens() {
        int port = Ports.closedPort();

        assertThatThrownBy(() -> connect(port, 5000)).isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldLeaveConnectionsUnansweredWhenTheBacklogIsFull() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "other kernels treat a full backlog otherwise");
        try (HeldPort full = Ports.neverConnecting()) {
            assertThatThrownBy(() -> connect(full.port(), 200)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldFindAPortThatCanBeListenedOn() throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.freePort()));
            assertThat(server.isBound()).isTrue();
        }
    }

    private static void connect(int port, int timeoutMs) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
        }
    }
}
