// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a fake trial shows. The mean latency is what Little's law makes of the throughput, so that p50, p99 and p99.9
 * follow from their ratios.
 */
public record Behaviour(
        int concurrency,
        double rps,
        double spread,
        double p999Ratio,
        double non2xxShare,
        double failedShare,
        double meanFactor,
        double busyShare,
        int peakOpen,
        long opened,
        boolean interrupted) {
    private static final double[] SHARES = {0.945, 0.04, 0.0135, 0.0015};
    private static final long STARTED_EPOCH_MS = 1_790_000_000_000L;

    /** Healthy, with p99 at twice the median. */
    public static Behaviour at(int concurrency, double rps) {
        return new Behaviour(concurrency, rps, 2, 3, 0, 0, 1, 0.3, concurrency, concurrency, false);
    }

    public Behaviour tails(double newSpread, double newP999Ratio) {
        return new Behaviour(
                concurrency,
                rps,
                newSpread,
                newP999Ratio,
                non2xxShare,
                failedShare,
                meanFactor,
                busyShare,
                peakOpen,
                opened,
                interrupted);
    }

    public Behaviour errors(double newNon2xxShare, double newFailedShare) {
        return new Behaviour(
                concurrency,
                rps,
                spread,
                p999Ratio,
                newNon2xxShare,
                newFailedShare,
                meanFactor,
                busyShare,
                peakOpen,
                opened,
                interrupted);
    }

    /** Makes the mean latency this many times what Little's law explains. */
    public Behaviour meanTimes(double newMeanFactor) {
        return new Behaviour(
                concurrency,
                rps,
                spread,
                p999Ratio,
                non2xxShare,
                failedShare,
                newMeanFactor,
                busyShare,
                peakOpen,
                opened,
                interrupted);
    }

    public Behaviour busy(double newBusyShare) {
        return new Behaviour(
                concurrency,
                rps,
                spread,
                p999Ratio,
                non2xxShare,
                failedShare,
                meanFactor,
                newBusyShare,
                peakOpen,
                opened,
                interrupted);
    }

    public Behaviour connections(int newPeakOpen, long newOpened) {
        return new Behaviour(
                concurrency,
                rps,
                spread,
                p999Ratio,
                non2xxShare,
                failedShare,
                meanFactor,
                busyShare,
                newPeakOpen,
                newOpened,
                interrupted);
    }

    public Behaviour cutOff() {
        return new Behaviour(
                concurrency,
                rps,
                spread,
                p999Ratio,
                non2xxShare,
                failedShare,
                meanFactor,
                busyShare,
                peakOpen,
                opened,
                true);
    }

    TrialResult result(LoadPlan plan) {
        long total = plan.durationNs() > 0 ? Math.round(rps * plan.durationNs() / 1e9) : plan.requests();
        long failed = rps <= 0 ? total : Math.round(total * failedShare);
        long unexpected = rps <= 0 ? 0 : Math.round(total * non2xxShare);
        long ok = total - failed - unexpected;
        long responses = ok + unexpected;
        TreeMap<Integer, Long> codes = new TreeMap<>();
        if (ok > 0) {
            codes.put(200, ok);
        }
        if (unexpected > 0) {
            codes.put(503, unexpected);
        }
        return new TrialResult(
                plan.name(),
                plan.request(),
                plan.concurrency(),
                "fake",
                STARTED_EPOCH_MS,
                rps <= 0 ? 1_000_000_000L : Math.round(responses / rps * 1e9),
                0,
                new TrialResult.Counts(total, ok, unexpected, failed, 0),
                new TrialResult.Bytes(responses * 200, responses * 100, total * 80),
                latencies(ok),
                latencies(unexpected),
                latencies(ok),
                new TrialResult.Phases(phase(), phase(), phase(), phase()),
                codes,
                codes.tailMap(300),
                failed == 0 ? List.of() : List.of(new TrialResult.ErrorRow("reset", failed, "reset by 127.0.0.1")),
                new TrialResult.Connections(
                        plan.concurrency(), opened, peakOpen, 0, 0, 1_000_000, histogram(), List.of()),
                Map.of(),
                new TrialResult.Rate(0, 0, 0, 0, 0, 0),
                new TrialResult.Health(
                        1,
                        List.of(),
                        busyShare,
                        50_000,
                        0,
                        0,
                        500_000_000,
                        400_000_000,
                        0,
                        200_000,
                        300_000_000,
                        "auto"),
                interrupted,
                TrialResult.Detail.NONE,
                TrialResult.Course.UNKNOWN);
    }

    private Histogram latencies(long count) {
        Histogram histogram = histogram();
        if (count == 0) {
            return histogram;
        }
        double meanNs = concurrency / rps * 1e9 * meanFactor;
        double[] ratios = {1, 1 + (spread - 1) / 2, spread, p999Ratio};
        double meanRatio = 0;
        for (int i = 0; i < SHARES.length; i++) {
            meanRatio += SHARES[i] * ratios[i];
        }
        double done = 0;
        long recorded = 0;
        for (int i = 0; i < SHARES.length; i++) {
            done += SHARES[i];
            long until = i == SHARES.length - 1 ? count : Math.round(count * done);
            histogram.recordValueWithCount(Math.round(meanNs / meanRatio * ratios[i]), until - recorded);
            recorded = until;
        }
        return histogram;
    }

    private static Histogram histogram() {
        return new Histogram(1, 3_600_000_000_000L, 3);
    }

    private static TrialResult.Phase phase() {
        return new TrialResult.Phase(0, 0, 0, 0);
    }
}
