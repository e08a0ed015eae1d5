// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TargetFaultTest {
    private static TargetServer target;

    @BeforeAll
    static void start() {
        target = TargetServer.start();
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @Test
    void shouldResetBeforeAnyByte() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=reset");
            assertThatThrownBy(client::readByte)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void shouldResetInTheBody() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=reset&size=1k&after=10");
            assertThat(client.readHead()).contains("Content-Length: 1024\r\n");
            assertThat(client.read(10)).isEqualTo("0123456789");
            assertThatThrownBy(client::readByte).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void shouldCloseWithoutAByte() throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("/fault?kind=close").readByte()).isEqualTo(-1);
        }
    }

    @Test
    void shouldCloseAfterTheHead() throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("/fault?kind=close&after=0").readToEnd()).endsWith("Content-Length: 1024\r\n\r\n");
        }
    }

    @Test
    void shouldStallBeforeAnyByteAndStayConnected() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=stall").timeoutMs(200);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
            client.get("/plain");
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldStallInTheBody() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=stall&after=5");
            client.readHead();
            assertThat(client.read(5)).isEqualTo("01234");
            client.timeoutMs(200);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldForgetAStalledConnectionWhenTheClientCloses() throws IOException {
        try (TargetServer own = TargetServer.start()) {
            try (RawClient client = new RawClient(own)) {
                client.get("/fault?kind=stall&after=0").readHead();
                assertThat(own.openConnections()).isEqualTo(1);
            }
            RawClient.until(() -> own.openConnections() == 0);
        }
    }

    @Test
    void shouldTruncateTheBody() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=truncate&size=100");
            assertThat(client.readHead()).contains("Content-Length: 100\r\n");
            assertThat(client.readToEnd()).hasSize(50);
        }
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=truncate&size=100&after=99").readHead();
            assertThat(client.readToEnd()).hasSize(99);
        }
    }

    @Test
    void shouldSendTheHeadByteByByte() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=slow&size=5&interval=1ms");
            assertThat(client.readResponse()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("01234");
            assertThat(client.get("/plain").readResponse()).endsWith("Hello, World!");
        }
    }

    @Test
    void shouldSendOneByteAndThenNothingForALongInterval() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=slow&interval=1m");
            assertThat(client.readByte()).isEqualTo('H');
            client.timeoutMs(100);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldSendGarbage() throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("/fault?kind=garbage").readToEnd())
                    .isNotEmpty()
                    .doesNotContain("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "badchunk, '\r\n5\r\nHello\r\nxyz\r\n'",
        "badlength, '\r\nContent-Length: 13x\r\n'",
        "trailers, '\r\n0;end\r\nX-Checksum: 1\r\nX-Other: 2\r\n\r\n'",
        "conflict, '\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n'"
    })
    void shouldSendWrongOrRareFramingAndKeepTheConnection(String kind, String part) throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=" + kind);
            client.send("GET /plain HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
            String all = client.readToEnd();
            assertThat(all).contains(part).endsWith("Hello, World!");
            assertThat(all.split("HTTP/1\\.1 200 OK", -1)).hasSize(3);
        }
    }

    @Test
    void shouldAnswerOneRequestTwice() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=twice");
            assertThat(client.readResponse()).endsWith("Hello, World!");
            assertThat(client.readResponse()).endsWith("Hello, World!");
        }
    }

    @Test
    void shouldCloseAConnectionThatItPromisedToKeep() throws IOException {
        try (RawClient client = new RawClient(target)) {
            String response = client.get("/fault?kind=stale").readResponse();
            assertThat(response).endsWith("Hello, World!").doesNotContain("Connection:");
            assertThat(client.readByte()).isEqualTo(-1);
        }
    }

    @Test
    void shouldAnswerBeforeTheBodyIsRead() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("POST /fault?kind=early&size=5 HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(client.readResponse()).contains("Connection: close\r\n").endsWith("01234");
            assertThat(client.readByte()).isEqualTo(-1);
            client.send("this may still be sent without an RST");
        }
    }

    @Test
    void shouldSendInformationalResponsesFirst() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=informational");
            assertThat(client.readHead()).startsWith("HTTP/1.1 103 Early Hints\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 103 Early Hints\r\n");
            assertThat(client.readResponse()).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void shouldEndABodyWithTheConnection() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.get("/fault?kind=eof&size=20");
            assertThat(client.readHead()).doesNotContain("Content-Length", "Transfer-Encoding");
            assertThat(client.readToEnd()).hasSize(20);
        }
    }

    @Test
    void shouldSendABigHead() throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get("/fault?kind=bighead").readHead().length()).isBetween(60 << 10, 62 << 10);
        }
    }

    @Test
    void shouldFaultEveryNthRequestOnly() throws IOException {
        try (RawClient client = new RawClient(target)) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.get("/fault?kind=close&every=3").readResponse())
                        .endsWith("Hello, World!");
            }
            assertThat(client.get("/fault?kind=close&every=3").readByte()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/fault, one of reset close stall",
        "/fault?kind=resett, kind=resett is not allowed; write one of reset",
        "/fault?kind=reset&size=1m, size=1m is not allowed; write a size from 0 to 65536",
        "/fault?kind=reset&size=10&after=11, after=11 is not allowed; write a size from 0 to 10 bytes",
        "/fault?kind=twice&after=1, 'reset, close, stall or truncate only'",
        "/fault?kind=reset&interval=1s, slow only",
        "/fault?kind=garbage&size=1, eof only"
    })
    void shouldExplainAWrongFault(String path, String message) throws IOException {
        try (RawClient client = new RawClient(target)) {
            assertThat(client.get(path).readResponse())
                    .startsWith("HTTP/1.1 400 ")
                    .contains(message);
        }
    }

    @Test
    void shouldRefuseHeadBecauseItHasNoBodyToBreak() throws IOException {
        try (RawClient client = new RawClient(target)) {
            client.send("HEAD /fault?kind=truncate HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: GET, POST");
        }
    }
}
