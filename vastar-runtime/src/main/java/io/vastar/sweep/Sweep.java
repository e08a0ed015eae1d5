// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.SweepPlan;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the concurrency at which a target gives nearly all the throughput it has, with a healthy tail: a discarded
 * warm-up, a baseline, each level with its repeats, more levels where they help, and a pick. It drives trials through
 * {@link TrialRunner} and hands its {@link SweepResult} to the reports.
 *
 * <p>At each level the median run by throughput counts, as a whole: its percentiles belong together. Of an even number
 * of repeats that is the lower of the middle two.
 */
public final class Sweep {
    private static final int SPARE_FILES = 64;

    private final SweepPlan plan;
    private final SweepListener listener;
    private final Environment environment;
    private final GateRules gates;
    private final Trials trials;
    private final TreeMap<Integer, SweepPoint> points = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private Reference reference;
    private SweepPoint baseline;
    private int highestLevel;

    /** @param listener called on the thread that calls {@link #run()} */
    public Sweep(SweepPlan plan, TrialRunner runner, SweepListener listener) {
        this(plan, runner, listener, Environment.current());
    }

    Sweep(SweepPlan plan, TrialRunner runner, SweepListener listener, Environment environment) {
        this.plan = plan;
        this.listener = listener;
        this.environment = environment;
        gates = new GateRules(plan.gates());
        trials = new Trials(plan, runner, listener);
    }

    /**
     * Runs the sweep and blocks meanwhile; call once. Ends early, with what there is, when a trial was interrupted or
     * the target can no longer be reached.
     *
     * @throws ConfigurationException when the plan cannot be carried out here, or {@code --ref-from-json} cannot be
     *     used; thrown before the first request
     */
    public SweepResult run() {
        List<Integer> levels = levels();
        reference = new Reference(plan, trials);
        noteSettings();
        measureBaseline();
        if (baseline.rps() <= 0) {
            if (!trials.ended()) {
                note("no response at c=" + baseline.concurrency() + ", so no level was measured" + firstError());
            }
        } else if (!trials.ended()) {
            measureLevels(levels);
        }
        return conclude();
    }

    private List<Integer> levels() {
        highestLevel = (int) Math.min(Integer.MAX_VALUE, environment.fileLimit() - SPARE_FILES);
        boolean auto = plan.conc().auto();
        List<Integer> levels = plan.conc().levels().stream()
                .filter(level -> !auto || level > plan.baselineConcurrency())
                .toList();
        int highest =
                Math.max(plan.baselineConcurrency(), levels.isEmpty() || auto ? 0 : levels.get(levels.size() - 1));
        if (highest > highestLevel) {
            throw new ConfigurationException("c=" + highest + " needs as many connections, but this process may open "
                    + environment.fileLimit() + " files; raise the limit (ulimit -n " + (highest + SPARE_FILES)
                    + ") or lower --conc");
        }
        if (auto && levels.isEmpty()) {
            throw new ConfigurationException("--conc auto has no level above --baseline-c " + plan.baselineConcurrency()
                    + "; lower --baseline-c or list the levels");
        }
        return levels;
    }

    private void noteSettings() {
        if (plan.repeats() > 1) {
            note("repeats=" + plan.repeats());
        }
        if (plan.paired()) {
            note("paired=on");
        }
        if (plan.refine()) {
            note("refine=on");
        }
    }

    private void measureBaseline() {
        RequestSpec target = plan.base().request();
        reference.warmUp();
        if (!trials.ended()) {
            trials.warmUp(target);
        }
        int concurrency = plan.baselineConcurrency();
        if (!trials.ended()) {
            note("warm-up: one short run at c=" + concurrency + " was discarded before the baseline");
        }
        ReferencePoint compared = reference.atBaseline();
        List<Measurement> runs = trials.run(SweepListener.Kind.BASELINE, target, concurrency);
        noteEnd(concurrency);
        if (runs.isEmpty()) {
            runs = List.of(trials.cutOff(concurrency));
        }
        Measurement median = Trials.median(runs);
        trials.fitTo(median);
        baseline = new SweepPoint(concurrency, false, median, runs, null, LittlesLaw.of(median), compared, null, null);
        listener.onBaseline(baseline, compared);
    }

    private void measureLevels(List<Integer> levels) {
        for (int level : levels) {
            if (level > highestLevel) {
                note("auto: no level above c=" + highestLevel + ", as this process may open " + environment.fileLimit()
                        + " files (ulimit -n)");
                break;
            }
            if (!measure(level, false)) {
                break;
            }
            String stop = plan.conc().auto() ? AutoLevels.reasonToStop(points) : null;
            if (stop != null) {
                note(stop);
                break;
            }
        }
        if (plan.conc().auto()) {
            extendUpwards();
            extendDownwards();
        }
        if (plan.refine() && !trials.ended()) {
            refine();
        }
    }

    private void extendUpwards() {
        while (!trials.ended() && AutoLevels.peaksAtEnd(points)) {
            SweepPoint last = points.lastEntry().getValue();
            int next = last.concurrency() * 2;
            if (last.median().generatorBound()) {
                note("auto: no level above c=" + last.concurrency() + ", where the load generator is the limit");
                return;
            }
            if (next > Math.min(AutoLevels.HIGHEST, highestLevel)) {
                note("auto: throughput still grows at c=" + last.concurrency() + "; name higher levels with --conc");
                return;
            }
            note("auto: c=" + next + " added, as throughput still grew at c=" + last.concurrency());
            if (!measure(next, false)) {
                return;
            }
        }
    }

    private void extendDownwards() {
        while (!trials.ended() && !points.isEmpty()) {
            int first = points.firstKey();
            int next = AutoLevels.below(plan.baselineConcurrency(), first);
            SweetSpot winner = pick();
            if (next == 0 || winner.concurrency() != first || !winner.point().qualified()) {
                return;
            }
            note("auto: c=" + next + " added, as c=" + first + " is at the knee already");
            if (!measure(next, false)) {
                return;
            }
        }
    }

    private void refine() {
        SweetSpot winner = pick();
        if (winner.point() == null || !winner.point().qualified()) {
            note("refine: no qualified level to look around");
            return;
        }
        List<Integer> bracket = AutoLevels.bracket(winner.concurrency(), points.keySet());
        note(
                bracket.isEmpty()
                        ? "refine: every level around c=" + winner.concurrency() + " is measured already"
                        : "refine: " + bracket.size() + " levels around c=" + winner.concurrency() + " added");
        for (int level : bracket) {
            if (level > highestLevel) {
                note("refine: c=" + level + " left out, as this process may open " + environment.fileLimit()
                        + " files (ulimit -n)");
            } else if (!measure(level, true)) {
                return;
            }
        }
    }

    /** False when the sweep is over. */
    private boolean measure(int concurrency, boolean refined) {
        ReferencePoint compared = reference.at(concurrency);
        SweepListener.Kind kind = refined ? SweepListener.Kind.REFINE : SweepListener.Kind.LEVEL;
        List<Measurement> runs = trials.run(kind, plan.base().request(), concurrency);
        noteEnd(concurrency);
        if (!runs.isEmpty()) {
            SweepPoint point = judged(concurrency, refined, runs, compared);
            points.put(concurrency, point);
            listener.onPoint(point);
        }
        return !trials.ended();
    }

    private void noteEnd(int concurrency) {
        if (trials.interrupted()) {
            note("interrupted at c=" + concurrency + "; its unfinished run is left out");
        } else if (trials.endedBecause() != null) {
            note("ended at c=" + concurrency + ": " + trials.endedBecause());
        }
    }

    private SweepPoint judged(int concurrency, boolean refined, List<Measurement> runs, ReferencePoint compared) {
        Measurement median = Trials.median(runs);
        boolean comparable = compared != null && compared.comparable() && median.samples() > 0;
        Double overhead =
                comparable ? (Double) ((median.p99Ns() / 1e6 - compared.p99Ms()) / compared.p99Ms() * 100) : null;
        Double deficit = comparable ? (Double) ((compared.rps() - median.rps()) / compared.rps() * 100) : null;
        return new SweepPoint(
                concurrency,
                refined,
                median,
                runs,
                gates.firstFailure(median, baseline.median(), plan.paired(), overhead, deficit),
                LittlesLaw.of(median),
                compared,
                overhead,
                deficit);
    }

    private SweepResult conclude() {
        if (reference.note() != null) {
            note(reference.note());
        }
        List<SweepPoint> measured = List.copyOf(points.values());
        UslFit usl = usl();
        SweetSpot spot = pick();
        if (usl == null && measured.size() >= 3) {
            note("usl: no fit, as fewer than three levels are healthy");
        }
        Doubts.about(gates, baseline, measured, spot, usl, plan.paired()).forEach(this::note);
        SweepResult result = new SweepResult(
                plan,
                environment,
                trials.firstEpochMs(),
                baseline,
                measured,
                spot,
                usl,
                reference.result(gates),
                notes,
                trials.interrupted());
        listener.onEnd(result);
        return result;
    }

    private SweetSpot pick() {
        return new Picker(plan, baseline).pick(List.copyOf(points.values()), usl());
    }

    /** Fitted to the baseline and every level that got through, also to those that failed another gate. */
    private UslFit usl() {
        List<Measurement> healthy = new ArrayList<>();
        points.values().stream().map(SweepPoint::median).filter(gates::healthy).forEach(healthy::add);
        if (healthy.size() < 3) {
            return null;
        }
        if (gates.healthy(baseline.median())) {
            healthy.add(baseline.median());
        }
        return UslFitter.fit(
                healthy.stream().mapToDouble(Measurement::concurrency).toArray(),
                healthy.stream().mapToDouble(Measurement::rps).toArray());
    }

    private String firstError() {
        return baseline.median().errors().stream()
                .findFirst()
                .map(error -> "; first error: " + error.firstExample())
                .orElse("");
    }

    private void note(String text) {
        notes.add(text);
        listener.onNote(text);
    }
}
