// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.engine.RunListener.Phase;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.Expectation;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.target.TargetServer;
import io.vastar.testkit.HeldPort;
import io.vastar.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole chain from plan to result, over real sockets and the embedded target. */
@Timeout(60)
class EngineTest {
    private static final long MS = 1_000_000;

    private final Engine engine = new Engine(ServiceLoader.load(ProtocolProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
    private TargetServer target;

    @BeforeEach
    void startTarget() {
        target = TargetServer.start();
    }

    @AfterEach
    void stopAll() {
        engine.close();
        target.close();
    }

    private static EngineOptions options(int threads) {
        return new EngineOptions(threads, List.of(), IdleMode.AUTO, false);
    }

    private static LoadPlan plan(String url, int concurrency, long requests, long durationMs, EngineOptions options) {
        return new LoadPlan(
                "test",
                RequestSpec.get(url),
                concurrency,
                requests,
                durationMs * MS,
                5_000 * MS,
                2_000 * MS,
                300 * MS,
                options);
    }

    private TrialResult run(String path, int concurrency, long requests, long durationMs) {
        return run(plan(target.url() + path, concurrency, requests, durationMs, options(1)));
    }

    private TrialResult run(LoadPlan plan) {
        TrialResult result = engine.run(plan, RunListener.NONE);
        TrialResult.Counts counts = result.counts();
        assertThat(counts.started())
                .as("started = ok + unexpected + failed + aborted")
                .isEqualTo(counts.ok() + counts.unexpected() + counts.failed() + counts.aborted());
        assertThat(result.service().getTotalCount()).isEqualTo(counts.ok());
        assertThat(result.unexpected().getTotalCount()).isEqualTo(counts.unexpected());
        assertThat(result.statusCodes().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(counts.responses());
        assertThat(result.errors().stream()
                        .mapToLong(TrialResult.ErrorRow::count)
                        .sum())
                .isEqualTo(counts.failed());
        return result;
    }

    @ParameterizedTest
    @CsvSource({"200, 150, 1", "200, 150, 3", "1, 1, 4", "7, 7, 2", "1000, 3, 2", "5, 50, 1"})
    void shouldSendExactlyTheRequestsAskedFor(long requests, int concurrency, int threads) {
        TrialResult result = run(plan(target.url() + "/plain", concurrency, requests, 0, options(threads)));
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(requests, requests, 0, 0, 0));
        assertThat(target.requests()).isEqualTo(requests);
        assertThat(result.bytes().body()).isEqualTo(13 * requests);
    }

    @Test
    void shouldOpenAsManyConnectionsAsAskedForAndReuseThem() {
        TrialResult result = run("/plain", 20, 2_000, 0);
        assertThat(target.connections()).isEqualTo(20);
        assertThat(result.connections().requested()).isEqualTo(20);
        assertThat(result.connections().opened()).isEqualTo(20);
        assertThat(result.connections().closedByPeer()).isZero();
    }

    @Test
    void shouldOpenAConnectionForEachRequestWithoutKeepAlive() {
        LoadPlan plan = plan(target.url() + "/plain", 4, 100, 0, options(1));
        RequestSpec get = plan.request();
        RequestSpec closing = new RequestSpec(get.url(), "GET", List.of(), null, null, null, get.body(), false, true);
        TrialResult result = run(plan.withRequest(closing));
        assertThat(result.counts().ok()).isEqualTo(100);
        assertThat(target.connections()).isBetween(100L, 104L);
        assertThat(result.phases().connect().count()).isBetween(96L, 100L);
    }

    @ParameterizedTest
    @EnumSource(IdleMode.class)
    void shouldStopAtTheDeadlineInEveryIdleMode(IdleMode idle) {
        EngineOptions options = new EngineOptions(1, List.of(), idle, false);
        TrialResult result = run(plan(target.url() + "/plain", 2, 0, 150, options));
        assertThat(result.counts().failed()).isZero();
        assertThat(result.counts().ok()).isPositive();
        assertThat(result.elapsedNs()).isGreaterThanOrEqualTo(150 * MS);
        assertThat(result.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = IdleMode.class,
            names = {"AUTO", "BLOCK"})
    void shouldMeasureHowLongASleepingThreadTakesToGoOnAndWhatOthersTook(IdleMode idle) {
        EngineOptions options = new EngineOptions(4, List.of(), idle, false); // on few cores AUTO sleeps, too
        TrialResult.Core core = run(plan(target.url() + "/delay?ms=30", 8, 0, 600, options))
                .health()
                .core();
        assertThat(core.othersShare()).isBetween(-1.0, 1.0);
        assertThat(core.gaveWay()).isNotNegative();
        assertThat(core.awayShare()).isBetween(0.0, 1.0);
        if (idle == IdleMode.BLOCK) {
            assertThat(core.gaveWay()).isZero();
            assertThat(core.wakeUpNs().getTotalCount()).isPositive();
        }
    }

    @Test
    void shouldReportZeroResponsesWithoutNonsenseWhenTheRunIsShorterThanOneResponse() {
        TrialResult result = run("/fault?kind=stall", 3, 0, 50);
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(3, 0, 0, 0, 3));
        assertThat(result.requestsPerSec()).isZero();
        assertThat(result.drainNs()).isGreaterThanOrEqualTo(300 * MS);
    }

    @Test
    void shouldAbortNothingWhenResponsesInFlightAtTheDeadlineArriveWithinTheDrainTimeout() {
        TrialResult result = run("/delay?ms=120", 5, 0, 50);
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(5, 5, 0, 0, 0));
        assertThat(result.drainNs()).isPositive();
    }

    @Test
    void shouldCountTimeoutsThatAStalledTargetCauses() {
        LoadPlan stalled = new LoadPlan(
                "test",
                RequestSpec.get(target.url() + "/fault?kind=stall"),
                2,
                4,
                0,
                60 * MS,
                2_000 * MS,
                300 * MS,
                options(1));
        TrialResult result = run(stalled);
        assertThat(result.counts().failed()).isEqualTo(4);
        assertThat(result.errors().get(0).kind()).isEqualTo("timeout");
        assertThat(result.errors().get(0).firstExample()).contains("0 bytes of the response had arrived");
    }

    @ParameterizedTest
    @CsvSource({
        "reset, reset|closed-early",
        "close, closed-early",
        "truncate, closed-early",
        "garbage, protocol",
        "badchunk, protocol",
        "badlength, protocol",
        "twice, protocol"
    })
    void shouldNameTheFaultOfTheTarget(String fault, String kinds) {
        TrialResult result = run("/fault?kind=" + fault, 2, 6, 0);
        assertThat(result.counts().failed()).isEqualTo(6);
        assertThat(result.errors())
                .allSatisfy(row -> assertThat(kinds.split("\\|")).contains(row.kind()));
        assertThat(result.errors().get(0).firstExample()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"informational", "eof", "trailers", "bighead"})
    void shouldAcceptWhatIsUnusualButRight(String kind) {
        assertThat(run("/fault?kind=" + kind, 1, 2, 0).counts().ok()).isEqualTo(2);
    }

    @Test
    void shouldReconnectWithoutAnErrorWhenTheTargetClosesIdleConnections() {
        TrialResult result = run("/fault?kind=stale", 1, 20, 0);
        assertThat(result.counts().failed()).isZero();
        assertThat(result.counts().ok()).isEqualTo(20);
    }

    @Test
    void shouldKeepOtherCodesApartFromSuccesses() {
        TrialResult result = run("/status?code=503", 2, 10, 0);
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(10, 0, 10, 0, 0));
        assertThat(result.statusCodes()).containsEntry(503, 10L);
        assertThat(result.unexpectedCodes()).isEqualTo(result.statusCodes());
        assertThat(result.counts().errorRate()).isEqualTo(1);
    }

    @Test
    void shouldCountASuccessAsUnexpectedWhereAnotherCodeIsExpected() {
        LoadPlan notFound = plan(target.url() + "/status?code=404", 1, 5, 0, options(1))
                .withExpect(new Expectation(new int[] {404}, null, Long.MAX_VALUE));
        TrialResult missing = run(notFound);
        assertThat(missing.counts()).isEqualTo(new TrialResult.Counts(5, 5, 0, 0, 0));
        assertThat(missing.unexpectedCodes()).isEmpty();

        TrialResult found = run(notFound.withRequest(RequestSpec.get(target.url() + "/plain")));
        assertThat(found.counts()).isEqualTo(new TrialResult.Counts(5, 0, 5, 0, 0));
        assertThat(found.unexpectedCodes()).isEqualTo(Map.of(200, 5L));
    }

    @Test
    void shouldCountEventsAndStampTheFirstByteOfAStream() {
        TrialResult result = run("/sse?events=5&size=20&interval=10ms", 3, 6, 0);
        assertThat(result.counts().ok()).isEqualTo(6);
        assertThat(result.protocolCounts()).containsEntry("events", 30L);
        assertThat(result.service().getMinValue()).isGreaterThan(35 * MS);
        assertThat(result.firstByte().getMinValue()).isLessThan(result.service().getMinValue());
    }

    @Test
    void shouldReadLargeBodiesOfBothFramingsToTheirEnd() {
        assertThat(run("/bytes?size=5000000", 4, 12, 0).bytes().body()).isEqualTo(12 * 5_000_000L);
        assertThat(run("/chunked?size=3000000&chunk=7777", 4, 12, 0).bytes().body())
                .isEqualTo(12 * 3_000_000L);
    }

    @Test
    void shouldSplitTheLoadOverThreadsAndMergeExactly() {
        TrialResult result = run(plan(target.url() + "/plain", 9, 10_001, 0, options(4)));
        assertThat(result.counts().ok()).isEqualTo(10_001);
        assertThat(result.health().threads()).isEqualTo(4);
        assertThat(target.requests()).isEqualTo(10_001);
    }

    @Test
    void shouldRefuseToRunWhenNothingListens() throws Exception {
        try (HeldPort port = Ports.refusing()) {
            assertThatThrownBy(() -> run(plan(port.url() + "/", 3, 10, 0, options(1))))
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("refused")
                    .hasMessageContaining("port " + port.port());
        }
    }

    @Test
    void shouldNameTheSchemesItKnowsWhenAnotherIsAskedFor() {
        assertThatThrownBy(() -> run(plan("gopher://localhost/", 1, 1, 0, options(1))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("gopher://localhost/")
                .hasMessageContaining("http");
    }

    @Test
    void shouldReportWhatItHasWhenStopped() {
        LoadPlan plan = plan(target.url() + "/plain", 2, 0, 600_000, options(1));
        TrialResult result = engine.run(plan, progress -> {
            if (progress.responses() > 100) {
                engine.stop();
            }
        });
        assertThat(result.interrupted()).isTrue();
        assertThat(result.counts().ok()).isGreaterThan(100);
        assertThat(result.counts().failed()).isZero();
    }

    @Test
    void shouldSendNothingWhenInterruptedDuringTheSelfWarmUp() {
        EngineOptions warming = new EngineOptions(1, List.of(), IdleMode.AUTO, true);
        TrialResult result = engine.run(plan(target.url() + "/plain", 2, 0, 60_000, warming), progress -> {
            if (progress.phase() == Phase.WARM_UP) {
                engine.stop();
            }
        });
        assertThat(result.interrupted()).isTrue();
        assertThat(result.counts()).isEqualTo(new TrialResult.Counts(0, 0, 0, 0, 0));
        assertThat(result.health().warmUpNs()).isZero();
        assertThat(target.requests()).isZero();
        assertThat(target.connections()).isZero();
    }

    @Test
    void shouldCallARunInterruptedThatWasEndedWhileConnectionsWereOpened() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            String url = "http://127.0.0.1:" + full.getLocalPort() + "/";
            TrialResult result = engine.run(plan(url, 2, 0, 60_000, options(1)), progress -> {
                if (progress.phase() == Phase.CONNECT) {
                    engine.stop();
                }
            });
            assertThat(result.interrupted()).isTrue();
            assertThat(result.counts().started()).isZero();
        }
    }

    @Test
    void shouldCountTheBytesOfAbortedRequestsAsTheirLogDoes() {
        KeptLog log = new KeptLog();
        TrialResult result = engine.run(plan(target.url() + "/fault?kind=stall", 3, 0, 50, options(1)), log);
        assertThat(result.counts().aborted()).isEqualTo(3);
        assertThat(result.bytes().out()).isPositive().isEqualTo(log.bytesOut());
    }

    @Test
    void shouldTellTheCourseOfARun() {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        EngineOptions warming = new EngineOptions(1, List.of(), IdleMode.AUTO, true);
        TrialResult result =
                engine.run(plan(target.url() + "/plain", 2, 0, 200, warming), progress -> phases.add(progress.phase()));
        assertThat(phases).contains(Phase.WARM_UP, Phase.CONNECT, Phase.MEASURE);
        assertThat(result.health().ceilingPerSec()).isPositive().isGreaterThanOrEqualTo(result.requestsPerSec());
        assertThat(result.health().delays().compilerNs()).isNotNegative();
        assertThat(result.health().warmUpNs()).isPositive();
        assertThat(target.requests()).isEqualTo(result.counts().started());
    }

    @Test
    void shouldAllocateNothingPerRequest() {
        LoadPlan plan = plan(target.url() + "/plain", 200, 20_000, 0, options(1));
        run(plan);
        TrialResult result = run(plan.withRequests(100_000));
        assertThat(result.counts().ok()).isEqualTo(100_000);
        assertThat(result.health().allocatedBytes()).isLessThan(100_000);
    }

    @Test
    void shouldMeasureTheGeneratorItself() {
        Calibration calibration = engine.calibrate();
        assertThat(calibration.httpCeilingPerSec()).isPositive();
        assertThat(calibration.handOffNs()).isPositive();
    }

    @Test
    void shouldCountWhatTakesLongerThanWatchedAndEndOnlyTheCurrentRun() {
        List<TimeLimit> limits =
                List.of(new TimeLimit(TimeLimit.Kind.LATENCY, MS), new TimeLimit(TimeLimit.Kind.SERVICE, 10_000 * MS));
        long[] last = new long[2];
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(Progress progress) {
                if (progress.phase() == Phase.MEASURE) {
                    System.arraycopy(progress.overLimits(), 0, last, 0, 2);
                    if (last[0] >= 5) {
                        engine.endRun();
                    }
                }
            }

            @Override
            public List<TimeLimit> watched() {
                return limits;
            }
        };
        LoadPlan plan = plan(target.url() + "/delay?ms=5", 2, 0, 50_000, options(1));
        TrialResult ended = engine.run(plan, listener);
        assertThat(ended.interrupted()).isTrue();
        assertThat(last[0]).isGreaterThanOrEqualTo(5);
        assertThat(last[1]).isZero();
        assertThat(engine.run(plan.withDurationNs(0).withRequests(3), RunListener.NONE)
                        .interrupted())
                .isFalse();
    }

    @Test
    void shouldNameTheModuleOfAProtocolThatIsNotThere() {
        assertThatThrownBy(() -> run(plan("other://user:secret@127.0.0.1/", 1, 1, 0, options(1))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("'other://***@127.0.0.1/': the protocol 'other' is not in this jar, which has")
                .hasMessageContaining("io.vastar:vastar-other");
    }
}
