// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.record.Delays;
import io.vastar.record.TrialResult;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Builds results for tests. Without further calls: one thread, one connection, one second, no request. */
final class Results {
    static final long US = 1_000;
    static final long MS = 1_000_000;
    static final long SECOND = 1_000_000_000;

    private final Histogram service = histogram();
    private final Histogram unexpected = histogram();
    private final Histogram firstByte = histogram();
    private final Histogram connect = histogram();
    private final TreeMap<Integer, Long> codes = new TreeMap<>();
    private final List<TrialResult.ErrorRow> errors = new ArrayList<>();
    private final List<TrialResult.ErrorRow> failures = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private RequestSpec request = RequestSpec.get("http://127.0.0.1:8080/plain");
    private int concurrency = 1;
    private long elapsedNs = SECOND;
    private long drainNs;
    private long failed;
    private long aborted;
    private long rejected;
    private long codeFailures;
    private long bodyBytesPerResponse = 13;
    private double firstByteShare = 1;
    private int requested = -1;
    private int peakOpen = -1;
    private long closedByPeer;
    private long staleRetries;
    private boolean interrupted;
    private TrialResult.Detail detail = TrialResult.Detail.NONE;
    private TrialResult.Course course = TrialResult.Course.UNKNOWN;
    private TrialResult.Tls tls;
    private TrialResult.Streams streams;
    private TrialResult.Rate rate = new TrialResult.Rate(SECOND, 0, 0, 0, 0, 0);
    private TrialResult.Health health =
            new TrialResult.Health(1, List.of(), 0.43, 300 * US, 0, 0, 950 * MS, 900 * MS, 0, 0, 0, "auto");

    static Results results() {
        return new Results();
    }

    /** {@code count} responses with code 200 after {@code ns} each. */
    Results ok(long count, long ns) {
        if (count > 0) {
            service.recordValueWithCount(ns, count);
            firstByte.recordValueWithCount(Math.max(1, (long) (ns * firstByteShare)), count);
            codes.merge(200, count, Long::sum);
        }
        return this;
    }

    /** {@code count} responses with code 200, at the distance of {@code stepNs} from each other. */
    Results okFrom(long firstNs, long stepNs, int count) {
        for (int i = 0; i < count; i++) {
            ok(1, firstNs + i * stepNs);
        }
        return this;
    }

    Results code(int code, long count, long ns) {
        unexpected.recordValueWithCount(ns, count);
        codes.merge(code, count, Long::sum);
        return this;
    }

    Results error(String kind, long count, String example) {
        errors.add(new TrialResult.ErrorRow(kind, count, example));
        failed += count;
        return this;
    }

    Results connectFailure(String kind, long count, String example) {
        failures.add(new TrialResult.ErrorRow(kind, count, example));
        return this;
    }

    /** What user code objects to: responses, and exceptions that belong to none. */
    Results rejected(long responses, long exceptions) {
        rejected = responses;
        codeFailures = exceptions;
        return this;
    }

    Results aborted(long count) {
        aborted = count;
        return this;
    }

    Results interrupted() {
        interrupted = true;
        return this;
    }

    Results concurrency(int c) {
        concurrency = c;
        return this;
    }

    Results elapsed(long ns, long ofWhichDrainNs) {
        elapsedNs = ns;
        drainNs = ofWhichDrainNs;
        return this;
    }

    /** Call before {@link #ok}: the first byte arrives after this share of the time. */
    Results firstByteAt(double share) {
        firstByteShare = share;
        return this;
    }

    Results bodyBytes(long perResponse) {
        bodyBytesPerResponse = perResponse;
        return this;
    }

    Results count(String name, long count) {
        counts.put(name, count);
        return this;
    }

    Results connections(int requestedCount, int peak, long closed, long stale) {
        requested = requestedCount;
        peakOpen = peak;
        closedByPeer = closed;
        staleRetries = stale;
        return this;
    }

    Results rate(int intervals, double mean, double sd, double min, double max) {
        rate = new TrialResult.Rate(SECOND, intervals, mean, sd, min, max);
        return this;
    }

    /** Call after {@link #rate}: the last start, and what two threads did in equal shares. */
    Results course(long lastStartNs, List<Double> perSec) {
        List<Double> perThread = new ArrayList<>();
        perSec.forEach(value -> perThread.add(value / 2));
        perThread.addAll(List.copyOf(perThread));
        course = new TrialResult.Course(lastStartNs, perSec, perThread);
        return this;
    }

    Results health(double busy, long stallNs, long gcCount, long gcPauseNs, double ceiling) {
        health = new TrialResult.Health(
                2,
                List.of(0, 1),
                busy,
                stallNs,
                gcCount,
                gcPauseNs,
                -1,
                -1,
                -1,
                ceiling,
                ceiling > 0 ? 800 * MS : 0,
                "spin");
        return this;
    }

    Results core(TrialResult.Core core) {
        health = new TrialResult.Health(
                1, List.of(), 0.43, 300 * US, 0, 0, 950 * MS, 900 * MS, 0, 0, 0, "auto", core, Delays.NONE);
        return this;
    }

    /** Of one I/O thread. */
    Results held(long stallNs, Delays delays) {
        health = new TrialResult.Health(
                1,
                List.of(),
                0.1,
                stallNs,
                0,
                0,
                950 * MS,
                900 * MS,
                0,
                0,
                0,
                "auto",
                TrialResult.Core.UNKNOWN,
                delays);
        return this;
    }

    Results request(RequestSpec spec) {
        request = spec;
        return this;
    }

    Results secretRequest() {
        return request(new RequestSpec(
                "http://alice:hunter2@127.0.0.1:8080/items?q=1",
                "POST",
                List.of(new Header("Authorization", "Bearer s3cret"), new Header("Cookie", "sid=s3cret")),
                "application/json",
                null,
                "alice:hunter2",
                new byte[] {'{', '}'},
                true,
                true));
    }

    TrialResult build() {
        long ok = service.getTotalCount();
        long others = unexpected.getTotalCount();
        long responses = ok + others;
        int asked = requested < 0 ? concurrency : requested;
        int peak = peakOpen < 0 ? (failures.isEmpty() ? concurrency : 0) : peakOpen;
        if (peak > 0) {
            connect.recordValueWithCount(110 * US, peak);
        }
        TrialResult.Phase none = new TrialResult.Phase(0, 0, 0, 0);
        return new TrialResult(
                "FxConvert",
                request,
                concurrency,
                "http1",
                1_790_000_000_000L,
                elapsedNs,
                drainNs,
                new TrialResult.Counts(
                        ok + others + failed + aborted, ok, others, failed, aborted, rejected, codeFailures),
                new TrialResult.Bytes(
                        responses * (bodyBytesPerResponse + 100), responses * bodyBytesPerResponse, responses * 60),
                service,
                unexpected,
                firstByte,
                ok == 0
                        ? new TrialResult.Phases(none, none, none, none)
                        : new TrialResult.Phases(
                                none,
                                new TrialResult.Phase(ok, ok * 9 * US, 4 * US, 80 * US),
                                new TrialResult.Phase(ok, ok * 280 * US, 150 * US, 3 * MS),
                                new TrialResult.Phase(ok, ok * 2 * US, 700, 40 * US)),
                codes,
                codes.tailMap(300),
                errors,
                new TrialResult.Connections(
                        asked,
                        peak,
                        peak,
                        closedByPeer,
                        staleRetries,
                        peak == 0 ? 0 : 12 * MS,
                        connect,
                        failures,
                        tls,
                        streams),
                counts,
                rate,
                health,
                interrupted,
                detail,
                course);
    }

    Results streams(TrialResult.Streams value) {
        streams = value;
        return this;
    }

    Results tls(TrialResult.Tls value) {
        tls = value;
        return this;
    }

    Results detail(TrialResult.Detail value) {
        detail = value;
        return this;
    }

    /** A schedule that asked for {@code due} in two seconds, of which {@code waiting} never started, 50 at most at once. */
    static TrialResult.Arrivals arrivals(
            long due, long waiting, long peakBacklog, int peakInFlight, Histogram response) {
        Histogram lateness = histogram();
        lateness.recordValueWithCount(3 * US, due - waiting);
        return new TrialResult.Arrivals(
                due,
                due - waiting,
                2 * SECOND,
                peakBacklog,
                waiting,
                peakInFlight,
                50,
                lateness,
                response,
                histogram());
    }

    /** What only a schedule adds. */
    static TrialResult.Detail scheduled(TrialResult.Arrivals arrivals) {
        return new TrialResult.Detail(arrivals, List.of(), List.of(), List.of(), List.of(), null);
    }

    static TrialResult.HandOffs handOffs(long count, long toUserNs, long toAgentNs, long inIterationNs) {
        return new TrialResult.HandOffs(
                histogram(count, toUserNs), histogram(count, toAgentNs), histogram(count, inIterationNs));
    }

    static Histogram histogram(long count, long ns) {
        Histogram histogram = histogram();
        histogram.recordValueWithCount(ns, count);
        return histogram;
    }

    /** The row of an open model, with response times of {@code responseNs}. */
    static TrialResult.Row responded(TrialResult.Row row, long responseNs) {
        return new TrialResult.Row(
                row.name(),
                row.counts(),
                row.service(),
                histogram(row.service().getTotalCount(), responseNs),
                row.firstByte(),
                row.statusCodes(),
                row.errors(),
                row.protocolCounts());
    }

    /** The row with what the protocol counted. */
    static TrialResult.Row counted(TrialResult.Row row, String name, long count) {
        return new TrialResult.Row(
                row.name(),
                row.counts(),
                row.service(),
                row.response(),
                row.firstByte(),
                row.statusCodes(),
                row.errors(),
                Map.of(name, count));
    }

    /** A row of {@code count} responses that took {@code ns} each. */
    static TrialResult.Row row(String name, long count, long ns, long others, long failedChecks) {
        Histogram service = histogram();
        service.recordValueWithCount(ns, count);
        TreeMap<Integer, Long> codes = new TreeMap<>(Map.of(200, count));
        if (others > 0) {
            codes.put(503, others);
        }
        return new TrialResult.Row(
                name,
                new TrialResult.Counts(count + others, count, others, 0, 0, failedChecks, 0),
                service,
                null,
                service,
                codes,
                List.of(),
                Map.of());
    }

    static Histogram histogram() {
        return new Histogram(1, 3_600_000_000_000L, 3);
    }
}
