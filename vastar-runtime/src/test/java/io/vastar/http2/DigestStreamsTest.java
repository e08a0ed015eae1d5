// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.http.HttpProvider;
import io.vastar.http1.RequestBuffers;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Digest authentication on connections of many streams, against peers that follow a script. */
@Timeout(30)
class DigestStreamsTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final Pattern NONCE_AND_COUNT = Pattern.compile("nonce=\"(\\w+)\".*nc=(\\d+)");

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    /** The requests of one connection. */
    private final class Requests {
        private final Http2Peer.Connection connection;
        private final HpackDecoder decoder = new HpackDecoder(1 << 16, new HpackScratch());

        Requests(Http2Peer.Connection connection) {
            this.connection = connection;
        }

        /** Waits for the next one, and notes nonce and count; its stream. */
        int next() throws IOException {
            Http2Peer.Frame frame = connection.await(FrameType.HEADERS);
            Texts.Fields fields = new Texts.Fields();
            decoder.decode(new UnsafeBuffer(frame.payload()), 0, frame.payload().length, fields);
            String all = String.join("\n", fields.all);
            Matcher found = NONCE_AND_COUNT.matcher(all);
            seen.add(
                    found.find()
                            ? found.group(1) + " " + found.group(2)
                            : all.contains("authorization") ? "other" : "none");
            return frame.stream();
        }

        void challenge(int stream, String nonce, String more) throws IOException {
            connection.head(
                    stream,
                    false,
                    ":status",
                    "401",
                    "www-authenticate",
                    "Digest realm=\"r\", qop=\"auth\", nonce=\"" + nonce + "\"" + more);
            connection.data(stream, true, "no!");
        }

        void challenge(int stream, String nonce) throws IOException {
            challenge(stream, nonce, "");
        }
    }

    private interface Script {
        void run(Http2Peer.Connection connection, Requests requests) throws IOException;
    }

    private TrialResult run(Script script, int streams, long requests, long requestsPerConnection) throws IOException {
        try (Http2Peer peer = Http2Peer.start(connection -> script.run(connection, new Requests(connection)))) {
            int port = ((InetSocketAddress) peer.addresses().get(0)).getPort();
            HttpSpec http = new HttpSpec("2", streams, null, null, requestsPerConnection);
            RequestSpec spec = RequestSpec.get("http://127.0.0.1:" + port + "/a?b")
                    .with(TransportSpec.NONE.with(http))
                    .with(new RequestContent(null, false, "u:p", null));
            EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
            LoadPlan plan =
                    new LoadPlan("test", spec, streams, requests, 0, 10 * SECOND_NS, 2 * SECOND_NS, SECOND_NS, options);
            try (Engine engine = new Engine(List.of(new HttpProvider()))) {
                return engine.run(plan, RunListener.NONE);
            }
        }
    }

    private static void answerAll(Http2Peer.Connection connection, Requests requests) throws IOException {
        while (true) {
            connection.answer(requests.next(), "hello");
        }
    }

    @Test
    void shouldMeetAChallengeWithinTheExchangeAndStaleNoncesAfterIt() throws IOException {
        TrialResult result = run(
                (connection, requests) -> {
                    requests.challenge(requests.next(), "one");
                    connection.answer(requests.next(), "hello");
                    requests.challenge(requests.next(), "two", ", stale=true");
                    answerAll(connection, requests);
                },
                1,
                3,
                0);

        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 3, 0, 0, 0));
        assertThat(result.connections().opened()).isEqualTo(1);
        assertThat(seen).containsExactly("none", "one 00000001", "one 00000002", "two 00000001", "two 00000002");
        assertThat(result.bytes().body()).isEqualTo(3 * 5 + 2 * 3);
    }

    @Test
    void shouldAnswerOneChallengeForAllThatWereUnderWay() throws IOException {
        TrialResult result = run(
                (connection, requests) -> {
                    int[] streams = {requests.next(), requests.next(), requests.next()};
                    for (int stream : streams) {
                        requests.challenge(stream, "nonce" + stream);
                    }
                    answerAll(connection, requests);
                },
                3,
                6,
                0);

        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(6, 6, 0, 0, 0));
        assertThat(seen).startsWith("none", "none", "none").hasSize(9);
        assertThat(seen.subList(3, 9))
                .containsExactly(
                        "nonce1 00000001",
                        "nonce1 00000002",
                        "nonce1 00000003",
                        "nonce1 00000004",
                        "nonce1 00000005",
                        "nonce1 00000006");
    }

    @Test
    void shouldAnswerOnTheNextConnectionWhereThisOneTakesNoMore() throws IOException {
        TrialResult result = run(
                (connection, requests) -> {
                    int stream = requests.next();
                    if (seen.size() == 1) {
                        requests.challenge(stream, "one");
                    } else {
                        connection.answer(stream, "hello");
                    }
                    connection.drain();
                },
                1,
                3,
                1);

        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 3, 0, 0, 0));
        assertThat(seen).containsExactly("none", "one 00000001", "one 00000002", "one 00000003");
    }

    @Test
    void shouldNotAskForeverWhereTheServerNeverHasEnough() throws IOException {
        TrialResult result = run(
                (connection, requests) -> {
                    while (true) {
                        requests.challenge(requests.next(), "n", ", stale=true");
                    }
                },
                1,
                2,
                0);

        assertThat(result.statusCodes()).containsExactly(Map.entry(401, 2L));
        assertThat(seen).hasSize(6);
    }

    @Test
    void shouldNotSendAgainWhatTheServerRefuses() throws IOException {
        TrialResult result = run(
                (connection, requests) -> {
                    while (true) {
                        requests.challenge(requests.next(), "n");
                    }
                },
                1,
                2,
                0);

        assertThat(result.statusCodes()).containsExactly(Map.entry(401, 2L));
        assertThat(seen).containsExactly("none", "n 00000001", "none", "n 00000001");
    }

    private static long authorize(DigestStreams digest, Http2Stream stream, RequestBuffers buffers, int count) {
        byte[] request = "PUT /a?b HTTP/1.1\r\nHost: h\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            ByteBuffer authorized = digest.authorize(
                    stream, buffers.take(request.length).put(request).flip(), buffers);
            bytes += authorized.remaining();
            buffers.giveBack(authorized);
        }
        return bytes;
    }

    @Test
    void shouldAllocateNothingOnceChallenged() {
        DigestStreams digest = new DigestStreams("u:p");
        Http2Stream stream = new Http2Stream(0, ByteBuffer.allocate(0));
        RequestBuffers buffers = new RequestBuffers();
        UnsafeBuffer name = Texts.buffer("www-authenticate");
        UnsafeBuffer challenge = Texts.buffer("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=SHA-256");
        digest.reading(null).onField(name, 0, name.capacity(), challenge, 0, challenge.capacity());
        assertThat(digest.asksAgain(stream, 401)).isTrue();
        authorize(digest, stream, buffers, 20_000);
        long self = Thread.currentThread().getId();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(self);
        long bytes = authorize(digest, stream, buffers, 20_000);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(bytes).isGreaterThan(20_000 * 200);
        assertThat(allocated).isLessThan(8192);
    }
}
