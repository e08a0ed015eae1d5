// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TransportSpec;
import io.vastar.target.TargetServer;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.ReceivedRequest;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that differ, or are signed, in flight together on one connection. */
@Timeout(60)
class PipelinedVarietyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static RequestSpec requests(String url, int depth, List<RequestVariant> variants, Integer... weights) {
        return with(url, depth, RequestContent.NONE.with(variety(variants, List.of(weights))));
    }

    private static RequestSpec with(String url, int depth, RequestContent content) {
        return Runs.get(url + "/", TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(depth)))
                .with(content);
    }

    private static RequestVariety variety(List<RequestVariant> variants, List<Integer> weights) {
        return new RequestVariety("some of a file", variants, weights, false, 1);
    }

    private static RequestVariant variant(String method, String url, String body) {
        return new RequestVariant(method, url, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadEachAnswerAsThatToItsOwnRequest() {
        CountDownLatch all = new CountDownLatch(1);
        Script script = Script.empty()
                .repeat(4, Script.expectingRequest())
                .signal(all)
                .send(OK)
                .sendByteByByte(
                        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nHTTP/1.1 404 Gone\r\nContent-Length: 3\r\n\r\nno!")
                .send("HTTP/1.1 204 No Content\r\n\r\n")
                .expectEnd();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            List<RequestVariant> targets = List.of(
                    variant("GET", server.url() + "/a?b=1", ""),
                    variant("HEAD", server.url() + "/h", ""),
                    variant("PUT", server.url() + "/c", "{}"),
                    variant("POST", server.url() + "/d", "hello"));
            TrialResult result = Runs.run(requests(server.url(), 4, targets), 4, 4);

            assertThat(all.getCount()).isZero();
            assertThat(result.errors()).isEmpty();
            assertThat(result.statusCodes()).isEqualTo(Map.of(200, 2L, 404, 1L, 204, 1L));
            assertThat(result.bytes().body()).isEqualTo(2 + 3);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests())
                    .extracting(ReceivedRequest::requestLine)
                    .containsExactly("GET /a?b=1 HTTP/1.1", "HEAD /h HTTP/1.1", "PUT /c HTTP/1.1", "POST /d HTTP/1.1");
            assertThat(server.requests())
                    .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                    .containsExactly("", "", "{}", "hello");
            assertThat(result.bytes().out())
                    .isEqualTo(server.requests().stream()
                            .mapToLong(request -> request.bytes().length)
                            .sum());
        }
    }

    @Test
    void shouldRespectWeightsAtNginx(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("one"), "1");
        Files.writeString(files.resolve("ten"), "1234567890");
        try (RealServer nginx = RealServers.nginx(files).orElseThrow()) {
            List<RequestVariant> targets = List.of(
                    RequestVariant.ofUrl(nginx.url() + "/one"),
                    RequestVariant.ofUrl(nginx.url() + "/ten"),
                    variant("HEAD", nginx.url() + "/ten", ""),
                    RequestVariant.ofUrl(nginx.url() + "/none"));
            TrialResult result = Runs.run(requests(nginx.url(), 16, targets, 1, 5, 3, 1), 32, 20_000);

            assertThat(result.errors()).isEmpty();
            assertThat(result.statusCodes()).isEqualTo(Map.of(200, 18_000L, 404, 2_000L));
            assertThat(result.connections().opened()).isEqualTo(2);
            RequestSpec alone = Runs.get(nginx.url() + "/none", TransportSpec.NONE);
            long missing = Runs.run(alone, 1, 1).bytes().body();
            assertThat(result.bytes().body()).isEqualTo(2_000 + 10 * 10_000 + 2_000 * missing);
        }
    }

    @Test
    void shouldSendLargeAndSmallBodiesToNginx(@TempDir Path files) throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        String lines = "location /put { root " + files + "; client_max_body_size 10m; dav_methods PUT; }";
        Files.createDirectories(files.resolve("put"));
        try (RealServer nginx = RealServers.nginx(files, lines).orElseThrow()) {
            List<RequestVariant> targets = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String body = ("body " + i + ";").repeat(i % 2 == 0 ? 1 : 50_000);
                targets.add(variant("PUT", nginx.url() + "/put/" + i, body));
            }
            TrialResult result = Runs.run(requests(nginx.url(), 4, targets), 4, 60);

            assertThat(result.errors()).isEmpty();
            assertThat(result.counts().ok()).isEqualTo(60);
            for (int i = 0; i < 6; i++) {
                assertThat(files.resolve("put/" + i))
                        .hasContent(new String(targets.get(i).body(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void shouldRepeatOnlyThoseThatDoNoHarm() {
        Script two = Script.empty()
                .repeat(4, Script.expectingRequest())
                .send(OK)
                .send(OK)
                .close();
        try (ScriptedServer server = ScriptedServer.start(two, Script.answeringAll(OK))) {
            List<RequestVariant> targets = List.of(
                    RequestVariant.ofUrl(server.url() + "/a"),
                    RequestVariant.ofUrl(server.url() + "/b"),
                    variant("POST", server.url() + "/c", "x"),
                    RequestVariant.ofUrl(server.url() + "/d"));
            TrialResult result = Runs.run(requests(server.url(), 4, targets), 4, 4);

            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(4, 3, 0, 1, 0));
            assertThat(result.connections().staleRetries()).isEqualTo(1);
            assertThat(result.errors())
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row.firstExample()).contains("is not repeated, as that might do harm"));
            assertThat(server.requests())
                    .extracting(ReceivedRequest::requestLine)
                    .endsWith("GET /d HTTP/1.1");
        }
    }

    @Test
    void shouldSignEachRequest() {
        AwsCredentials aws = new AwsCredentials("eu-west-1", "s3", "id", "secret", null);
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(OK).clientMayLeave())) {
            List<RequestVariant> targets =
                    List.of(RequestVariant.ofUrl(server.url() + "/a"), RequestVariant.ofUrl(server.url() + "/b"));
            RequestContent both = new RequestContent(variety(targets, List.of()), false, null, aws);
            Runs.good(with(server.url(), 4, both), 8, 40);
            Runs.good(with(server.url(), 4, new RequestContent(null, false, null, aws)), 8, 40);

            assertThat(server.requests())
                    .hasSize(80)
                    .allSatisfy(request -> assertThat(request.header("Authorization"))
                            .hasValueSatisfying(
                                    line -> assertThat(line).startsWith("AWS4-HMAC-SHA256 Credential=id/")));
            assertThat(server.requests())
                    .filteredOn(request -> request.header("X-Amz-Date")
                            .equals(server.requests().get(0).header("X-Amz-Date")))
                    .extracting(request -> request.requestLine() + request.header("Authorization"))
                    .satisfies(lines -> assertThat(lines.stream().distinct()).hasSizeBetween(2, 3));
        }
    }

    @Test
    void shouldNameTheRequestThatEndsItsConnection() {
        RequestVariant closing = new RequestVariant(null, null, List.of(new Header("Connection", "close")), null);
        List<RequestVariant> targets = List.of(RequestVariant.ofUrl("http://127.0.0.1:1/"), closing);
        assertThatThrownBy(() -> Runs.run(requests("http://127.0.0.1:1", 4, targets), 4, 4))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'Connection: close' of request 2 of some of a file ends after one");
    }

    @Test
    void shouldAllocateNothing() {
        List<RequestVariant> bodies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            bodies.add(RequestVariant.ofBody(("line " + i).getBytes(StandardCharsets.UTF_8)));
        }
        try (TargetServer server = TargetServer.start()) {
            RequestSpec spec = requests(server.url(), 8, bodies);
            Runs.good(spec, 16, 20_000);
            assertThat(Runs.good(spec, 16, 50_000).health().allocatedBytes()).isLessThan(100_000);
        }
    }
}
