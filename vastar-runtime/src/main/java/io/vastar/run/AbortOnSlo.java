// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.engine.RunListener;
import io.vastar.engine.TimeLimit;
import io.vastar.plan.LoadPlan;
import io.vastar.slo.LiveObjectives;
import io.vastar.slo.LiveObjectives.Broken;
import io.vastar.slo.LiveObjectives.Sofar;
import io.vastar.slo.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Passes the course of a run on, and ends the run when an objective cannot be met any more. On the thread of the run. */
public final class AbortOnSlo implements RunListener {
    private final LiveObjectives objectives;
    private final RunListener next;
    private final Runnable endRun;
    private final List<Broken> broken = new ArrayList<>();

    /** @param endRun ends this run and no other */
    public AbortOnSlo(LiveObjectives objectives, RunListener next, Runnable endRun) {
        this.objectives = objectives;
        this.next = next;
        this.endRun = endRun;
    }

    /** What is worth watching in a run of this plan; nothing when no objective can be broken before its end. */
    public static LiveObjectives watched(List<Slo> slos, LoadPlan plan) {
        return new LiveObjectives(slos, plan.scenarios().isEmpty() ? plan.requests() : 0, plan.durationNs());
    }

    @Override
    public void onProgress(Progress progress) {
        next.onProgress(progress);
        if (progress.phase() == Phase.MEASURE && broken.isEmpty()) {
            broken.addAll(objectives.broken(sofar(progress)));
            if (!broken.isEmpty()) {
                endRun.run();
            }
        }
    }

    @Override
    public List<TimeLimit> watched() {
        return objectives.watches().stream()
                .map(watch -> new TimeLimit(TimeLimit.Kind.valueOf(watch.scope().name()), watch.limitNs()))
                .toList();
    }

    private static Sofar sofar(Progress progress) {
        return new Sofar(
                progress.elapsedNs(),
                progress.started(),
                progress.responses(),
                progress.unexpected(),
                progress.failed(),
                progress.rejected(),
                progress.codeFailures(),
                progress.overLimits());
    }

    /** Those for which the run was ended. */
    public Set<Slo> broken() {
        return broken.stream().map(Broken::slo).collect(Collectors.toSet());
    }

    /** One line each. */
    public List<String> reasons() {
        return broken.stream()
                .map(one ->
                        "run ended early: objective " + one.slo().name() + " cannot be met any more: " + one.reason())
                .toList();
    }
}
