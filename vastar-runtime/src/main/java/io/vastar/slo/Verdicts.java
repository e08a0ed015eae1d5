// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.SloSpec.Metric;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.grammar.SloSpec.Scope;
import io.vastar.record.GeneratorBound;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Row;
import io.vastar.slo.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * Holds objectives against a result. The run does not tell, and the verdict is inconclusive, when
 *
 * <ul>
 *   <li>nothing was sent, or there is no such measurement;
 *   <li>a percentile has too few samples for one of them to lie beyond it, {@code n(1-p) < 1}, and the missing ones could
 *       change the verdict;
 *   <li>the load generator was the bottleneck, held up by the load test's own code, or stood still, and would itself explain
 *       the verdict: it makes times longer and rates lower;
 *   <li>the user ended the run early, unless what was missed by then is missed for sure.
 * </ul>
 */
public final class Verdicts {
    private static final String BOUND = "the load generator was the bottleneck; use --threads or another machine";
    private static final String CODE =
            "the load test's own code held up the load generator; move the slow part out of the step, or make it a @Scenario";
    private static final String HELD = "the load generator itself was held up meanwhile; run it again";
    private static final double MEAN_SHARE = 0.05;
    private static final String CUT = "the run was ended early";

    private final TrialResult result;
    private final Measures measures;
    private final Set<Slo> broken;

    private Verdicts(TrialResult result, Measures measures, Set<Slo> broken) {
        this.result = result;
        this.measures = measures;
        this.broken = broken;
    }

    /** As below, of a run without scenarios that was not ended for an objective. */
    public static List<Verdict> of(TrialResult result, List<Slo> slos) {
        return of(result, slos, Set.of(), Set.of());
    }

    /**
     * In the order of the objectives.
     *
     * @param scenarios their names: the rows that count iterations
     * @param broken those for which {@link LiveObjectives} had the run ended
     */
    public static List<Verdict> of(TrialResult result, List<Slo> slos, Set<String> scenarios, Set<Slo> broken) {
        Verdicts verdicts = new Verdicts(result, new Measures(result, scenarios), broken);
        List<Verdict> all = new ArrayList<>();
        for (Slo slo : slos) {
            all.add(verdicts.of(slo));
        }
        return List.copyOf(all);
    }

    private Verdict of(Slo slo) {
        Row row = null;
        if (slo.step() != null) {
            row = measures.step(slo.step());
            if (row == null) {
                return Verdict.unknown(slo, "there is no step '" + slo.step() + "' in the result");
            }
        }
        boolean connections = slo.objective().scope() == Scope.CONNECT;
        TrialResult.Counts counts = measures.counts(row);
        if (counts.started() + counts.codeFailures() == 0
                && slo.objective().metric() != Metric.ACHIEVED
                && !connections) {
            return Verdict.unknown(slo, row == null ? "no request was sent" : "the step was never reached");
        }
        if (slo.objective().metric().isTime()) {
            return time(slo, row);
        }
        return slo.objective().metric() == Metric.ERRORS ? errors(slo, row) : number(slo, row);
    }

    private Verdict time(Slo slo, Row row) {
        Objective objective = slo.objective();
        Histogram times = measures.times(objective.scope(), row);
        if (times == null) {
            return Verdict.unknown(slo, "this run had no schedule, so there is no such time; use rate or --rate");
        }
        if (times.getTotalCount() == 0) {
            return Verdict.unknown(
                    slo,
                    objective.scope() == Scope.CONNECT
                            ? "no connection was opened"
                            : "no request was answered as expected");
        }
        return switch (objective.metric()) {
            case MEAN -> judged(slo, times.getMean(), false);
            case MIN ->
                judged(
                        slo,
                        snapped(times, times.getMinValue(), objective),
                        !objective.comparison().isUpperLimit());
            case MAX ->
                judged(
                        slo,
                        snapped(times, times.getMaxValue(), objective),
                        objective.comparison().isUpperLimit());
            default -> percentile(slo, times);
        };
    }

    private Verdict percentile(Slo slo, Histogram times) {
        Objective objective = slo.objective();
        Ranks ranks = new Ranks(objective);
        long samples = times.getTotalCount();
        long within = ranks.within(times);
        double measured = snapped(
                times, Math.min(times.getValueAtPercentile(objective.percentile()), times.getMaxValue()), objective);
        if (!ranks.settled(within, samples)) {
            return Verdict.inconclusive(
                    slo, measured, samples + " samples are too few, it needs " + ranks.needed() + "; run longer");
        }
        boolean sure = objective.comparison().isUpperLimit()
                && Chances.surelyMore(samples - within, samples, 1 - objective.percentile() / 100);
        return judged(slo, measured, ranks.holds(within, samples), sure);
    }

    /** Values of one bucket with the limit are the limit, since the histogram cannot tell them apart. */
    private static double snapped(Histogram times, long value, Objective objective) {
        long limit = (long) objective.limit();
        return times.valuesAreEquivalent(value, limit) ? limit : value;
    }

    private Verdict errors(Slo slo, Row row) {
        TrialResult.Counts counts = measures.counts(row);
        return counts.ended() == 0 ? Verdict.unknown(slo, "no request ended") : judged(slo, counts.errorRate(), true);
    }

    private Verdict number(Slo slo, Row row) {
        Metric metric = slo.objective().metric();
        double measured = switch (metric) {
            case CHECKS -> measures.failedChecksShare();
            case ACHIEVED -> measures.achieved();
            case ITERATIONS -> measures.iterationsPerSec();
            default -> measures.responsesPerSec(row);
        };
        if (measured < 0) {
            return Verdict.unknown(
                    slo,
                    switch (metric) {
                        case CHECKS -> "nothing was checked";
                        case ACHIEVED -> "this run had no schedule; use rate or --rate";
                        case ITERATIONS -> "the result does not tell iterations from transactions";
                        default -> "the run was empty";
                    });
        }
        return judged(slo, measured, metric == Metric.CHECKS || metric == Metric.RPS);
    }

    private Verdict judged(Slo slo, double measured, boolean missIsSure) {
        Objective objective = slo.objective();
        return judged(slo, measured, objective.comparison().holds(measured, objective.limit()), missIsSure);
    }

    /** Why the load generator explains a verdict that is unfavourable to the target; null when it does not. */
    private String ownCause(Slo slo, double measured) {
        Objective objective = slo.objective();
        if (GeneratorBound.heldByCode(result.health())) {
            return CODE;
        }
        if (GeneratorBound.holds(result)) {
            return BOUND;
        }
        return objective.metric().isTime()
                        && objective.scope() != Scope.CONNECT
                        && GeneratorBound.explains(result, share(slo), measured)
                ? HELD
                : null;
    }

    /** Share of the responses on the wrong side of a percentile's limit, without those that may be there. */
    private double beyondWhatMay(Slo slo) {
        Objective objective = slo.objective();
        Histogram times = measures.times(objective.scope(), slo.step() == null ? null : measures.step(slo.step()));
        double within = (double) new Ranks(objective).within(times) / times.getTotalCount();
        return Math.max(Double.MIN_VALUE, objective.percentile() / 100 - within);
    }

    /** Of the responses, those that decide about it. */
    private double share(Slo slo) {
        Objective objective = slo.objective();
        return switch (objective.metric()) {
            case MEAN -> MEAN_SHARE;
            case MIN -> 1;
            case MAX -> Double.MIN_VALUE;
            default -> beyondWhatMay(slo);
        };
    }

    /** @param missIsSure whether the rest of the run could not have mended a miss; errors and rps count as they stand */
    private Verdict judged(Slo slo, double measured, boolean holds, boolean missIsSure) {
        boolean slowIsBlamed = aboutSpeed(slo.objective()) && holds != wantsSpeed(slo.objective());
        String own = slowIsBlamed ? ownCause(slo, measured) : null;
        if (broken.contains(slo) && !holds && !CODE.equals(own)) {
            return new Verdict(slo, Outcome.FAIL, measured, true, "missed; the run was ended for it");
        }
        if (own != null) {
            return Verdict.inconclusive(slo, measured, own);
        }
        if (result.interrupted() && (holds || !missIsSure)) {
            return Verdict.inconclusive(slo, measured, CUT);
        }
        return holds
                ? new Verdict(slo, Outcome.PASS, measured, true, null)
                : new Verdict(slo, Outcome.FAIL, measured, true, "missed");
    }

    private static boolean aboutSpeed(Objective objective) {
        return objective.metric() != Metric.ERRORS && objective.metric() != Metric.CHECKS;
    }

    /** Whether short times or high rates are what it asks for, so that a faster generator could only help to meet it. */
    private static boolean wantsSpeed(Objective objective) {
        return objective.metric().isTime() == objective.comparison().isUpperLimit();
    }
}
