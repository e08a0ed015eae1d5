// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import io.vastar.testkit.HeldPort;
import io.vastar.testkit.Ports;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import io.vastar.wire.TcpConnector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link WireLane} over real sockets, with a codec for a protocol of one-line answers. */
class WireLaneTest extends LaneContract {
    private static final String ANSWER = "200 hello\n";

    private final List<AutoCloseable> servers = new ArrayList<>();

    @AfterEach
    void stopServers() throws Exception {
        closeLane();
        lane = null;
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    private ScriptedServer serving(Script first, Script... next) {
        ScriptedServer server = ScriptedServer.start(first, next);
        servers.add(server);
        return server;
    }

    private Lane to(LaneContext context, boolean retryable, int... ports) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int port : ports) {
            addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        return new WireLane(
                context, new LaneWires(context, addresses, new TcpConnector()), () -> new LineCodec(retryable), true);
    }

    @Override
    protected Lane answering(LaneContext context) {
        return to(
                context,
                true,
                serving(Script.answeringAll(ANSWER).clientMayLeave()).port());
    }

    @Override
    protected Lane silent(LaneContext context) {
        return to(context, true, serving(Script.neverAnswering()).port());
    }

    private Probe exchangeOnce() {
        Probe probe = offerAll(1).get(0);
        pollUntilCompleted(completed.size() + 1);
        return probe;
    }

    @Test
    void shouldReportEveryConnectionThatItOpened() {
        opened(answering(context(5)));
        ConnectionStats stats = lane.connections();
        assertThat(stats.requested()).isEqualTo(5);
        assertThat(stats.opened()).isEqualTo(5);
        assertThat(stats.peakOpen()).isEqualTo(5);
        assertThat(stats.connectNs().getTotalCount()).isEqualTo(5);
        assertThat(stats.failures()).isEmpty();
    }

    @Test
    void shouldBeUnreachableWhenEveryConnectionIsRefused() throws Exception {
        try (HeldPort port = Ports.refusing()) {
            opened(to(context(3), true, port.port()));
            assertThat(lane.readiness()).isEqualTo(Lane.Readiness.UNREACHABLE);
            assertThat(lane.connections().failures()).containsEntry(ErrorKind.CONNECT_REFUSED, 3L);
            assertThat(lane.connections().firstFailures().get(ErrorKind.CONNECT_REFUSED))
                    .contains("refused", "port " + port.port());
        }
    }

    @Test
    @Timeout(20)
    void shouldDeliverAnExchangeOnceWhenItIsCancelledAfterItFailed() throws Exception {
        try (HeldPort port = Ports.refusing()) {
            lane = to(new LaneContext(1, 0, false, 1_000_000_000, SystemNanoClock.INSTANCE), true, port.port());
            lane.open();
            Probe probe = new Probe();
            assertThat(lane.offer(probe)).isTrue();
            while (probe.outcome() == Outcome.PENDING) {
                lane.poll(completed::add, 1_000_000);
            }
            assertThat(completed).isEmpty();
            lane.cancel(probe, ErrorKind.TIMEOUT);
            for (int i = 0; i < 3; i++) {
                lane.poll(completed::add, 0);
            }
            assertThat(completed).containsExactly(probe);
            assertThat(probe.errorKind()).isEqualTo(ErrorKind.CONNECT_REFUSED);
        }
    }

    @Test
    void shouldTryEveryAddressOfTheTarget() throws Exception {
        try (HeldPort port = Ports.refusing()) {
            int good = serving(Script.answeringAll(ANSWER).clientMayLeave()).port();
            opened(to(context(3), true, port.port(), good));
            assertThat(lane.readiness()).isEqualTo(Lane.Readiness.READY);
            assertThat(lane.connections().opened()).isEqualTo(3);
            assertThat(exchangeOnce().outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void shouldGiveUpOnAConnectionThatIsNotAcceptedInTime() throws Exception {
        try (HeldPort port = Ports.neverConnecting()) {
            opened(to(new LaneContext(1, 50_000_000, SystemNanoClock.INSTANCE), true, port.port()));
            assertThat(lane.readiness()).isEqualTo(Lane.Readiness.UNREACHABLE);
            assertThat(lane.connections().failures()).containsEntry(ErrorKind.CONNECT_TIMEOUT, 1L);
        }
    }

    @Test
    void shouldFailAnExchangeWhoseResponseIsCutOff() {
        opened(to(
                context(1),
                true,
                serving(Script.expectingRequest().send("200 he").close()).port()));
        Probe probe = exchangeOnce();
        assertThat(probe.errorKind()).isEqualTo(ErrorKind.CLOSED_EARLY);
        assertThat(probe.errorDetail()).contains("cut off");
    }

    @Test
    void shouldFailAnExchangeWhoseConnectionIsReset() {
        opened(to(
                context(1),
                false,
                serving(Script.expectingRequest().send("200 he").reset()).port()));
        assertThat(exchangeOnce().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void shouldFailAnExchangeWhoseResponseIsNotAllowed() {
        opened(to(
                context(1),
                true,
                serving(Script.answeringAll("bad\n").clientMayLeave()).port()));
        Probe probe = exchangeOnce();
        assertThat(probe.errorKind()).isEqualTo(ErrorKind.PROTOCOL);
        assertThat(probe.errorDetail()).isEqualTo("no code");
    }

    @Test
    void shouldFailAnExchangeThatIsFollowedByBytesNobodyAskedFor() {
        opened(to(
                context(1),
                true,
                serving(Script.answeringAll(ANSWER + "200 again\n").clientMayLeave())
                        .port()));
        Probe probe = exchangeOnce();
        assertThat(probe.errorKind()).isEqualTo(ErrorKind.PROTOCOL);
        assertThat(probe.errorDetail()).contains("10 bytes after the end of the response");
    }

    @Test
    void shouldReconnectForTheNextExchangeAfterAFailure() {
        opened(to(
                context(1),
                true,
                serving(
                                Script.expectingRequest().send("20").close(),
                                Script.answeringAll(ANSWER).clientMayLeave())
                        .port()));
        assertThat(exchangeOnce().outcome()).isEqualTo(Outcome.FAILED);
        Probe second = exchangeOnce();
        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(second.connectNs()).isPositive();
        assertThat(lane.connections().opened()).isEqualTo(2);
    }

    @Test
    void shouldSendAHarmlessRequestAgainWhenTheServerHadJustClosedTheIdleConnection() {
        Script closesInsteadOfASecondAnswer =
                Script.expectingRequest().send(ANSWER).expectRequest().close();
        opened(to(
                context(1),
                true,
                serving(
                                closesInsteadOfASecondAnswer,
                                Script.answeringAll(ANSWER).clientMayLeave())
                        .port()));
        exchangeOnce();
        assertThat(exchangeOnce().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(lane.connections().staleRetries()).isEqualTo(1);
    }

    @Test
    void shouldNotSendARequestTwiceWhenThatCouldDoHarm() {
        Script closesInsteadOfASecondAnswer =
                Script.expectingRequest().send(ANSWER).expectRequest().close();
        opened(to(
                context(1),
                false,
                serving(
                                closesInsteadOfASecondAnswer,
                                Script.answeringAll(ANSWER).clientMayLeave())
                        .port()));
        exchangeOnce();
        assertThat(exchangeOnce().errorKind()).isEqualTo(ErrorKind.CLOSED_EARLY);
        assertThat(lane.connections().staleRetries()).isZero();
    }

    @Test
    void shouldSendARequestAgainOnlyOnce() {
        Script answersOnce =
                Script.expectingRequest().send(ANSWER).expectRequest().close();
        Script never = Script.expectingRequest().close();
        opened(to(context(1), true, serving(answersOnce, never, never).port()));
        exchangeOnce();
        assertThat(exchangeOnce().errorKind()).isEqualTo(ErrorKind.CLOSED_EARLY);
        assertThat(lane.connections().staleRetries()).isEqualTo(1);
    }

    @Test
    void shouldNoticeThatTheServerClosedAnIdleConnection() {
        opened(to(
                context(1),
                true,
                serving(
                                Script.expectingRequest().send(ANSWER).close(),
                                Script.answeringAll(ANSWER).clientMayLeave())
                        .port()));
        exchangeOnce();
        while (lane.connections().closedByPeer() == 0) {
            poll();
        }
        assertThat(exchangeOnce().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(lane.connections().staleRetries()).isZero();
    }

    @Test
    void shouldReadAResponseThatComesByteByByte() {
        opened(to(
                context(1),
                true,
                serving(Script.expectingRequest().sendByteByByte(ANSWER)).port()));
        Probe probe = exchangeOnce();
        assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(probe.bytesIn()).isEqualTo(ANSWER.length());
    }

    @Test
    void shouldSendARequestLargerThanTheSocketTakesAtOnce() {
        ScriptedServer server = serving(Script.answeringAll(ANSWER).clientMayLeave());
        List<InetSocketAddress> address =
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        LaneContext context = context(1);
        opened(new WireLane(
                context, new LaneWires(context, address, new TcpConnector()), () -> new LineCodec(8_000_000), true));
        Probe probe = exchangeOnce();
        assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(probe.bytesOut()).isGreaterThan(8_000_000);
        assertThat(server.requests().get(0).body()).hasSize(8_000_000);
    }

    @Test
    void shouldLeaveARefusingTargetAloneForAWhileAfterAFailure() throws Exception {
        ScriptedServer server =
                ScriptedServer.start(Script.expectingRequest().send(ANSWER).close());
        int port = server.port();
        opened(to(context(1), true, port));
        exchangeOnce();
        server.close();
        while (lane.connections().closedByPeer() == 0) {
            poll();
        }
        Probe refused = exchangeOnce();
        assertThat(refused.errorKind()).isEqualTo(ErrorKind.CONNECT_REFUSED);
        assertThat(lane.offer(new Probe())).isFalse();
    }
}
