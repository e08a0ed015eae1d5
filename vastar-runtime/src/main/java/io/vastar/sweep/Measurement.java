// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the sweep keeps of one trial: the numbers, without the histograms. Immutable.
 *
 * <p>Percentiles are nearest-rank over 2xx responses; where a trial has none, over the other responses, so that a
 * sweep of a page that answers 404 still has latencies.
 *
 * @param elapsedNs the measured window
 * @param rps complete responses of any code per second
 * @param samples responses that the percentiles rest on
 * @param meanNs mean service time of all complete responses
 * @param firstByteP50Ns median time to the first byte of a 2xx response; 0 when there is none
 * @param firstByteP99Ns 99th percentile of the same
 * @param connectionsRequested connections that the trial asked for
 * @param connectionsOpened successful attempts, reconnects included
 * @param connectionsPeak most open at once
 */
public record Measurement(
        int concurrency,
        long elapsedNs,
        double rps,
        TrialResult.Counts counts,
        long samples,
        double meanNs,
        long p50Ns,
        long p95Ns,
        long p99Ns,
        long p999Ns,
        long maxNs,
        long firstByteP50Ns,
        long firstByteP99Ns,
        SortedMap<Integer, Long> statusCodes,
        List<TrialResult.ErrorRow> errors,
        SortedMap<String, Long> protocolCounts,
        int connectionsRequested,
        long connectionsOpened,
        int connectionsPeak,
        TrialResult.Health health) {
    /** Kind of the error of a level at which no connection could be opened. */
    static final String UNREACHABLE = "unreachable";

    private static final long P999_NEEDS = 1000;

    public Measurement {
        statusCodes = Collections.unmodifiableSortedMap(new TreeMap<>(statusCodes));
        protocolCounts = Collections.unmodifiableSortedMap(new TreeMap<>(protocolCounts));
        errors = List.copyOf(errors);
    }

    static Measurement of(TrialResult trial) {
        Histogram latency = trial.service().getTotalCount() > 0 ? trial.service() : trial.unexpected();
        return new Measurement(
                trial.concurrency(),
                trial.elapsedNs(),
                trial.requestsPerSec(),
                trial.counts(),
                latency.getTotalCount(),
                mean(trial.service(), trial.unexpected()),
                percentile(latency, 50),
                percentile(latency, 95),
                percentile(latency, 99),
                percentile(latency, 99.9),
                percentile(latency, 100),
                percentile(trial.firstByte(), 50),
                percentile(trial.firstByte(), 99),
                trial.statusCodes(),
                trial.errors(),
                new TreeMap<>(trial.protocolCounts()),
                trial.connections().requested(),
                trial.connections().opened(),
                trial.connections().peakOpen(),
                trial.health());
    }

    /** A level at which nothing could be measured, and why. */
    static Measurement nothing(int concurrency, String kind, String example) {
        return new Measurement(
                concurrency,
                0,
                0,
                new TrialResult.Counts(0, 0, 0, 0, 0),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new TreeMap<>(),
                List.of(new TrialResult.ErrorRow(kind, 1, example)),
                new TreeMap<>(),
                concurrency,
                0,
                0,
                new TrialResult.Health(0, List.of(), 0, 0, 0, 0, -1, -1, -1, 0, 0, ""));
    }

    /** Share of ended exchanges that failed or had an unexpected response, 0..1. */
    public double errorRate() {
        return counts.errorRate();
    }

    /** p99/p50, finite; 0 without samples. */
    public double spread() {
        return samples == 0 ? 0 : (double) p99Ns / Math.max(1, p50Ns);
    }

    /** p99.9/p50, finite; 0 without samples. */
    public double p999Ratio() {
        return samples == 0 ? 0 : (double) p999Ns / Math.max(1, p50Ns);
    }

    /** Throughput weighted by consistency, {@code rps / (p99/p50)²}; 0 without samples. */
    public double score() {
        return samples == 0 ? 0 : rps / (spread() * spread());
    }

    /** Whether there are enough samples for one of them to lie beyond the 99.9th percentile. */
    public boolean supportsP999() {
        return samples >= P999_NEEDS;
    }

    /** Whether the busiest I/O thread worked for 90 % of the window or more: the target may be capable of more. */
    public boolean generatorBound() {
        return GeneratorBound.busy(health);
    }

    private static long percentile(Histogram histogram, double percent) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent);
    }

    private static double mean(Histogram first, Histogram second) {
        long firstCount = first.getTotalCount();
        long secondCount = second.getTotalCount();
        if (firstCount + secondCount == 0) {
            return 0;
        }
        double sum = (firstCount == 0 ? 0 : first.getMean() * firstCount)
                + (secondCount == 0 ? 0 : second.getMean() * secondCount);
        return sum / (firstCount + secondCount);
    }
}
