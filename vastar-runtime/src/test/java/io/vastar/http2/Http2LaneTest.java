// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.lane.LaneContract;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import io.vastar.wire.Addresses;
import io.vastar.wire.TcpConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane against peers that follow a script, most of them badly. */
class Http2LaneTest extends LaneContract {
    private final List<Http2Peer> peers = new ArrayList<>();

    @AfterEach
    void stopPeers() throws IOException {
        for (Http2Peer peer : peers) {
            peer.close();
        }
    }

    private static void answerAll(Http2Peer.Connection connection) throws IOException {
        while (true) {
            connection.answer(connection.request(), "hello");
        }
    }

    private Lane laneTo(Http2Peer peer, LaneContext context, Multiplexing multiplexing, RequestSpec request) {
        peers.add(peer);
        return new Http2LaneFactory(request, Addresses.fixed(peer.addresses()), TcpConnector::new, multiplexing)
                .create(context);
    }

    private static RequestSpec get() {
        return RequestSpec.get("http://127.0.0.1/");
    }

    private static RequestSpec post(int bodyBytes) {
        return new RequestSpec(
                "http://127.0.0.1/", "POST", List.of(), null, null, null, new byte[bodyBytes], true, true);
    }

    /** Opens a lane for so many exchanges at once, all on one connection. */
    private void to(Http2Peer peer, int exchanges) {
        opened(laneTo(peer, context(exchanges), new Multiplexing(exchanges, 0), get()));
    }

    @Override
    protected Lane answering(LaneContext context) throws Exception {
        return laneTo(Http2Peer.start(Http2LaneTest::answerAll), context, new Multiplexing(2, 0), get());
    }

    @Override
    protected Lane silent(LaneContext context) throws Exception {
        return laneTo(Http2Peer.start(Http2Peer.Connection::drain), context, new Multiplexing(2, 0), get());
    }

    private Probe exchangeOnce() {
        Probe probe = offerAll(1).get(0);
        pollUntilCompleted(completed.size() + 1);
        return probe;
    }

    private void assertAnswered() {
        assertThat(exchangeOnce().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private void assertFails(ErrorKind kind, String... words) {
        Probe probe = exchangeOnce();
        assertThat(probe.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(probe.errorKind()).isEqualTo(kind);
        assertThat(probe.errorDetail()).contains(words);
    }

    @Test
    void shouldCarryManyExchangesOnOneConnection() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    int[] streams = new int[8];
                    for (int i = streams.length - 1; i >= 0; i--) {
                        streams[i] = connection.request();
                    }
                    for (int stream : streams) {
                        connection.answer(stream, "hello");
                    }
                    connection.drain();
                }),
                8);
        List<Probe> probes = offerAll(8);
        pollUntilCompleted(8);
        assertThat(probes).allSatisfy(probe -> {
            assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(probe.code()).isEqualTo(200);
            assertThat(probe.bodyBytes()).isEqualTo(5);
            assertThat(probe.bytesOut()).isPositive();
            assertThat(probe.bytesIn()).isGreaterThan(2 * 9 + 5);
        });
        Collections.reverse(probes);
        assertThat(completed).containsExactlyElementsOf(probes);
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldSendAllButTheFirstRequestOfAConnectionFromTheTable() throws Exception {
        to(Http2Peer.start(Http2LaneTest::answerAll), 1);
        long first = exchangeOnce().bytesOut();
        assertThat(exchangeOnce().bytesOut()).isLessThan(first).isLessThan(9 + 10);
    }

    @Test
    void shouldKeepWithinTheLimitOfStreamsThatThePeerSets() throws Exception {
        to(
                Http2Peer.raw(connection -> {
                    connection.settings(Setting.MAX_CONCURRENT_STREAMS, 2);
                    connection.preface();
                    while (true) {
                        int first = connection.request();
                        int second = connection.request();
                        connection.answer(first, "hello");
                        connection.answer(second, "hello");
                    }
                }),
                6);
        assertThat(lane.connections().streamLimit()).isEqualTo(2);
        offerAll(2);
        assertThat(lane.offer(new Probe())).isFalse();
        pollUntilCompleted(2);
        offerAll(2);
        pollUntilCompleted(4);
        assertThat(completed).allSatisfy(probe -> assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED));
    }

    @Test
    void shouldSkipInterimResponses() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    int stream = connection.request();
                    connection.head(stream, false, ":status", "103", "link", "</x>");
                    connection.answer(stream, "hello");
                    connection.drain();
                }),
                1);
        assertThat(exchangeOnce().code()).isEqualTo(200);
    }

    @Test
    void shouldAcceptTrailers() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    int stream = connection.request();
                    connection.head(stream, false, ":status", "200");
                    connection.data(stream, false, "hello");
                    connection.head(stream, true, "checksum", "x");
                    connection.drain();
                }),
                1);
        Probe probe = exchangeOnce();
        assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(probe.bodyBytes()).isEqualTo(5);
    }

    @Test
    void shouldSendABodyAsThePeersWindowsAllow() throws Exception {
        AtomicInteger received = new AtomicInteger();
        Http2Peer peer = Http2Peer.raw(connection -> {
            connection.settings(Setting.INITIAL_WINDOW_SIZE, 10);
            connection.preface();
            int stream = connection.request();
            while (received.get() < 200_000) {
                int count = connection.await(FrameType.DATA).payload().length;
                if (received.addAndGet(count) < 200_000) {
                    connection.widen(stream, 7_000);
                    connection.widen(0, 7_000);
                }
            }
            connection.answer(stream, "hello");
            connection.drain();
        });
        opened(laneTo(peer, context(1), new Multiplexing(1, 0), post(200_000)));
        Probe probe = exchangeOnce();
        assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(received).hasValue(200_000);
        assertThat(probe.bytesOut()).isGreaterThan(200_000);
    }

    @Test
    void shouldNotSendTheRestOfABodyAfterTheWholeAnswer() throws Exception {
        Http2Peer peer = Http2Peer.start(connection -> {
            connection.head(connection.request(), true, ":status", "413");
            connection.await(FrameType.RST_STREAM);
            connection.head(connection.request(), true, ":status", "200");
            connection.drain();
        });
        opened(laneTo(peer, context(1), new Multiplexing(1, 0), post(1_000_000)));
        assertThat(exchangeOnce().code()).isEqualTo(413);
        assertThat(exchangeOnce().code()).isEqualTo(200);
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldAnswerPings() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    int stream = connection.request();
                    connection.ping(4711);
                    Http2Peer.Frame pong = connection.await(FrameType.PING);
                    if (pong.flags() == FrameType.ACK && pong.number() == 4711) {
                        connection.answer(stream, "hello");
                    }
                    connection.drain();
                }),
                1);
        assertAnswered();
    }

    @Test
    void shouldSayWithWhichCodeAStreamWasReset() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    connection.reset(connection.request(), ErrorCode.ENHANCE_YOUR_CALM);
                    answerAll(connection);
                }),
                1);
        assertFails(ErrorKind.STREAM_RESET, "RST_STREAM ENHANCE_YOUR_CALM");
        assertAnswered();
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldSendARefusedStreamAgain() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    connection.reset(connection.request(), ErrorCode.REFUSED_STREAM);
                    answerAll(connection);
                }),
                1);
        assertAnswered();
        assertThat(lane.connections().staleRetries()).isEqualTo(1);
    }

    @Test
    void shouldStopSendingAStreamThatIsRefusedAgainAndAgain() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    while (true) {
                        connection.reset(connection.request(), ErrorCode.REFUSED_STREAM);
                    }
                }),
                1);
        assertFails(ErrorKind.STREAM_RESET, "RST_STREAM REFUSED_STREAM", "17 times in a row");
    }

    @Test
    void shouldFinishWhatAGoAwayLeavesAndSendTheRestAgain() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        to(
                Http2Peer.start(connection -> {
                    if (connections.incrementAndGet() > 1) {
                        answerAll(connection);
                    }
                    int first = connection.request();
                    connection.request();
                    connection.goAway(first, ErrorCode.NO_ERROR, "");
                    connection.answer(first, "hello");
                    connection.drain();
                }),
                2);
        List<Probe> probes = offerAll(2);
        pollUntilCompleted(2);
        assertThat(probes).allSatisfy(probe -> assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED));
        assertThat(lane.connections().opened()).isEqualTo(2);
        assertThat(lane.connections().announcedEnds()).containsEntry("NO_ERROR", 1L);
        assertThat(lane.connections().staleRetries()).isEqualTo(1);
    }

    @Test
    void shouldTellTheReasonOfAGoAwayWhenTheConnectionEndsBeforeTheAnswer() throws Exception {
        to(
                Http2Peer.start(connection ->
                        connection.goAway(connection.request(), ErrorCode.INTERNAL_ERROR, "out of order")),
                1);
        assertFails(ErrorKind.CLOSED_EARLY, "GOAWAY INTERNAL_ERROR", "out of order");
    }

    @Test
    void shouldOpenAnotherConnectionAfterOneThatBroke() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        to(
                Http2Peer.start(connection -> {
                    if (connections.incrementAndGet() == 1) {
                        connection.request();
                        connection.bytes(new byte[] {0, 0, 1, 6, 0, 0, 0, 0, 0, 0}); // a PING of one byte
                        connection.drain();
                    }
                    answerAll(connection);
                }),
                1);
        assertFails(ErrorKind.PROTOCOL, "in the PING frame of the connection at byte");
        assertAnswered();
    }

    @Test
    void shouldTellAHeaderBlockThatCannotBeRead() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    int stream = connection.request();
                    connection.bytes(new byte[] {0, 0, 1, 1, 5, 0, 0, 0, (byte) stream, (byte) 0xff});
                    connection.drain();
                }),
                1);
        assertFails(ErrorKind.PROTOCOL, "header block", "in the HEADERS frame of stream 1");
    }

    @Test
    void shouldFailAResponseWhoseBodyIsNotAsLongAsItSays() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    int stream = connection.request();
                    connection.head(stream, false, ":status", "200", "content-length", "6");
                    connection.data(stream, true, "hello");
                    answerAll(connection);
                }),
                1);
        assertFails(ErrorKind.PROTOCOL, "5 bytes where content-length says 6");
        assertAnswered();
    }

    @Test
    void shouldFailAResponseWithoutStatus() throws Exception {
        to(
                Http2Peer.start(connection -> {
                    connection.head(connection.request(), true, "server", "x");
                    answerAll(connection);
                }),
                1);
        assertFails(ErrorKind.PROTOCOL, "no :status");
        assertAnswered();
    }

    @Test
    void shouldNameAPeerThatSpeaksHttp1() throws Exception {
        byte[] refusal = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        to(Http2Peer.raw(connection -> connection.bytes(refusal)), 1);
        assertThat(lane.readiness()).isEqualTo(Lane.Readiness.UNREACHABLE);
        assertThat(lane.connections().firstFailures()).containsKey(ErrorKind.PROTOCOL);
        assertThat(lane.connections().firstFailures().get(ErrorKind.PROTOCOL)).contains("HTTP/1");
    }

    @Test
    void shouldGiveUpOnAPeerThatSendsNoSettings() throws Exception {
        LaneContext impatient = new LaneContext(1, 100_000_000L, SystemNanoClock.INSTANCE);
        Http2Peer peer = Http2Peer.raw(Http2Peer.Connection::drain);
        opened(laneTo(peer, impatient, new Multiplexing(1, 0), get()));
        assertThat(lane.readiness()).isEqualTo(Lane.Readiness.UNREACHABLE);
        assertThat(lane.connections().firstFailures().get(ErrorKind.CONNECT_TIMEOUT))
                .contains("no HTTP/2 settings");
    }

    @Test
    void shouldLeaveAPeerAloneThatEndsConnectionsBeforeItsSettings() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        to(Http2Peer.raw(connection -> connections.incrementAndGet()), 1);
        int failed = 0;
        while (failed < 9) {
            if (lane.offer(new Probe())) {
                pollUntilCompleted(++failed);
            }
        }
        assertThat(completed).allSatisfy(probe -> assertThat(probe.outcome()).isEqualTo(Outcome.FAILED));
        assertThat(lane.offer(new Probe())).as("after nine failures in a row").isFalse();
        assertThat(connections).hasValueLessThanOrEqualTo(10);
    }

    @Test
    void shouldTakeNoMoreThanTheAllowedRequestsPerConnection() throws Exception {
        opened(laneTo(Http2Peer.start(Http2LaneTest::answerAll), context(2), new Multiplexing(2, 3), get()));
        for (int i = 0; i < 9; i++) {
            assertAnswered();
        }
        assertThat(lane.connections().opened()).isEqualTo(3);
    }
}
