// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ErrorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a {@link Recorder} holds when the run is over; becomes part of a {@link TrialResult}. */
public record Recording(
        TrialResult.Counts counts,
        TrialResult.Bytes bytes,
        Histogram service,
        Histogram unexpected,
        Histogram firstByte,
        TrialResult.Phases phases,
        SortedMap<Integer, Long> statusCodes,
        SortedMap<Integer, Long> unexpectedCodes,
        List<TrialResult.ErrorRow> errors,
        TrialResult.Rate rate,
        TrialResult.Course course) {

    static Recording of(Recorder recorder, long elapsedNs) {
        RateLog rate = recorder.rate;
        return new Recording(
                recorder.totals.counts(),
                recorder.totals.bytes(),
                recorder.latencies.service.histogram(),
                recorder.latencies.unexpected.histogram(),
                recorder.latencies.firstByte.histogram(),
                recorder.phases.phases(),
                codes(recorder.codes),
                codes(recorder.unexpectedCodes),
                recorder.failures.rows(),
                rate.rate(elapsedNs),
                new TrialResult.Course(rate.lastStartNs(), rate.course(elapsedNs), rate.perThread(elapsedNs)));
    }

    static TrialResult.Row row(Recorder recorder, String name, List<String> countNames) {
        Latencies latencies = recorder.latencies;
        return new TrialResult.Row(
                name,
                recorder.totals.counts(),
                latencies.service.histogram(),
                latencies.isScheduled() ? latencies.response.histogram() : null,
                latencies.firstByte.histogram(),
                codes(recorder.codes),
                recorder.failures.rows(),
                recorder.protocolCounts(countNames));
    }

    static Map<String, Long> counts(long[] counts, List<String> names) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            named.put(names.get(i), counts[i]);
        }
        return named;
    }

    static SortedMap<Integer, Long> codes(long[] codes) {
        SortedMap<Integer, Long> seen = new TreeMap<>();
        for (int code = 0; code < codes.length; code++) {
            if (codes[code] > 0) {
                seen.put(code, codes[code]);
            }
        }
        return Collections.unmodifiableSortedMap(seen);
    }

    static List<TrialResult.ErrorRow> errors(long[] counts, String[] firstExamples) {
        List<TrialResult.ErrorRow> rows = new ArrayList<>();
        for (ErrorKind kind : ErrorKind.values()) {
            if (counts[kind.ordinal()] > 0) {
                rows.add(new TrialResult.ErrorRow(kind.label(), counts[kind.ordinal()], firstExamples[kind.ordinal()]));
            }
        }
        return mostFrequentFirst(rows);
    }

    /** Rows for failures counted by kind. */
    public static List<TrialResult.ErrorRow> errors(Map<ErrorKind, Long> counts, Map<ErrorKind, String> firstExamples) {
        List<TrialResult.ErrorRow> rows = new ArrayList<>();
        counts.forEach(
                (kind, count) -> rows.add(new TrialResult.ErrorRow(kind.label(), count, firstExamples.get(kind))));
        return mostFrequentFirst(rows);
    }

    private static List<TrialResult.ErrorRow> mostFrequentFirst(List<TrialResult.ErrorRow> rows) {
        rows.sort(Comparator.comparingLong(TrialResult.ErrorRow::count).reversed());
        return List.copyOf(rows);
    }
}
