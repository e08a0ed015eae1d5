// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What servers in the field do to a connection, seen from the plan to the report. */
@Timeout(30)
class Http1FieldCasesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final long SECOND_NS = 1_000_000_000;

    private static TrialResult run(ScriptedServer server, RequestSpec request, long requests, long timeoutNs) {
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
        LoadPlan plan = new LoadPlan("test", request, 1, requests, 0, timeoutNs, 2 * SECOND_NS, SECOND_NS, options);
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }

    private static RequestSpec request(ScriptedServer server, String method, byte[] body) {
        return new RequestSpec(server.url() + "/", method, List.of(), null, null, null, body, true, true);
    }

    private static TrialResult get(ScriptedServer server, long requests) {
        return run(server, RequestSpec.get(server.url() + "/"), requests, 5 * SECOND_NS);
    }

    @Test
    void shouldReconnectBeforeTheNextRequestWhenTheResponseSaysClose() {
        Script closing = Script.expectingRequest()
                .send("HTTP/1.1 200 OK\r\nConnection: Keep-Alive, Close\r\nContent-Length: 2\r\n\r\nok")
                .expectEnd();
        try (ScriptedServer server = ScriptedServer.start(closing)) {
            TrialResult result = get(server, 3);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 3, 0, 0, 0));
            assertThat(result.connections().opened()).isBetween(3L, 4L);
            assertThat(result.connections().staleRetries()).isZero();
        }
    }

    @Test
    void shouldReadTheResponseAfterOneWithoutABody() {
        Script script = Script.expectingRequest()
                .send("HTTP/1.1 204 No Content\r\nContent-Length: 1234\r\n\r\n")
                .expectRequest()
                .send(OK)
                .clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            TrialResult result = get(server, 2);
            assertThat(result.statusCodes()).containsEntry(204, 1L).containsEntry(200, 1L);
            assertThat(result.counts().failed()).isZero();
        }
    }

    @Test
    void shouldExpectNoBodyAfterHead() {
        Script script = Script.answeringAll("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                .clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            TrialResult result = run(server, request(server, "HEAD", new byte[0]), 5, 5 * SECOND_NS);
            assertThat(result.counts().ok()).isEqualTo(5);
            assertThat(result.connections().opened()).isEqualTo(1);
        }
    }

    @Test
    void shouldPassOverInterimResponsesAndCountOne() {
        Script script =
                Script.answeringAll("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK);
        try (ScriptedServer server = ScriptedServer.start(script)) {
            TrialResult result = get(server, 4);
            assertThat(result.statusCodes()).containsOnlyKeys(200).containsEntry(200, 4L);
        }
    }

    @Test
    void shouldNotRepeatAPostThatMetAClosingConnection() {
        Script closing = Script.expectingRequest().send(OK).expectRequest().close();
        try (ScriptedServer server =
                ScriptedServer.start(closing, Script.answeringAll(OK).clientMayLeave())) {
            TrialResult result = run(server, request(server, "POST", new byte[] {'x'}), 3, 5 * SECOND_NS);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 2, 0, 1, 0));
            assertThat(result.errors().get(0).kind()).isEqualTo("closed-early");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void shouldTimeOutOnAHeadThatComesTooSlowly() {
        Script slow = Script.expectingRequest()
                .sendSlowly(OK, 1, Duration.ofMillis(100))
                .clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(slow)) {
            TrialResult result = run(server, RequestSpec.get(server.url()), 1, SECOND_NS / 4);
            assertThat(result.errors()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("timeout");
                assertThat(row.firstExample()).contains("bytes of the response had arrived");
            });
        }
    }

    @Test
    void shouldTimeOutWhileTheServerDoesNotReadALargeRequest() {
        try (ScriptedServer server = ScriptedServer.start(Script.neverAnswering())) {
            TrialResult result = run(server, request(server, "PUT", new byte[20_000_000]), 1, SECOND_NS / 4);
            assertThat(result.errors().get(0).kind()).isEqualTo("timeout");
        }
    }

    @Test
    void shouldTellAResetInTheMiddleOfABody() {
        Script script = Script.expectingRequest()
                .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                .pause(Duration.ofMillis(50))
                .reset();
        try (ScriptedServer server =
                ScriptedServer.start(script, Script.answeringAll(OK).clientMayLeave())) {
            TrialResult result = get(server, 2);
            assertThat(result.counts()).isEqualTo(new TrialResult.Counts(2, 1, 0, 1, 0));
            assertThat(result.errors().get(0).kind()).isEqualTo("reset");
            assertThat(result.service().getTotalCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellHowMuchOfABodyArrivedBeforeTheEnd() {
        Script script = Script.expectingRequest()
                .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                .close();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            TrialResult result = get(server, 1);
            assertThat(result.errors().get(0).firstExample()).contains("4 of 100");
        }
    }

    @Test
    void shouldDrainABodyOfManyTinyChunks() {
        String chunks = "1\r\nx\r\n".repeat(100_000);
        Script script =
                Script.answeringAll("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
        try (ScriptedServer server = ScriptedServer.start(script)) {
            TrialResult result = get(server, 3);
            assertThat(result.counts().ok()).isEqualTo(3);
            assertThat(result.bytes().body()).isEqualTo(300_000);
        }
    }

    @Test
    void shouldSendAUsersHeaderInPlaceOfTheDefaultOne() {
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(OK).clientMayLeave())) {
            RequestSpec request = new RequestSpec(
                    server.url() + "/",
                    "POST",
                    List.of(new Header("content-type", "application/json"), new Header("HOST", "example.org")),
                    "text/html",
                    null,
                    null,
                    new byte[] {'{', '}'},
                    true,
                    true);
            run(server, request, 1, 5 * SECOND_NS);
            assertThat(server.requests().get(0).headers("Content-Type")).containsExactly("application/json");
            assertThat(server.requests().get(0).headers("Host")).containsExactly("example.org");
        }
    }
}
