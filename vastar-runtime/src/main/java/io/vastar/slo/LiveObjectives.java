// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.SloSpec.Comparison;
import io.vastar.grammar.SloSpec.Metric;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.grammar.SloSpec.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says during a run that an objective cannot be met any more, so that the run may end early. It watches what the whole
 * run is held against: upper limits of {@code errors}, of {@code max} and of percentiles of latency, service and response
 * time. Such an objective is broken for sure
 *
 * <ul>
 *   <li>when more lies over the limit than all requests of the run allow, where their number is known;
 *   <li>when one lies over it and none may;
 *   <li>else when a tenth of the run is over, so that a slow start alone ends nothing, and {@link Chances} are sure of it
 *       from at least {@value Chances#FEWEST_SAMPLES} samples. It looks again only when there are a quarter more samples, so
 *       that looking often does not make a wrong alarm likely: about sixty looks in the longest run.
 * </ul>
 *
 * Used by one thread; may allocate.
 */
public final class LiveObjectives {
    private static final double FIRST_LOOK = 0.1;
    private static final double NEXT_LOOK = 1.25;

    private final List<Watched> watched = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private final long requests;
    private final long durationNs;

    /**
     * @param requests how many the run sends at most; 0 when that is not known
     * @param durationNs how long it starts them; 0 when their number decides
     */
    public LiveObjectives(List<Slo> slos, long requests, long durationNs) {
        this.requests = requests;
        this.durationNs = durationNs;
        for (Slo slo : slos) {
            Objective objective = slo.objective();
            if (slo.step() != null || !objective.comparison().isUpperLimit()) {
                continue;
            }
            if (objective.metric() == Metric.ERRORS) {
                watched.add(new Watched(slo, -1));
            } else if (isCounted(objective)) {
                watched.add(new Watched(slo, watches.size()));
                watches.add(new Watch(objective.scope(), overNs(objective)));
            }
        }
    }

    private static boolean isCounted(Objective objective) {
        boolean ofTheTail = objective.metric() == Metric.PERCENTILE || objective.metric() == Metric.MAX;
        return ofTheTail
                && (objective.scope() == Scope.LATENCY
                        || objective.scope() == Scope.SERVICE
                        || objective.scope() == Scope.RESPONSE);
    }

    /** The longest time that is not over. */
    private static long overNs(Objective objective) {
        return (long) objective.limit() - (objective.comparison() == Comparison.LESS ? 1 : 0);
    }

    /**
     * A time to count by: how many exchanges, answered as expected, took longer than {@code limitNs}.
     *
     * @param scope LATENCY, SERVICE or RESPONSE
     */
    public record Watch(Scope scope, long limitNs) {}

    /**
     * The run so far.
     *
     * @param responses complete responses of any code
     * @param unexpected of those, the ones with another code than expected
     * @param rejected of the others, those that user code objects to
     * @param codeFailures exceptions of user code that belong to no response
     * @param overLimit one count for each of {@link #watches}, or empty when nobody counts
     */
    public record Sofar(
            long elapsedNs,
            long started,
            long responses,
            long unexpected,
            long failed,
            long rejected,
            long codeFailures,
            long[] overLimit) {
        long answeredAsExpected() {
            return responses - unexpected;
        }
    }

    /** An objective that cannot be met any more, and why. */
    public record Broken(Slo slo, String reason) {}

    /** What somebody has to count; in the order of {@link Sofar#overLimit}. */
    public List<Watch> watches() {
        return List.copyOf(watches);
    }

    /** Whether there is anything to watch at all. */
    public boolean isEmpty() {
        return watched.isEmpty();
    }

    /** All that are broken by now; empty while each may still be met. */
    public List<Broken> broken(Sofar sofar) {
        List<Broken> broken = new ArrayList<>();
        for (Watched one : watched) {
            String reason = one.counter < 0 ? errors(one, sofar) : times(one, sofar);
            if (reason != null) {
                broken.add(new Broken(one.slo, reason));
            }
        }
        return broken;
    }

    private String errors(Watched one, Sofar sofar) {
        Objective objective = one.slo.objective();
        long bad = sofar.unexpected + sofar.failed + sofar.rejected + sofar.codeFailures;
        long ended = sofar.responses + sofar.failed + sofar.codeFailures;
        if (bad == 0) {
            return null;
        }
        if (objective.limit() == 0) {
            return bad + (bad == 1 ? " request has" : " requests have") + " failed, and none may";
        }
        if (requests > 0 && !objective.comparison().holds((double) bad / requests, objective.limit())) {
            return bad + " requests have failed already, of " + requests + " in all";
        }
        return surely(one, bad, ended, objective.limit(), sofar, " requests have failed");
    }

    private String times(Watched one, Sofar sofar) {
        if (one.counter >= sofar.overLimit.length) {
            return null;
        }
        Objective objective = one.slo.objective();
        long over = sofar.overLimit[one.counter];
        if (over == 0) {
            return null;
        }
        if (objective.metric() == Metric.MAX) {
            return over + (over == 1 ? " request was" : " requests were") + " over the limit already";
        }
        long ofAll = requests - sofar.unexpected - sofar.failed;
        if (requests > 0 && over > new Ranks(objective).allowedBeyond(Math.max(1, ofAll))) {
            return over + " requests were over the limit already, of " + requests + " in all";
        }
        return surely(
                one,
                over,
                sofar.answeredAsExpected(),
                1 - objective.percentile() / 100,
                sofar,
                " requests were over the limit");
    }

    private String surely(Watched one, long hits, long samples, double share, Sofar sofar, String what) {
        boolean early = durationNs > 0
                ? sofar.elapsedNs < FIRST_LOOK * durationNs
                : requests > 0 && sofar.started < FIRST_LOOK * requests;
        if (early || samples < Chances.FEWEST_SAMPLES || samples < one.nextLook) {
            return null;
        }
        one.nextLook = (long) Math.ceil(samples * NEXT_LOOK);
        return Chances.surelyMore(hits, samples, share)
                ? String.format(Locale.ROOT, "%d of %d%s, where %.4g %% may", hits, samples, what, 100 * share)
                : null;
    }

    private static final class Watched {
        private final Slo slo;
        private final int counter;
        private long nextLook;

        Watched(Slo slo, int counter) {
            this.slo = slo;
            this.counter = counter;
        }
    }
}
