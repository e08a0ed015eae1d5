// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.spi.Header;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real servers send is recorded, and read again at every split point. */
@Timeout(120)
class ServerStreamTest {
    private static final int REQUESTS = 5;
    private static final int DEADLINE_MS = 20_000;
    private static final String BODY = "Hello, World!";

    @TempDir
    Path files;

    /** What a client understood: heads with their fields, data, and the end of each stream. */
    private static final class Client implements FrameHandler {
        private final List<String> heads = new ArrayList<>();
        private final List<List<String>> fields = new ArrayList<>();
        private final StringBuilder data = new StringBuilder();
        private final HeadBlocks blocks = new HeadBlocks(new HpackDecoder(64 * 1024, new HpackScratch()));
        private final FrameReader reader = new FrameReader(this, 16_384, 64 * 1024);
        private final RequestBlocks requests = new RequestBlocks();
        private final boolean keeping;
        private int ended;

        Client(boolean keeping) {
            this.keeping = keeping;
            reader.opened(2 * REQUESTS - 1);
        }

        List<Object> understood() {
            return List.of(heads, fields, data.toString(), ended);
        }

        @Override
        public void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream) {
            ResponseHead head = new ResponseHead();
            Texts.Fields all = new Texts.Fields();
            assertThat(blocks.read(buffer, offset, length, false, head, keeping ? all : null))
                    .isEqualTo(HeadBlocks.OK);
            heads.add(streamId + " " + head.status() + " " + head.contentLength());
            fields.add(all.all);
            ended += endStream ? 1 : 0;
        }

        @Override
        public void onData(int streamId, DirectBuffer buffer, int offset, int length, int flow, boolean endStream) {
            data.append(Texts.text(buffer, offset, length));
            ended += endStream ? 1 : 0;
        }

        @Override
        public void onRstStream(int streamId, int code) {
            throw new AssertionError("reset with " + ErrorCode.name(code));
        }

        @Override
        public void onSetting(int id, long value) {
            if (id == Setting.HEADER_TABLE_SIZE) {
                requests.peerTableBytes(value);
            }
        }

        @Override
        public void onSettingsEnd() {}

        @Override
        public void onSettingsAck() {}

        @Override
        public void onPing(long opaque, boolean ack) {}

        @Override
        public void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length) {
            throw new AssertionError("goaway " + ErrorCode.name(code) + " " + Texts.text(debug, offset, length));
        }

        @Override
        public void onWindowUpdate(int streamId, int increment) {}

        @Override
        public void onStreamFault(int streamId, FrameFault fault) {
            throw new AssertionError(fault.sentence());
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(files.resolve("hello.txt"), BODY);
    }

    @Test
    void shouldUnderstandNginxAtEverySplit() throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        int port = Ports.freePort();
        try (RealServer nginx =
                RealServers.nginx(files, "listen 127.0.0.1:" + port + " http2;").orElseThrow()) {
            assertThat(nginx.port()).isNotEqualTo(port);
            replay(record(port));
        }
    }

    @Test
    void shouldUnderstandNghttpdAtEverySplit() throws IOException {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);
        try (RealServer nghttpd = RealServers.nghttpd(files).orElseThrow()) {
            replay(record(nghttpd.port()));
        }
    }

    @Test
    void shouldShrinkTheTableForAServerThatWantsNone() throws IOException {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);
        try (RealServer nghttpd = RealServers.nghttpd(files, "--header-table-size=0", "--encoder-header-table-size=0")
                .orElseThrow()) {
            replay(record(nghttpd.port()));
        }
    }

    @Test
    void shouldTellThatAServerSpeaksHttp1() throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        try (RealServer nginx = RealServers.nginx(files).orElseThrow();
                Socket socket = connect(nginx.port())) {
            UnsafeBuffer out = new UnsafeBuffer(new byte[100]);
            send(socket, out, FrameWriter.settings(out, FrameWriter.preface(out, 0), 0));
            Client client = new Client(false);
            receive(socket.getInputStream(), client, new ByteArrayOutputStream());

            assertThat(client.reader.fault()).isEqualTo(FrameFault.HTTP_1);
            assertThat(client.reader.describe()).startsWith("the target answers in HTTP/1");
        }
    }

    /** Sends one request after another, then several at once; returns all that the server sent. */
    private byte[] record(int port) throws IOException {
        HpackTemplate template = HpackTemplate.of(List.of(
                new Header(":method", "GET"),
                new Header(":scheme", "http"),
                new Header(":authority", "127.0.0.1:" + port),
                new Header(":path", "/hello.txt"),
                new Header("User-Agent", "vastar"),
                new Header("Authorization", "secret")));
        Client client = new Client(true);
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        UnsafeBuffer out = new UnsafeBuffer(new byte[4096]);
        try (Socket socket = connect(port)) {
            int at = FrameWriter.settings(out, FrameWriter.preface(out, 0), 1);
            at = FrameWriter.setting(out, at, Setting.ENABLE_PUSH, 0);
            send(socket, out, at);
            while (recorded.size() < 9) {
                receive(socket.getInputStream(), client, recorded);
            }
            at = FrameWriter.settingsAck(out, 0);
            for (int i = 0; i < REQUESTS; i++) {
                DirectBuffer block = client.requests.block(template);
                at = FrameWriter.headers(out, at, 2 * i + 1, true, block, 0, block.capacity(), 16_384);
                if (i < 2 || i == REQUESTS - 1) {
                    send(socket, out, at);
                    at = 0;
                    while (client.ended <= i) {
                        receive(socket.getInputStream(), client, recorded);
                    }
                }
            }
        }
        assertThat(client.heads).hasSize(REQUESTS).allMatch(head -> head.endsWith(" 200 " + BODY.length()));
        assertThat(client.data.toString()).isEqualTo(BODY.repeat(REQUESTS));
        assertThat(client.fields).allMatch(fields -> fields.contains("content-length: " + BODY.length()));
        return recorded.toByteArray();
    }

    private static void replay(byte[] bytes) {
        UnsafeBuffer whole = new UnsafeBuffer(bytes);
        for (boolean keeping : new boolean[] {false, true}) {
            Client expected = new Client(keeping);
            assertThat(expected.reader.onBytes(whole, 0, bytes.length)).isEqualTo(ErrorCode.NO_ERROR);
            assertThat(expected.ended).isEqualTo(REQUESTS);
            for (int split = 0; split <= bytes.length; split++) {
                Client client = new Client(keeping);
                client.reader.onBytes(whole, 0, split);
                client.reader.onBytes(whole, split, bytes.length - split);
                assertThat(client.understood()).as("split at %s", split).isEqualTo(expected.understood());
            }
            Client client = new Client(keeping);
            for (int at = 0; at < bytes.length; at++) {
                client.reader.onBytes(whole, at, 1);
            }
            assertThat(client.understood()).isEqualTo(expected.understood());
            if (!keeping) {
                assertThat(expected.fields).isEqualTo(Collections.nCopies(REQUESTS, List.of()));
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(DEADLINE_MS);
        return socket;
    }

    private static void send(Socket socket, UnsafeBuffer out, int length) throws IOException {
        byte[] bytes = new byte[length];
        out.getBytes(0, bytes);
        socket.getOutputStream().write(bytes);
    }

    private static void receive(InputStream in, Client client, ByteArrayOutputStream recorded) throws IOException {
        byte[] bytes = new byte[8192];
        int count = in.read(bytes);
        assertThat(count).as("the server closed").isPositive();
        recorded.write(bytes, 0, count);
        client.reader.onBytes(new UnsafeBuffer(bytes), 0, count);
        if (client.reader.fault() != FrameFault.HTTP_1) {
            assertThat(client.reader.describe()).isNull();
        }
    }
}
