// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A result in the terms that other tools share. Their latencies are those of every complete response whatever its code,
 * so these are, too: response times where there is a schedule, else service times.
 */
final class PeerFigures {
    static final double SECOND_NS = 1e9;
    private static final int EDGES = 11;
    private static final double WHOLE = 1e15;

    private PeerFigures() {}

    /** A level of a histogram: values above the last edge and up to this one. */
    record Edge(double ns, long count) {}

    static Histogram latency(TrialResult result) {
        TrialResult.Arrivals arrivals = result.detail().arrivals();
        Histogram all = new Histogram(LoadFacts.latency(result));
        all.add(LoadFacts.latency(result));
        all.add(arrivals == null ? result.unexpected() : arrivals.unexpectedResponse());
        return all;
    }

    /** Eleven edges at equal distances from the fastest to the slowest value, one for equal values, none for none. */
    static List<Edge> edges(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return List.of();
        }
        double fastest = histogram.getMinValue();
        double slowest = histogram.getMaxValue();
        if (histogram.valuesAreEquivalent((long) fastest, (long) slowest)) {
            return List.of(new Edge(slowest, histogram.getTotalCount()));
        }
        double step = (slowest - fastest) / (EDGES - 1);
        long[] counts = new long[EDGES];
        for (HistogramIterationValue cell : histogram.recordedValues()) {
            double value = Math.max(fastest, histogram.medianEquivalentValue(cell.getValueIteratedTo()));
            int index = histogram.valuesAreEquivalent(cell.getValueIteratedTo(), (long) fastest)
                    ? 0
                    : (int) Math.min(EDGES - 1, Math.ceil((value - fastest) / step));
            counts[index] += cell.getCountAddedInThisIterationStep();
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < EDGES; i++) {
            edges.add(new Edge(i == EDGES - 1 ? slowest : fastest + i * step, counts[i]));
        }
        return edges;
    }

    /** The nearest rank, which is the slowest where the sample is small; 0 without a sample. */
    static long nearestRankNs(Histogram histogram, double percent) {
        return histogram.getTotalCount() == 0
                ? 0
                : Math.min(histogram.getValueAtPercentile(percent), histogram.getMaxValue());
    }

    /** Share of values within one standard deviation of the mean, 0..1. */
    static double nearMean(Histogram histogram) {
        double mean = histogram.getMean();
        double deviation = histogram.getStdDeviation();
        long near = 0;
        for (HistogramIterationValue cell : histogram.recordedValues()) {
            double value = histogram.medianEquivalentValue(cell.getValueIteratedTo());
            if (Math.abs(value - mean) <= deviation) {
                near += cell.getCountAddedInThisIterationStep();
            }
        }
        return histogram.getTotalCount() == 0 ? 0 : (double) near / histogram.getTotalCount();
    }

    /** Mean, sample deviation and maximum of some values, and the share within one deviation of the mean. */
    record Spread(double mean, double deviation, double min, double max, double nearMean) {
        static Spread of(List<Double> values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = values.isEmpty() ? 0 : sum / values.size();
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
            long near = 0;
            for (double value : values) {
                near += Math.abs(value - mean) <= deviation ? 1 : 0;
            }
            return new Spread(
                    mean,
                    deviation,
                    values.isEmpty() ? 0 : Collections.min(values),
                    values.isEmpty() ? 0 : Collections.max(values),
                    values.isEmpty() ? 0 : (double) near / values.size());
        }
    }

    /** Responses with these codes, both included. */
    static long responses(TrialResult result, int fromCode, int toCode) {
        long sum = 0;
        for (Map.Entry<Integer, Long> entry : result.statusCodes().entrySet()) {
            sum += entry.getKey() >= fromCode && entry.getKey() <= toCode ? entry.getValue() : 0;
        }
        return sum;
    }

    /** Responses that are not errors as HTTP has them: codes from 200 to 399; of calls, which have no code, the good ones. */
    static long successes(TrialResult result) {
        return result.statusCodes().isEmpty() ? result.counts().ok() : responses(result, 200, 399);
    }

    /** A failure as one line: its kind, and the first one in words. */
    static String words(TrialResult.ErrorRow row) {
        String example = Units.printable(row.firstExample());
        return example.isEmpty() ? row.kind() : row.kind() + ": " + example;
    }

    /** Bytes of request bodies; -1 where user code composes them. */
    static long sentBodyBytes(TrialResult result) {
        TrialResult.Detail detail = result.detail();
        if (!detail.steps().isEmpty() || detail.hasUserThreads()) {
            return -1;
        }
        return result.request().body().length * ended(result);
    }

    /** As other tools write numbers, whole ones without a fraction: readers with types may take nothing else for those. */
    static void put(ObjectNode node, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            node.put(key, (long) value);
        } else {
            node.put(key, value);
        }
    }

    /** Exchanges that ended by themselves. */
    static long ended(TrialResult result) {
        return result.counts().responses() + result.counts().failed();
    }
}
