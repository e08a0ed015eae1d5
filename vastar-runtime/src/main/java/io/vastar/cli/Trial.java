// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.log.LogSummary;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.run.AbortOnSlo;
import io.vastar.run.NoSuccess;
import io.vastar.slo.LiveObjectives;
import io.vastar.slo.Slo;
import java.util.List;
import java.util.Set;

/** Runs one plan with live progress, and judges its result. */
final class Trial {
    private final Context context;
    private final boolean progress;
    private final Logging logging;
    private Set<Slo> broken = Set.of();
    private LogSummary log;

    Trial(Context context, boolean progress) {
        this(context, progress, Logging.NONE);
    }

    Trial(Context context, boolean progress, Logging logging) {
        this.logging = logging;
        this.context = context;
        this.progress = progress;
    }

    /** Ends early when one of these objectives cannot be met any more. */
    TrialResult run(LoadPlan plan, LiveObjectives live) {
        Services.LoadEngine engine = context.services().engine();
        context.interruption().stopWith(engine::stop);
        TrialResult result;
        List<String> reasons;
        try (Services.LiveView shown =
                progress ? context.services().reports().progress(plan) : Services.LiveView.NONE) {
            AbortOnSlo abort = new AbortOnSlo(live, shown, engine::endRun);
            result = engine.run(plan, logging.begin(plan, live.isEmpty() ? shown : abort));
            broken = abort.broken();
            reasons = abort.reasons();
        } finally {
            log = logging.end();
        }
        reasons.forEach(context.console()::note);
        return result;
    }

    /** What became of the log of the run's requests; null without one. */
    LogSummary log() {
        return log;
    }

    /** The objectives for which the run was ended. */
    Set<Slo> broken() {
        return broken;
    }

    /** What became of it, of its objectives and of the wish to end it. */
    TestOutcome outcome(String name, Services.Measured measured, boolean strict) {
        return logging.added(judged(name, measured, strict));
    }

    private TestOutcome judged(String name, Services.Measured measured, boolean strict) {
        TrialResult result = measured.result();
        if (context.interruption().requested() || result.interrupted() && broken.isEmpty()) {
            return new TestOutcome(name, measured, null, "interrupted", ExitCode.INTERRUPTED);
        }
        Objectives.warnings(measured.verdicts()).forEach(context.console()::note);
        String failure = NoSuccess.reason(result);
        TestOutcome outcome =
                new TestOutcome(name, measured, null, failure, failure == null ? ExitCode.OK : ExitCode.UNREACHABLE);
        String missed = Objectives.missed(measured.verdicts(), strict);
        return missed == null ? outcome : outcome.with(missed, ExitCode.GATE);
    }
}
