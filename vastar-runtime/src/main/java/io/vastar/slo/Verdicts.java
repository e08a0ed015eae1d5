// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.SloSpec.Metric;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.grammar.SloSpec.Scope;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import io.vastar.record.TrialResult.Row;
import io.vastar.slo.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Holds objectives against a result. A percentile needs a sample beyond it, {@code n(1-p) >= 1}; with fewer it is
 * inconclusive, unless the samples over the limit are already more than the fewest sufficient sample could hold. An
 * objective missed by a run whose generator was the bottleneck is inconclusive, too: the target may be better.
 */
public final class Verdicts {
    /** Share of the time from which on a busy I/O thread counts as the bottleneck. */
    public static final double GENERATOR_BOUND = 0.9;

    private final TrialResult result;

    private Verdicts(TrialResult result) {
        this.result = result;
    }

    /** In the order of the objectives. */
    public static List<Verdict> of(TrialResult result, List<Slo> slos) {
        Verdicts verdicts = new Verdicts(result);
        List<Verdict> all = new ArrayList<>();
        for (Slo slo : slos) {
            all.add(verdicts.of(slo));
        }
        return List.copyOf(all);
    }

    private Verdict of(Slo slo) {
        Row row = null;
        if (slo.step() != null) {
            row = row(slo.step());
            if (row == null) {
                return inconclusive(slo, "there is no step '" + slo.step() + "' in the result");
            }
        }
        return slo.objective().metric().isTime() ? time(slo, row) : number(slo, row);
    }

    private Row row(String step) {
        for (Row row : result.detail().steps()) {
            if (row.name().equals(step)) {
                return row;
            }
        }
        return null;
    }

    private Verdict time(Slo slo, Row row) {
        Objective objective = slo.objective();
        Histogram times = times(objective.scope(), row);
        if (times == null) {
            return inconclusive(slo, "this run had no schedule, so there is no such time; use rate or --rate");
        }
        long samples = times.getTotalCount();
        if (samples == 0) {
            return inconclusive(slo, "no request was answered as expected");
        }
        if (objective.metric() != Metric.PERCENTILE) {
            double measured = switch (objective.metric()) {
                case MEAN -> times.getMean();
                case MIN -> times.getMinValue();
                default -> times.getMaxValue();
            };
            return judged(slo, measured);
        }
        double share = objective.percentile() / 100;
        long needed = (long) Math.ceil(1 / (1 - share) - 1e-9);
        double measured = Math.min(times.getValueAtPercentile(objective.percentile()), times.getMaxValue());
        if (samples < needed) {
            long beyond = samples - times.getCountBetweenValues(0, (long) objective.limit());
            if (objective.comparison().isUpperLimit() && beyond > Math.max(1, needed * (1 - share))) {
                return new Verdict(
                        slo,
                        Outcome.FAIL,
                        measured,
                        true,
                        beyond + " of only " + samples + " samples are over the limit");
            }
            return inconclusive(slo, samples + " samples are too few for it, " + needed + " are needed; run longer");
        }
        return judged(slo, measured);
    }

    private Histogram times(Scope scope, Row row) {
        Arrivals arrivals = result.detail().arrivals();
        Histogram service = row == null ? result.service() : row.service();
        Histogram response = row == null ? arrivals == null ? null : arrivals.response() : row.response();
        return switch (scope) {
            case SERVICE -> service;
            case RESPONSE -> response;
            case TTFB -> row == null ? result.firstByte() : row.firstByte();
            case LATENESS -> arrivals == null ? null : arrivals.lateness();
            default -> response == null ? service : response;
        };
    }

    private Verdict number(Slo slo, Row row) {
        TrialResult.Counts counts = row == null ? result.counts() : row.counts();
        double seconds = result.elapsedNs() / 1e9;
        switch (slo.objective().metric()) {
            case ERRORS -> {
                long ended = counts.ok() + counts.nonSuccess() + counts.failed();
                if (ended == 0) {
                    return inconclusive(slo, "no request ended");
                }
                long checks = row == null ? failedChecks() : row.failedChecks();
                return judged(slo, Math.min(1, (double) (counts.nonSuccess() + counts.failed() + checks) / ended));
            }
            case CHECKS -> {
                long all = 0;
                for (TrialResult.CheckRow check : result.detail().checks()) {
                    all += check.passed() + check.failed();
                }
                return all == 0
                        ? inconclusive(slo, "nothing was checked")
                        : judged(slo, (double) result.detail().failedChecks() / all);
            }
            case ACHIEVED -> {
                Arrivals arrivals = result.detail().arrivals();
                return arrivals == null || arrivals.due() == 0
                        ? inconclusive(slo, "this run had no schedule; use rate or --rate")
                        : judged(slo, (double) arrivals.started() / arrivals.due());
            }
            default -> {
                if (seconds <= 0) {
                    return inconclusive(slo, "the run was empty");
                }
                return judged(
                        slo, (slo.objective().metric() == Metric.RPS ? counts.responses() : iterations()) / seconds);
            }
        }
    }

    /** Requests in which a check failed, where steps tell, else failed checks. */
    private long failedChecks() {
        if (result.detail().steps().isEmpty()) {
            return result.detail().failedChecks();
        }
        long failed = 0;
        for (Row row : result.detail().steps()) {
            failed += row.failedChecks();
        }
        return failed;
    }

    private long iterations() {
        long iterations = 0;
        for (Row row : result.detail().transactions()) {
            iterations += row.counts().started();
        }
        return iterations == 0 ? result.counts().responses() : iterations;
    }

    private Verdict judged(Slo slo, double measured) {
        Objective objective = slo.objective();
        if (objective.comparison().holds(measured, objective.limit())) {
            return result.interrupted()
                    ? new Verdict(slo, Outcome.INCONCLUSIVE, measured, true, "the run was ended early")
                    : new Verdict(slo, Outcome.PASS, measured, true, null);
        }
        boolean aboutSpeed = objective.metric().isTime() || !objective.metric().isShare();
        if (aboutSpeed && result.health().busyShare() >= GENERATOR_BOUND) {
            return new Verdict(
                    slo,
                    Outcome.INCONCLUSIVE,
                    measured,
                    true,
                    "the load generator was the bottleneck, the target may be better; use --threads or another machine");
        }
        return new Verdict(slo, Outcome.FAIL, measured, true, "missed");
    }

    private static Verdict inconclusive(Slo slo, String reason) {
        return new Verdict(slo, Outcome.INCONCLUSIVE, 0, false, reason);
    }
}
