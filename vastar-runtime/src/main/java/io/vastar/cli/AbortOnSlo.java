// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.RunListener;
import io.vastar.engine.TimeLimit;
import io.vastar.slo.LiveObjectives;
import io.vastar.slo.LiveObjectives.Broken;
import io.vastar.slo.LiveObjectives.Sofar;
import io.vastar.slo.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Passes the course of a run on, and ends the run when an objective cannot be met any more. */
final class AbortOnSlo implements RunListener {
    private final LiveObjectives objectives;
    private final RunListener next;
    private final Runnable endRun;
    private final List<Broken> broken = new ArrayList<>();

    AbortOnSlo(LiveObjectives objectives, RunListener next, Runnable endRun) {
        this.objectives = objectives;
        this.next = next;
        this.endRun = endRun;
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
                progress.nonSuccess(),
                progress.failed(),
                progress.overLimits());
    }

    /** Those for which the run was ended. */
    Set<Slo> broken() {
        return broken.stream().map(Broken::slo).collect(Collectors.toSet());
    }

    /** One line each. */
    List<String> reasons() {
        return broken.stream()
                .map(one ->
                        "run ended early: objective " + one.slo().name() + " cannot be met any more: " + one.reason())
                .toList();
    }
}
