// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.LoadPlan;
import io.vastar.plan.SweepPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TargetUnreachableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs the trials of a sweep and remembers when one of them ended it. */
final class Trials {
    private static final int WARM_UP_SHARE = 10;
    private static final long WARM_UP_NS = 500_000_000;

    private final SweepPlan plan;
    private final Settling settling;
    private final TrialRunner runner;
    private final SweepListener listener;
    private Measurement cutOff;
    private long firstEpochMs;
    private boolean interrupted;
    private String endedBecause;

    Trials(SweepPlan plan, TrialRunner runner, SweepListener listener) {
        this.plan = plan;
        settling = plan.settles() ? new Settling(plan.base().durationNs()) : null;
        this.runner = runner;
        this.listener = listener;
    }

    /** One short run at the baseline's concurrency whose numbers are thrown away. */
    void warmUp(RequestSpec request) {
        LoadPlan base = plan.base();
        long requests = Math.max(plan.baselineConcurrency(), base.requests() / WARM_UP_SHARE);
        long durationNs = Math.min(base.durationNs(), Math.max(WARM_UP_NS, base.durationNs() / WARM_UP_SHARE));
        LoadPlan trial = at(request, plan.baselineConcurrency());
        listener.onTrial(new SweepListener.Trial(SweepListener.Kind.WARM_UP, plan.baselineConcurrency(), 1, 1));
        try {
            one(base.durationNs() > 0 ? trial.withDurationNs(durationNs) : trial.withRequests(requests));
        } catch (TargetUnreachableException e) {
            endedBecause = e.getMessage();
        }
    }

    /**
     * The complete runs at one level; fewer than asked for, or none, when the sweep {@link #ended()} meanwhile. Of a
     * level at which the target could no longer be reached there is one run without responses.
     */
    List<Measurement> run(SweepListener.Kind kind, RequestSpec request, int concurrency) {
        List<Measurement> runs = new ArrayList<>();
        for (int repeat = 1; wantsRun(repeat, runs) && !ended(); repeat++) {
            listener.onTrial(new SweepListener.Trial(
                    kind, concurrency, repeat, settling == null ? plan.repeats() : Math.max(repeat, Settling.FEWEST)));
            try {
                TrialResult result = one(at(request, concurrency));
                if (!result.interrupted()) {
                    runs.add(Measurement.of(result));
                }
            } catch (TargetUnreachableException e) {
                endedBecause = e.getMessage();
                if (runs.isEmpty() && kind != SweepListener.Kind.REFERENCE) {
                    runs.add(Measurement.nothing(concurrency, Measurement.UNREACHABLE, e.getMessage()));
                }
            } catch (ConfigurationException e) {
                if (!ownChoice(kind)) {
                    throw e;
                }
                endedBecause = e.getMessage();
            }
        }
        return runs;
    }

    private boolean wantsRun(int repeat, List<Measurement> runs) {
        return settling == null ? repeat <= plan.repeats() : settling.wantsAnother(runs);
    }

    /** Lets runs be as long as responses that take as long as these need. */
    void fitTo(Measurement baseline) {
        if (settling != null) {
            settling.fitTo(baseline);
        }
    }

    /** Whether the sweep chose the level, so that this machine's limits end the sweep rather than fail it. */
    private boolean ownChoice(SweepListener.Kind kind) {
        return kind == SweepListener.Kind.REFINE
                || (kind == SweepListener.Kind.LEVEL && plan.conc().auto());
    }

    /** The median run by throughput, whole; of an even number, the lower of the middle two. */
    static Measurement median(List<Measurement> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Measurement::rps))
                .toList()
                .get((runs.size() - 1) / 2);
    }

    boolean ended() {
        return interrupted || endedBecause != null;
    }

    boolean interrupted() {
        return interrupted;
    }

    /** Why no further trial is possible, other than an interruption; null while they are. */
    String endedBecause() {
        return endedBecause;
    }

    /** What the target's interrupted run had measured; nothing when it had not begun. */
    Measurement cutOff(int concurrency) {
        if (cutOff == null && endedBecause != null) {
            return Measurement.nothing(concurrency, Measurement.UNREACHABLE, endedBecause);
        }
        return cutOff == null
                ? Measurement.nothing(concurrency, "not-measured", "the sweep ended before this level was measured")
                : cutOff;
    }

    /** Wall clock at the start of the first run; 0 before. */
    long firstEpochMs() {
        return firstEpochMs;
    }

    private TrialResult one(LoadPlan trial) {
        TrialResult result = runner.run(trial);
        if (firstEpochMs == 0) {
            firstEpochMs = result.startedEpochMs();
        }
        if (result.interrupted()) {
            interrupted = true;
            cutOff = trial.request() == plan.base().request() ? Measurement.of(result) : null;
        }
        return result;
    }

    private LoadPlan at(RequestSpec request, int concurrency) {
        LoadPlan trial = plan.base().withRequest(request).withConcurrency(concurrency);
        if (settling != null) {
            return trial.withDurationNs(settling.runNs());
        }
        return trial.durationNs() > 0 ? trial : trial.withRequests(Math.max(trial.requests(), concurrency));
    }
}
