// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several requests in flight on one connection, and connections that end after a number of them. */
@Timeout(60)
class PipelineTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String LAST = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    private static TransportSpec pipeline(int depth) {
        return TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(depth));
    }

    private static RequestSpec post(String url, TransportSpec transport) {
        return new RequestSpec(url, "POST", List.of(), null, null, null, new byte[0], true, true, transport);
    }

    @Test
    void shouldCarrySeveralRequestsOnEachConnection() {
        try (TargetServer target = TargetServer.start()) {
            TrialResult result = Runs.good(Runs.get(target.url() + "/plain", pipeline(8)), 32, 5_000);
            assertThat(result.connections().opened()).isEqualTo(4);
            assertThat(result.concurrency()).isEqualTo(32);
        }
    }

    @Test
    void shouldWorkAgainstNginx(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("x.txt"), "hello");
        try (RealServer nginx = RealServers.nginx(files).orElseThrow()) {
            TrialResult result = Runs.good(Runs.get(nginx.url() + "/x.txt", pipeline(16)), 32, 20_000);
            assertThat(result.connections().opened()).isEqualTo(2);
            assertThat(result.bytes().body()).isEqualTo(5L * 20_000);
        }
    }

    @Test
    void shouldSeeTheErrorsOfGraphQlInEveryAnswer(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("bad.json"), "{\"errors\":[{\"message\":\"out of order\"}]}");
        Files.writeString(files.resolve("good.json"), "{\"data\":{}}");
        TransportSpec graphQl =
                TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(4).withGraphQl(true));
        try (RealServer nginx = RealServers.nginx(files).orElseThrow()) {
            Runs.good(Runs.get(nginx.url() + "/good.json", graphQl), 8, 200);
            TrialResult result = Runs.run(Runs.get(nginx.url() + "/bad.json", graphQl), 8, 200);
            assertThat(result.counts().failed()).isEqualTo(200);
            assertThat(result.errors()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("graphql");
                assertThat(row.firstExample()).contains("out of order");
            });
        }
    }

    @Test
    void shouldSendAllBeforeTheFirstAnswer() {
        CountDownLatch all = new CountDownLatch(1);
        Script script = Script.empty()
                .repeat(4, Script.expectingRequest())
                .signal(all)
                .sendByteByByte(OK + OK)
                .send(OK)
                .send(OK)
                .expectEnd();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            TrialResult result = Runs.good(Runs.get(server.url(), pipeline(4)), 4, 4);
            assertThat(all.getCount()).isZero();
            assertThat(server.connections()).isEqualTo(1);
            assertThat(result.bytes().in()).isEqualTo(4L * OK.length());
        }
    }

    @Test
    void shouldSendTheRestAgainWhenTheConnectionIsClosedAfterSomeAnswers() {
        Script two = Script.empty()
                .repeat(4, Script.expectingRequest())
                .send(OK)
                .send(LAST)
                .close();
        Script more = Script.answeringAll(OK);
        try (ScriptedServer server = ScriptedServer.start(two, more)) {
            TrialResult result = Runs.good(Runs.get(server.url(), pipeline(4)), 4, 4);
            assertThat(result.connections().staleRetries()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void shouldSendTheRestAgainWhenTheTargetHangsUpAfterSomeAnswers() {
        Script two =
                Script.empty().repeat(4, Script.expectingRequest()).send(OK).close();
        try (ScriptedServer server = ScriptedServer.start(two, Script.answeringAll(OK))) {
            TrialResult result = Runs.good(Runs.get(server.url(), pipeline(4)), 4, 4);
            assertThat(result.connections().staleRetries()).isEqualTo(3);
        }
    }

    @Test
    void shouldRepeatNothingThatMightDoHarm() {
        Script two = Script.empty()
                .repeat(4, Script.expectingRequest())
                .send(OK)
                .send(OK)
                .close();
        try (ScriptedServer server = ScriptedServer.start(two, Script.answeringAll(OK))) {
            TrialResult result = Runs.run(post(server.url(), pipeline(4)), 4, 4);
            assertThat(result.counts().ok()).isEqualTo(2);
            assertThat(result.counts().failed()).isEqualTo(2);
            assertThat(result.errors().get(0).kind()).isEqualTo("closed-early");
            assertThat(result.errors().get(0).firstExample()).contains("is not repeated, as that might do harm");
        }
    }

    @Test
    void shouldRepeatOnceWhatWasNextWhenTheTargetHungUp() {
        Script one = Script.empty()
                .repeat(4, Script.expectingRequest())
                .send(OK)
                .close()
                .clientMayLeave();
        Script none =
                Script.empty().repeat(3, Script.expectingRequest()).close().clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(one, none, Script.answeringAll(OK))) {
            TrialResult result = Runs.run(Runs.get(server.url(), pipeline(4)), 4, 4);
            assertThat(result.counts().ok()).isEqualTo(1);
            assertThat(result.counts().failed()).isEqualTo(3);
        }
    }

    @Test
    void shouldFailAllThatIsInFlightBehindABrokenAnswer() {
        Script broken = Script.empty()
                .repeat(4, Script.expectingRequest())
                .send(OK)
                .send("HTTP/1.1 nonsense\r\n\r\n")
                .clientMayLeave()
                .expectEnd();
        try (ScriptedServer server = ScriptedServer.start(broken)) {
            TrialResult result = Runs.run(Runs.get(server.url(), pipeline(4)), 4, 4);
            assertThat(result.counts().ok()).isEqualTo(1);
            assertThat(result.counts().failed()).isEqualTo(3);
            assertThat(result.errors()).hasSize(1);
            assertThat(result.errors().get(0).kind()).isEqualTo("protocol");
        }
    }

    @Test
    void shouldGiveUpOnAStalledConnectionAsAWhole() {
        Script stalled = Script.empty()
                .repeat(3, Script.expectingRequest())
                .send(OK)
                .stall()
                .clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(stalled, stalled)) {
            LoadPlan plan = Runs.plan(Runs.get(server.url(), pipeline(3)), 3, 3).withFirstByteTimeoutNs(200_000_000L);
            TrialResult result = Runs.run(plan);
            assertThat(result.counts().ok()).isEqualTo(1);
            assertThat(result.counts().failed()).isEqualTo(2);
            assertThat(result.errors().get(0).kind()).isEqualTo("first-byte-timeout");
            assertThat(result.errors()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseToPipelineOnConnectionsThatEndAfterOneRequest() {
        RequestSpec closing = new RequestSpec(
                "http://127.0.0.1:1/",
                "GET",
                List.of(new Header("Connection", "close")),
                null,
                null,
                null,
                new byte[0],
                true,
                true,
                pipeline(4));
        assertThatThrownBy(() -> Runs.run(closing, 4, 4))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--pipeline sends several requests on one connection");
    }

    @Test
    void shouldCloseEachConnectionAfterItsNumberOfRequests() {
        Script three =
                Script.empty().repeat(3, Script.expectingRequest().send(OK)).expectEnd();
        try (ScriptedServer server = ScriptedServer.start(three)) {
            HttpSpec http = HttpSpec.NONE.withRequestsPerConnection(3);
            TrialResult result = Runs.good(Runs.get(server.url(), TransportSpec.NONE.with(http)), 1, 9);
            assertThat(server.connections()).isEqualTo(3);
            assertThat(result.connections().closedByPeer()).isZero();
            assertThat(result.connections().failures()).isEmpty();
        }
    }

    @Test
    void shouldPipelineNoMoreThanAConnectionMayCarry() {
        Script three = Script.empty()
                .repeat(3, Script.expectingRequest())
                .send(OK + OK + OK)
                .expectEnd();
        try (ScriptedServer server = ScriptedServer.start(three)) {
            HttpSpec http = HttpSpec.NONE.withRequestsPerConnection(3).withPipeline(8);
            TrialResult result = Runs.good(Runs.get(server.url(), TransportSpec.NONE.with(http)), 8, 9);
            assertThat(server.connections()).isEqualTo(3);
            assertThat(result.connections().staleRetries()).isZero();
        }
    }
}
