// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.lane.WireCodec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LoopbackServerTest {
    private final LoopbackServer server = LoopbackServer.start();
    private final HttpUrl url = HttpUrl.parse(server.request().url());
    private final TestExchange exchange = new TestExchange();
    private final byte[] input = new byte[64 * 1024];

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAnswerEachRequestOfAConnection() throws IOException {
        Http1Codec codec = codec();
        try (Socket socket = connect()) {
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream().write(request(codec));
                readAnswer(socket, codec);
            }
        }
        assertThat(exchange.bodyBytes()).isEqualTo(4 * 13);
    }

    @Test
    void shouldAnswerInTheWaysOfOtherServersAndCloseAtLast() throws IOException {
        Http1Codec codec = codec();
        Set<Integer> codes = new HashSet<>();
        int answers = 0;
        try (Socket socket = connect()) {
            int answer;
            do {
                socket.getOutputStream().write(request(codec));
                answer = read(socket, codec);
                codes.add(codec.code());
                answers++;
            } while (answer == WireCodec.COMPLETE);
            assertThat(answer).isEqualTo(WireCodec.COMPLETE_CLOSE);
            assertThat(readToEnd(socket)).isEqualTo(-1);
        }
        assertThat(answers).isEqualTo(256);
        assertThat(codes).containsExactlyInAnyOrder(200, 503);
        assertThat(exchange.count(0)).as("events").isPositive();
    }

    @Test
    void shouldAnswerARequestThatComesInPieces() throws IOException {
        Http1Codec codec = codec();
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte b : request(codec)) {
                socket.getOutputStream().write(b);
            }
            readAnswer(socket, codec);
        }
        assertThat(exchange.bodyBytes()).isEqualTo(13);
    }

    @Test
    void shouldServeOthersWhenAConnectionGoesAway() throws IOException {
        connect().close();
        Socket reset = connect();
        reset.setSoLinger(true, 0);
        reset.close();

        shouldAnswerARequestThatComesInPieces();
    }

    @Test
    void shouldFreeItsPortAndItsThreadWhenClosed() throws IOException {
        Socket open = connect();
        server.close();
        server.close();

        assertThat(readToEnd(open)).isEqualTo(-1);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("vastar-loopback"));
    }

    private static int readToEnd(Socket socket) throws IOException {
        try (socket) {
            return socket.getInputStream().read();
        } catch (java.net.SocketException e) {
            return -1;
        }
    }

    private void readAnswer(Socket socket, Http1Codec codec) throws IOException {
        assertThat(read(socket, codec)).isEqualTo(WireCodec.COMPLETE);
        assertThat(codec.code()).isEqualTo(200);
    }

    private int read(Socket socket, Http1Codec codec) throws IOException {
        int answer = WireCodec.MORE;
        while (answer == WireCodec.MORE) {
            int count = socket.getInputStream().read(input);
            assertThat(count).isPositive();
            answer = codec.onBytes(new UnsafeBuffer(input), 0, count, exchange, 1);
            assertThat(codec.consumed()).isEqualTo(count);
        }
        return answer;
    }

    private Http1Codec codec() {
        return new Http1Codec(RequestTemplate.of(server.request()), new HeadCaches(1), new RequestBuffers());
    }

    private byte[] request(Http1Codec codec) {
        byte[] bytes = new byte[codec.begin(exchange).remaining()];
        codec.begin(exchange).get(bytes);
        return bytes;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(url.host(), url.port()), 5000);
        socket.setSoTimeout(5000);
        return socket;
    }
}
