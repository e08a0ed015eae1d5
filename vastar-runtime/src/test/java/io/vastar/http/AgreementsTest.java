// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What targets agree to over TLS is asked once, and decides what is warmed up. */
@Timeout(60)
class AgreementsTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final Pattern ACCEPTED = Pattern.compile("handled requests\\s+(\\d+)");

    @TempDir
    Path files;

    private final int securePort = Ports.freePort();
    private final int plainPort = Ports.freePort();
    private TestCa ca;
    private RequestSpec request;

    @BeforeEach
    void prepareFiles() throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("small.txt"), "hello");
        ca = TestCa.create("Test CA");
        String caFile = ca.write(files.resolve("ca.pem")).toString();
        TlsSpec tls = TlsSpec.NONE.caCert(caFile);
        request = RequestSpec.get("https://127.0.0.1:" + securePort + "/small.txt")
                .with(TransportSpec.NONE.with(tls).with(new HttpSpec("2", 4, null, null, null)));
    }

    private RealServer nginx(boolean http2) {
        String lines = "listen 127.0.0.1:" + securePort + " ssl" + (http2 ? " http2" : "") + "; listen 127.0.0.1:"
                + plainPort + "; location /status { stub_status; }";
        return RealServers.nginx(files, ca.server("127.0.0.1"), lines).orElseThrow();
    }

    /** How many connections nginx has accepted, the one that asks for that included. */
    private int accepted() throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), plainPort)) {
            socket.getOutputStream().write("GET /status HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = ACCEPTED.matcher(answer);
            assertThat(matcher.find()).as(answer).isTrue();
            return Integer.parseInt(matcher.group(1));
        }
    }

    private LoadPlan plan(int concurrency, boolean warmUp) {
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, warmUp);
        return new LoadPlan("test", request, concurrency, 200, 0, 10 * SECOND_NS, 2 * SECOND_NS, SECOND_NS, options);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAskOnceForAllLevelsOfASweep(boolean http2) throws IOException {
        try (RealServer nginx = nginx(http2);
                Engine engine = new Engine(List.of(new HttpProvider()))) {
            assertThat(nginx.port()).isPositive();
            int before = accepted();
            int opened = 0;
            for (int level : new int[] {4, 8, 16}) {
                TrialResult result = engine.run(plan(level, false), RunListener.NONE);
                assertThat(result.counts().ok()).isEqualTo(200);
                assertThat(result.protocol()).isEqualTo(http2 ? "http2" : "http1");
                opened += (int) result.connections().opened();
            }
            assertThat(opened).isEqualTo(http2 ? 1 + 2 + 4 : 4 + 8 + 16);
            assertThat(accepted() - before)
                    .as("connections, one question, one look")
                    .isEqualTo(opened + 1 + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWarmUpWhatTheTargetAgreedTo(boolean http2) throws Exception {
        HttpProvider provider = new HttpProvider();
        try (RealServer nginx = nginx(http2);
                LaneFactory factory = provider.prepare(request);
                LoopbackPeer peer = provider.startLoopbackPeer(request)) {
            assertThat(nginx.port()).isPositive();
            assertThat(factory.protocol()).isEqualTo(http2 ? "http2" : null);
            assertThat(peer.request().url()).startsWith("https:");
            assertThat(peer.request().transport().http().isHttp2()).isEqualTo(http2);
            try (LaneFactory warm = provider.prepare(peer.request())) {
                assertThat(warm.protocol()).isEqualTo(factory.protocol());
            }
        }
    }

    @Test
    void shouldWarmUpAndRunWhereHttp2IsRefused() {
        try (RealServer nginx = nginx(false);
                Engine engine = new Engine(List.of(new HttpProvider()))) {
            assertThat(nginx.port()).isPositive();
            TrialResult result = engine.run(plan(8, true), RunListener.NONE);
            assertThat(result.counts().ok()).isEqualTo(200);
            assertThat(result.protocol()).isEqualTo("http1");
            assertThat(result.health().ceilingPerSec()).isPositive();
        }
    }

    @Test
    void shouldAskAgainWhereNobodyAnswered() throws Exception {
        HttpProvider provider = new HttpProvider();
        try (LaneFactory factory = provider.prepare(request)) {
            assertThat(factory.protocol()).isEqualTo("http2");
        }
        try (RealServer nginx = nginx(false);
                LaneFactory factory = provider.prepare(request)) {
            assertThat(nginx.port()).isPositive();
            assertThat(factory.protocol()).isNull();
        }
    }
}
