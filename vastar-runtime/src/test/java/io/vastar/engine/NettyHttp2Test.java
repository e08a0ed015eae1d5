// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Settings;
import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.TestCa;
import io.vastar.testkit.TestIdentity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 against Netty's, in the clear and over TLS: what nginx, nghttpd, h2o and haproxy cannot be made to do. */
@Timeout(60)
class NettyHttp2Test {
    private static final long SECOND_NS = 1_000_000_000;
    private static final int USERS = 12;
    private static final int STREAMS = 4;

    @TempDir
    static Path directory;

    private static TestIdentity identity;
    private static TlsSpec trust;

    @BeforeAll
    static void certificates() {
        TestCa ca = TestCa.create("Test CA");
        identity = ca.server("localhost");
        String file = ca.write(directory.resolve("ca.pem")).toString();
        trust = TlsSpec.NONE.caCert(file);
    }

    private interface Check {
        void with(NettyHttp2Server server);
    }

    private static void netty(boolean secure, Http2Settings settings, Check test) throws Exception {
        try (NettyHttp2Server server = new NettyHttp2Server(secure ? identity : null, settings)) {
            test.with(server);
            assertThat(server.complaints).isEmpty();
        }
    }

    private static void netty(boolean secure, Check test) throws Exception {
        netty(secure, Http2Settings.defaultSettings(), test);
    }

    private static TrialResult run(NettyHttp2Server server, String path, byte[] body, long requests) {
        return run(server.url() + path, List.of(), body, requests);
    }

    private static TrialResult run(String url, List<Header> headers, byte[] body, long requests) {
        TransportSpec transport = TransportSpec.NONE.with(trust).with(new HttpSpec("2", STREAMS, null, null, null));
        RequestSpec request = new RequestSpec(
                url, body.length == 0 ? "GET" : "POST", headers, null, null, null, body, true, true, transport);
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
        LoadPlan plan =
                new LoadPlan("test", request, USERS, requests, 0, 10 * SECOND_NS, 5 * SECOND_NS, SECOND_NS, options);
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static void assertAllOk(TrialResult result, long requests, long bodyBytes) {
        assertThat(result.errors()).isEmpty();
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(requests, requests, 0, 0, 0));
        assertThat(result.protocol()).isEqualTo("http2");
        assertThat(result.bytes().body()).isEqualTo(requests * bodyBytes);
    }

    private static TrialResult get(NettyHttp2Server server, String path, long requests) {
        return run(server, path, new byte[0], requests);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadSmallLargeAndEmptyResponses(boolean secure) throws Exception {
        netty(secure, server -> {
            assertAllOk(get(server, "/small", 3_000), 3_000, "/small 0".length());
            assertAllOk(get(server, "/large", 40), 40, NettyHttp2Server.LARGE_BYTES);
            assertAllOk(get(server, "/empty", 300), 300, 0);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakePaddingOutOfHeadsAndBodiesAndGiveItsWindowBack(boolean secure) throws Exception {
        netty(secure, server -> assertAllOk(get(server, "/padded", 600), 600, 256 * "hello".length()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadTrailersAndHeadsOfSeveralFrames(boolean secure) throws Exception {
        netty(secure, server -> {
            assertAllOk(get(server, "/trailers", 600), 600, "hello".length());
            assertAllOk(get(server, "/long-head", 600), 600, "hello".length());
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldUploadThroughSmallWindowsToAServerWithoutATable(boolean secure) throws Exception {
        Http2Settings narrow = new Http2Settings()
                .initialWindowSize(1_000)
                .headerTableSize(0)
                .maxConcurrentStreams(2)
                .maxFrameSize(20_000);
        netty(secure, narrow, server -> {
            TrialResult result = run(server, "/up", new byte[50_000], 60);
            assertAllOk(result, 60, "/up 50000".length());
            assertThat(result.connections().streams().limit()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendTheUsersHeadersAsHttp2HasThem(boolean secure) throws Exception {
        netty(secure, server -> {
            List<Header> headers = List.of(
                    new Header("Host", "shop.example.com"),
                    new Header("X-Twice", "1"),
                    new Header("X-Twice", "2"),
                    new Header("User-Agent", "me"),
                    new Header("X-Empty", ""));
            String url = server.url().replace("://", "://u:p@");
            assertAllOk(run(url + "/h?x=\u00e9#part", headers, new byte[0], 20), 20, "/h?x=%C3%A9 0".length());
            assertThat(server.fields)
                    .containsExactlyInAnyOrder(
                            ":method: GET",
                            ":scheme: " + (secure ? "https" : "http"),
                            ":authority: shop.example.com",
                            ":path: /h?x=%C3%A9",
                            "authorization: Basic dTpw",
                            "x-twice: 1",
                            "x-twice: 2",
                            "user-agent: me",
                            "x-empty: ");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAnswerPingsAmidResponses(boolean secure) throws Exception {
        netty(secure, server -> {
            assertAllOk(get(server, "/ping", 500), 500, "hello".length());
            assertThat(server.pings).hasValue(500);
            assertThat(server.pingAcks.get()).isBetween(500 - USERS, 500);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseOnlyTheStreamsThatAreReset(boolean secure) throws Exception {
        netty(secure, server -> {
            TrialResult result = get(server, "/reset", 100);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(100, 0, 0, 100, 0));
            assertThat(result.errors())
                    .singleElement()
                    .satisfies(row -> assertThat(row.firstExample()).contains("ENHANCE_YOUR_CALM"));
            assertThat(result.connections().opened()).isEqualTo(USERS / STREAMS);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseNothingWhenTheServerEndsConnectionsGracefully(boolean secure) throws Exception {
        netty(secure, server -> {
            TrialResult result = get(server, "/goodbye", 1_000);
            assertAllOk(result, 1_000, "hello".length());
            assertThat(result.connections().streams().goAways()).containsOnlyKeys("NO_ERROR");
            assertThat(server.connections.get()).isGreaterThan(1_000 / NettyHttp2Server.GOODBYE_EVERY / 2);
        });
    }
}
