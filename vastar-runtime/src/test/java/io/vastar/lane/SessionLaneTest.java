// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.Codes;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Meter;
import io.vastar.spi.Metrics;
import io.vastar.spi.Outcome;
import io.vastar.wire.TcpConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link SessionLane} over real sockets, with {@link TalkCodec}. */
class SessionLaneTest extends LaneContract {
    private static final Metrics METRICS =
            new Metrics(List.of(new Metrics.Kind("message", true)), Codes.NONE, List.of(), List.of(), List.of());

    private final List<AutoCloseable> servers = new ArrayList<>();
    private final Meter meter = new Meter(METRICS);

    @AfterEach
    void stopServers() throws Exception {
        closeLane();
        lane = null;
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    private TalkServer serving(TalkServer server) {
        servers.add(server);
        return server;
    }

    private LaneContext metered(int exchanges) {
        return new LaneContext(exchanges, exchanges, false, 200_000_000, SystemNanoClock.INSTANCE, null, meter);
    }

    private static Lane to(LaneContext context, TalkServer server, int depth, boolean perUser, TalkCodec codec) {
        LaneWires wires = new LaneWires(
                context,
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())),
                new TcpConnector());
        return new SessionLane(context, wires, () -> new TalkCodec(codec), depth, perUser);
    }

    private static TalkCodec greeting() {
        return new TalkCodec(true, false, true, 0);
    }

    @Override
    protected Lane answering(LaneContext context) throws IOException {
        return to(context, serving(TalkServer.echoing()), 1, false, greeting());
    }

    @Override
    protected Lane silent(LaneContext context) throws IOException {
        return to(
                context,
                serving(new TalkServer((in, out, connection) -> {
                    for (String line = in.next(); line != null; line = in.next()) {
                        if (line.equals("HI")) {
                            TalkServer.send(out, "OK");
                        }
                    }
                })),
                1,
                false,
                greeting());
    }

    @Test
    void shouldMatchAnswersByIdInWhateverOrderTheyCome() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            String[] ids = {in.next(), in.next(), in.next()};
            TalkServer.send(out, ids[2], ids[0], ids[1]);
            in.next();
        }));
        opened(to(metered(3), server, 3, false, new TalkCodec(false, false, false, 0)));
        List<Probe> probes = offerAll(3);
        pollUntilCompleted(3);
        assertThat(completed).containsExactly(probes.get(2), probes.get(0), probes.get(1));
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldTimeTheGreetingApartFromTheFirstExchange() throws Exception {
        opened(answering(metered(2)));
        assertThat(lane.connections().greetingNs().getTotalCount()).isEqualTo(2);
        Probe probe = offerAll(1).get(0);
        pollUntilCompleted(1);
        assertThat(probe.connectNs()).isZero();
    }

    @Test
    void shouldFailExchangesAndReportWhyWhenTheGreetingIsRefused() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            in.next();
            TalkServer.send(out, "NO such user");
        }));
        opened(to(new LaneContext(1, 0, false, 200_000_000, SystemNanoClock.INSTANCE), server, 1, false, greeting()));
        Probe probe = offerAll(1).get(0);
        pollUntilCompleted(1);
        assertThat(probe.errorKind()).isEqualTo(ErrorKind.REFUSED);
        assertThat(probe.errorDetail()).isEqualTo("the target refused the greeting: NO such user");
        assertThat(lane.connections().failures()).containsEntry(ErrorKind.REFUSED, 1L);
    }

    @Test
    void shouldBeUnreachableWhenNoGreetingEndsInTime() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            in.next();
            in.next();
        }));
        opened(to(metered(2), server, 1, false, greeting()));
        assertThat(lane.readiness()).isEqualTo(Lane.Readiness.UNREACHABLE);
        assertThat(lane.connections().firstFailures())
                .containsEntry(ErrorKind.CONNECT_TIMEOUT, "the greeting had not ended within 200 ms");
    }

    @Test
    void shouldCountWhatIsPushedWithoutAnExchange() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            in.next();
            TalkServer.send(out, "OK", "!", "!", "!");
            in.next();
        }));
        opened(to(metered(1), server, 1, false, greeting()));
        while (meter.pushed(0) == null || meter.pushed(0).getTotalCount() < 3) {
            poll();
        }
        assertThat(meter.pushedBytes(0)).isEqualTo(3);
        assertThat(completed).isEmpty();
    }

    @Test
    void shouldAnswerPingsAndSendItsOwn() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            in.next();
            TalkServer.send(out, "OK", "?");
            for (String line = in.next(); line != null; line = in.next()) {}
        }));
        opened(to(metered(1), server, 1, false, new TalkCodec(true, false, false, 5_000_000)));
        while (server.received.stream().filter("?"::equals).count() < 4) {
            poll();
        }
        assertThat(server.received.get(0)).isEqualTo("HI");
    }

    @Test
    void shouldLeaveInOrder() throws Exception {
        TalkServer server = serving(TalkServer.echoing());
        opened(to(metered(1), server, 1, false, greeting()));
        lane.close();
        lane = null;
        while (!server.received.contains("bye")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldDropTheLateAnswerOfACancelledExchangeAndKeepTheOthers() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            String first = in.next();
            String second = in.next();
            in.next();
            TalkServer.send(out, first, second);
            for (String line = in.next(); line != null; line = in.next()) {
                TalkServer.send(out, line);
            }
        }));
        opened(to(metered(3), server, 3, false, new TalkCodec(false, true, false, 0)));
        List<Probe> probes = offerAll(2);
        poll();
        lane.cancel(probes.get(0), ErrorKind.TIMEOUT);
        offerAll(1);
        pollUntilCompleted(2);
        assertThat(completed).containsExactly(probes.get(0), probes.get(1));
        assertThat(probes.get(1).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(lane.connections().opened()).isEqualTo(1);
    }

    @Test
    void shouldSendAgainOnAnotherWireWhatTheTargetCannotHaveSeen() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            for (int i = 0; i < 2; i++) {
                TalkServer.send(out, in.next());
            }
        }));
        opened(to(metered(1), server, 1, false, new TalkCodec(false, false, true, 0)));
        for (int i = 1; i <= 6; i++) {
            offerAll(1);
            pollUntilCompleted(i);
        }
        assertThat(completed)
                .allSatisfy(exchange -> assertThat(exchange.outcome()).isEqualTo(Outcome.COMPLETED));
        assertThat(lane.connections().opened()).isEqualTo(3);
    }

    @Test
    void shouldFailWhatMayNotBeRepeatedWhenTheTargetClosesBeforeItsAnswer() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> in.next()));
        opened(to(metered(1), server, 1, false, new TalkCodec(false, false, false, 0)));
        Probe probe = offerAll(1).get(0);
        pollUntilCompleted(1);
        assertThat(probe.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(probe.errorKind()).isIn(ErrorKind.CLOSED_EARLY, ErrorKind.RESET);
    }

    @Test
    void shouldFailAllInFlightWhenBytesDoNotFollowTheProtocol() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            in.next();
            TalkServer.send(out, "garbage");
            in.next();
        }));
        opened(to(metered(2), server, 2, false, new TalkCodec(false, false, false, 0)));
        List<Probe> probes = offerAll(2);
        pollUntilCompleted(2);
        assertThat(probes).allSatisfy(probe -> {
            assertThat(probe.errorKind()).isEqualTo(ErrorKind.PROTOCOL);
            assertThat(probe.errorDetail()).isEqualTo("not a line of this protocol: garbage");
        });
    }

    @Test
    void shouldKeepBytesUntilTheCodecCanUseThem() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            for (String line = in.next(); line != null; line = in.next()) {
                for (char c : ("!\n" + line + "\n").toCharArray()) {
                    out.write(c);
                    out.flush();
                }
            }
        }));
        opened(to(metered(1), server, 1, false, new TalkCodec(false, false, false, 0)));
        for (int i = 1; i <= 20; i++) {
            offerAll(1);
            pollUntilCompleted(i);
        }
        assertThat(meter.pushed(0).getTotalCount()).isEqualTo(20);
    }

    @Test
    void shouldGiveEachUserAConnectionOfItsOwn() throws Exception {
        List<String> talks = java.util.Collections.synchronizedList(new ArrayList<>());
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            for (String line = in.next(); line != null; line = in.next()) {
                talks.add(connection + ":" + line);
                TalkServer.send(out, line);
            }
        }));
        opened(to(
                new LaneContext(2, 0, false, 200_000_000, SystemNanoClock.INSTANCE),
                server,
                1,
                true,
                new TalkCodec(false, false, false, 0)));
        for (int i = 1; i <= 6; i++) {
            assertThat(lane.offer(new Probe(i % 2))).isTrue();
            pollUntilCompleted(i);
        }
        assertThat(talks).containsExactly("0:0", "1:0", "0:0", "1:0", "0:0", "1:0");
    }

    @Test
    void shouldOpenAnotherWireOnceTheTargetSaysThatItCloses() throws Exception {
        TalkServer server = serving(new TalkServer((in, out, connection) -> {
            TalkServer.send(out, in.next(), "bye");
            in.next();
        }));
        opened(to(metered(1), server, 1, false, new TalkCodec(false, false, false, 0)));
        for (int i = 1; i <= 3; i++) {
            while (!lane.offer(new Probe())) {
                poll();
            }
            pollUntilCompleted(i);
        }
        assertThat(completed)
                .allSatisfy(exchange -> assertThat(exchange.outcome()).isEqualTo(Outcome.COMPLETED));
    }
}
