// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final class Sample extends Exchange {
        Sample() {
            super(1);
        }
    }

    private static final List<String> COUNTS = List.of("events");

    private final Exchange exchange = new Sample();

    private void ok(Recorder recorder, long startedNs, long serviceNs, int code) {
        recorder.started();
        exchange.begin(startedNs);
        exchange.sent(startedNs + serviceNs / 4, 10);
        exchange.firstByte(startedNs + serviceNs / 2);
        exchange.addBytesIn(100);
        exchange.addBodyBytes(60);
        exchange.addCount(0, 2);
        exchange.complete(startedNs + serviceNs, code);
        recorder.ended(exchange, exchange.code() == 200, false);
    }

    private void failed(Recorder recorder, ErrorKind kind, String detail) {
        recorder.started();
        exchange.begin(0);
        exchange.fail(5, kind, detail);
        recorder.ended(exchange, exchange.code() == 200, false);
    }

    @Test
    void shouldMergeTwoRecordersIntoWhatOneWouldHaveRecorded() {
        Recorder one = new Recorder(1);
        Recorder left = new Recorder(1);
        Recorder right = new Recorder(1);
        for (Recorder recorder : new Recorder[] {one, left, right}) {
            recorder.begin(0);
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Recorder half = random.nextBoolean() ? left : right;
            long startedNs = i * 95_000L;
            long serviceNs = 1 + random.nextInt(40_000);
            int code = random.nextInt(10) == 0 ? 500 + random.nextInt(4) : 200;
            ok(one, startedNs, serviceNs, code);
            ok(half, startedNs, serviceNs, code);
            if (i % 100 == 0) {
                failed(one, ErrorKind.RESET, "first");
                failed(half, ErrorKind.RESET, "first");
            }
        }
        Recorder merged = new Recorder(1);
        merged.begin(0);
        merged.add(left);
        merged.add(right);
        Recording expected = one.recording(2_000_000_000L);
        Recording actual = merged.recording(2_000_000_000L);
        assertThat(actual)
                .usingRecursiveComparison()
                .ignoringFields("service", "unexpected", "firstByte", "course.perThreadPerSec")
                .isEqualTo(expected);
        assertThat(actual.service()).isEqualTo(expected.service());
        assertThat(actual.unexpected()).isEqualTo(expected.unexpected());
        assertThat(actual.firstByte()).isEqualTo(expected.firstByte());
        assertThat(merged.protocolCounts(COUNTS)).containsEntry("events", 40_000L);
    }

    @Test
    void shouldKeepTheFirstExampleOfEachErrorKindAndSortByCount() {
        Recorder recorder = new Recorder(0);
        failed(recorder, ErrorKind.RESET, "reset one");
        failed(recorder, ErrorKind.TIMEOUT, "timeout one");
        failed(recorder, ErrorKind.TIMEOUT, "timeout two");
        assertThat(recorder.recording(1).errors())
                .containsExactly(
                        new TrialResult.ErrorRow("timeout", 2, "timeout one"),
                        new TrialResult.ErrorRow("reset", 1, "reset one"));
    }

    @Test
    void shouldTellPhasesApart() {
        Recorder recorder = new Recorder(0);
        recorder.started();
        exchange.begin(1_000);
        exchange.connectTook(300);
        exchange.sent(1_400, 5);
        exchange.firstByte(1_900);
        exchange.complete(2_500, 200);
        recorder.ended(exchange, exchange.code() == 200, false);
        TrialResult.Phases phases = recorder.recording(1).phases();
        assertThat(phases.connect()).isEqualTo(new TrialResult.Phase(1, 300, 300, 300));
        assertThat(phases.write()).isEqualTo(new TrialResult.Phase(1, 100, 100, 100));
        assertThat(phases.await()).isEqualTo(new TrialResult.Phase(1, 500, 500, 500));
        assertThat(phases.read()).isEqualTo(new TrialResult.Phase(1, 600, 600, 600));
    }

    @Test
    void shouldReportZerosForAPhaseThatNeverHappened() {
        assertThat(new Recorder(0).recording(0).phases().connect()).isEqualTo(new TrialResult.Phase(0, 0, 0, 0));
    }

    @Test
    void shouldNotCountLatenciesOfFailuresAndAborts() {
        Recorder recorder = new Recorder(0);
        failed(recorder, ErrorKind.TIMEOUT, "late");
        recorder.started();
        exchange.begin(0);
        exchange.abort(10);
        recorder.ended(exchange, exchange.code() == 200, false);
        Recording recording = recorder.recording(1);
        assertThat(recording.service().getTotalCount()).isZero();
        assertThat(recording.counts()).isEqualTo(new TrialResult.Counts(2, 0, 0, 1, 1));
    }

    @Test
    void shouldMeasureThroughputByInterval() {
        Recorder recorder = new Recorder(1);
        recorder.begin(0);
        for (int second = 0; second < 20; second++) {
            int inThisSecond = second % 2 == 0 ? 100 : 300;
            for (int i = 0; i < inThisSecond; i++) {
                ok(recorder, second * 1_000_000_000L, 1_000 + i, 200);
            }
        }
        TrialResult.Rate rate = recorder.recording(20_000_000_000L).rate();
        assertThat(rate.intervalNs()).isEqualTo(1_000_000_000L);
        assertThat(rate.intervals()).isEqualTo(20);
        assertThat(rate.mean()).isEqualTo(200);
        assertThat(rate.min()).isEqualTo(100);
        assertThat(rate.max()).isEqualTo(300);
        assertThat(rate.standardDeviation()).isBetween(102.5, 102.7);
    }

    @Test
    void shouldKeepTheTotalWhenARunOutgrowsTheIntervals() {
        Recorder recorder = new Recorder(1);
        recorder.begin(0);
        for (int second = 0; second < 5_000; second++) {
            ok(recorder, second * 1_000_000_000L, 1_000, 200);
        }
        TrialResult.Rate rate = recorder.recording(5_000_000_000_000L).rate();
        assertThat(rate.mean()).isBetween(0.99, 1.01);
        assertThat(rate.min()).isPositive();
    }

    @Test
    void shouldWithholdTheRateOfAWindowTooShortForTwoIntervals() {
        Recorder recorder = new Recorder(1);
        recorder.begin(0);
        ok(recorder, 0, 1_000, 200);
        assertThat(recorder.recording(30_000_000).rate().mean()).isZero();
    }

    @Test
    void shouldMakeNoHistogramForRowsInWhichNothingIsRecorded() {
        int made = 0;
        for (int i = 0; i < 200; i++) {
            Recorder idle = Recorder.ofRow(1, true);
            TrialResult.Row row = idle.row("row " + i, COUNTS);
            assertThat(row.service().getTotalCount()).isZero();
            assertThat(row.response().getTotalCount()).isZero();
            assertThat(row.firstByte().getTotalCount()).isZero();
            made += idle.latencies.made();
        }
        assertThat(made).isZero();
    }

    @Test
    void shouldKeepTheProtocolsCountsOfEachRow() {
        NamedRows rows = new NamedRows(1, false, 2);
        ok(rows.row("a"), 1, 100, 200);
        ok(rows.row("b"), 1, 100, 200);
        ok(rows.row("b"), 1, 100, 503);
        ok(rows.row("c"), 1, 100, 200);
        assertThat(rows.nameOf("c")).isEqualTo("(further rows)");
        NamedRows merged = new NamedRows(1, false, 2);
        merged.add(rows);
        merged.add(rows);
        assertThat(merged.rows(COUNTS))
                .extracting(TrialResult.Row::name, row -> row.protocolCounts().get("events"))
                .containsExactly(tuple("a", 4L), tuple("b", 8L), tuple("(further rows)", 4L));
    }

    @Test
    void shouldMakeEachHistogramAtItsFirstValue() {
        Recorder row = Recorder.ofRow(1, true);
        failed(row, ErrorKind.RESET, "no value");
        assertThat(row.latencies.made()).isZero();
        ok(row, 1, 100, 503);
        assertThat(row.latencies.made()).as("other codes, two kinds of time").isEqualTo(2);
        ok(row, 1, 100, 200);
        assertThat(row.latencies.made())
                .as("and expected ones, with the first byte")
                .isEqualTo(5);
        ok(row, 1, 100, 200);
        row.iteration(5);
        assertThat(row.latencies.made()).as("and lateness").isEqualTo(6);
    }

    @Test
    void shouldMakeTheHistogramsThatEveryRunFillsAheadOfIt() {
        assertThat(new Recorder(0).latencies.made())
                .as("service times and first bytes")
                .isEqualTo(2);
        assertThat(new Recorder(0, true).latencies.made())
                .as("and response times and lateness")
                .isEqualTo(4);
    }

    @Test
    void shouldGiveEmptyHistogramsTheRangeOfOthers() {
        Recorder recorder = new Recorder(1);
        ok(recorder, 0, 1_000, 503);
        Recording recording = recorder.recording(1);
        assertThat(recording.firstByte().getTotalCount()).isZero();
        assertThat(recording.firstByte().getMaxValue()).isZero();
        assertThat(recording.firstByte().getHighestTrackableValue())
                .isEqualTo(recording.unexpected().getHighestTrackableValue());
        assertThat(recorder.row("closed model", COUNTS).response()).isNull();
        assertThat(recorder.arrivals(1, 1)).isNull();
    }

    @Test
    void shouldMergeIntoAndFromRowsWithoutHistograms() {
        Recorder left = Recorder.ofRow(1, true);
        Recorder right = Recorder.ofRow(1, true);
        ok(right, 0, 1_000, 200);
        left.add(right);
        left.add(Recorder.ofRow(1, true));
        assertThat(left.latencies.made()).isEqualTo(right.latencies.made());
        assertThat(left.row("merged", COUNTS).service())
                .isEqualTo(right.row("other", COUNTS).service());
        assertThat(left.row("merged", COUNTS).response())
                .isEqualTo(right.row("other", COUNTS).response());
    }
}
