// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.lane.LaneContract.Probe;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import io.vastar.wire.Addresses;
import io.vastar.wire.TcpConnector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that wait: for a peer that takes none for now, or to be sent again. */
@Timeout(20)
class Http2WaitingTest {
    private final List<Exchange> completed = new ArrayList<>();
    private Http2Peer peer;
    private Lane lane;

    @AfterEach
    void stop() throws IOException {
        lane.close();
        peer.close();
    }

    private void open(Http2Peer newPeer, int exchanges, int openFirst, int streams, RequestSpec request) {
        peer = newPeer;
        lane = new Http2LaneFactory(
                        request,
                        Addresses.fixed(peer.addresses()),
                        TcpConnector::new,
                        new Multiplexing(streams, Long.MAX_VALUE))
                .create(new LaneContext(exchanges, openFirst, false, 5_000_000_000L, SystemNanoClock.INSTANCE));
        lane.open();
        while (lane.readiness() == Lane.Readiness.OPENING) {
            poll();
        }
    }

    private static RequestSpec get() {
        return RequestSpec.get("http://127.0.0.1/");
    }

    private void poll() {
        lane.poll(completed::add, 1_000_000);
    }

    private void pollUntilCompleted(int count) {
        while (completed.size() < count) {
            poll();
        }
    }

    private void offerAndAwait(int count) {
        completed.clear();
        for (int i = 0; i < count; i++) {
            assertThat(lane.offer(new Probe())).isTrue();
        }
        pollUntilCompleted(count);
    }

    private void assertAnswered() {
        assertThat(completed).allSatisfy(probe -> assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED));
    }

    @Test
    void shouldWaitUntilThePeerTakesRequests() throws Exception {
        CountDownLatch now = new CountDownLatch(1);
        open(
                Http2Peer.raw(connection -> {
                    connection.settings(Setting.MAX_CONCURRENT_STREAMS, 0);
                    connection.preface();
                    await(now);
                    connection.settings(Setting.MAX_CONCURRENT_STREAMS, 4);
                    answerAll(connection);
                }),
                1,
                1,
                1,
                get());
        Probe probe = new Probe();
        assertThat(lane.offer(probe)).as("it is taken, and waits").isTrue();
        poll();
        assertThat(completed).isEmpty();
        now.countDown();
        pollUntilCompleted(1);
        assertAnswered();
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenThePeerTakesRequestsAgain() throws Exception {
        open(
                Http2Peer.raw(connection -> {
                    connection.settings(Setting.MAX_CONCURRENT_STREAMS, 4);
                    connection.preface();
                    while (true) {
                        int stream = connection.request();
                        connection.settings(Setting.MAX_CONCURRENT_STREAMS, 0);
                        connection.answer(stream, "hello");
                        connection.settings(Setting.MAX_CONCURRENT_STREAMS, 4);
                    }
                }),
                8,
                8,
                8,
                get());
        for (int i = 0; i < 5; i++) {
            offerAndAwait(4);
            assertAnswered();
        }
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldReportWhyAnExchangeThatIsGivenUpHasWaited() throws Exception {
        open(takingNothing(), 2, 2, 2, get());
        Probe late = new Probe();
        Probe last = new Probe();
        assertThat(lane.offer(late)).isTrue();
        assertThat(lane.offer(last)).isTrue();
        lane.cancel(late, ErrorKind.TIMEOUT);
        lane.cancel(last, null);
        pollUntilCompleted(2);
        assertThat(late.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(late.errorDetail()).contains("SETTINGS_MAX_CONCURRENT_STREAMS 0");
        assertThat(last.outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void shouldOpenFewConnectionsToAPeerThatTakesNothing() throws Exception {
        open(takingNothing(), 1_000, 1, 1, get());
        for (int i = 0; i < 500; i++) {
            assertThat(lane.offer(new Probe())).isTrue();
            poll();
        }
        assertThat(lane.connections().opened()).as("more than a second apart").isLessThan(10);
    }

    private static Http2Peer takingNothing() throws IOException {
        return Http2Peer.raw(connection -> {
            connection.settings(Setting.MAX_CONCURRENT_STREAMS, 0);
            connection.preface();
            connection.drain();
        });
    }

    @Test
    void shouldSendAgainWhatThePeerHasNotProcessedUntilItHas() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        open(
                Http2Peer.start(connection -> {
                    connections.incrementAndGet();
                    int first = connection.request();
                    connection.goAway(first, ErrorCode.NO_ERROR, "");
                    connection.answer(first, "hello");
                    connection.drain();
                }),
                20,
                20,
                20,
                get());
        offerAndAwait(20);
        assertAnswered();
        assertThat(connections).hasValue(20);
        assertThat(lane.connections().staleRetries()).isEqualTo(190);
    }

    @Test
    void shouldLeaveAPeerAloneThatEndsEveryConnectionWithoutAnAnswer() throws Exception {
        open(
                Http2Peer.start(connection -> {
                    connection.request();
                    connection.goAway(0, ErrorCode.NO_ERROR, "");
                    connection.drain();
                }),
                1,
                1,
                1,
                get());
        assertThat(lane.offer(new Probe())).isTrue();
        for (int i = 0; i < 200; i++) {
            poll();
        }
        assertThat(lane.connections().opened())
                .as("each time it is left alone twice as long")
                .isLessThan(20);
    }

    @Test
    void shouldReadTheAnswerOfAPeerThatClosesBeforeTheRequestIsSent() throws Exception {
        RequestSpec post = new RequestSpec(
                "http://127.0.0.1/", "POST", List.of(), null, null, null, new byte[5_000_000], true, true);
        open(
                Http2Peer.start(connection -> {
                    int stream = connection.request();
                    connection.settings(Setting.INITIAL_WINDOW_SIZE, 1 << 30);
                    connection.widen(0, 1 << 30);
                    connection.head(stream, true, ":status", "503");
                }),
                4,
                4,
                1,
                post);
        for (int i = 0; i < 5; i++) {
            offerAndAwait(4);
            assertThat(completed).allSatisfy(probe -> assertThat(probe.code()).isEqualTo(503));
        }
    }

    private static void answerAll(Http2Peer.Connection connection) throws IOException {
        while (true) {
            connection.answer(connection.request(), "hello");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
