// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Counts;
import io.vastar.slo.LiveObjectives;
import io.vastar.slo.Slo;
import java.util.List;
import java.util.Set;

/** Runs one plan with live progress, and judges its result. */
final class Trial {
    private final Context context;
    private final boolean progress;
    private Set<Slo> broken = Set.of();

    Trial(Context context, boolean progress) {
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
            result = engine.run(plan, live.isEmpty() ? shown : abort);
            broken = abort.broken();
            reasons = abort.reasons();
        }
        reasons.forEach(context.console()::note);
        return result;
    }

    /** The objectives for which the run was ended. */
    Set<Slo> broken() {
        return broken;
    }

    /** What became of it, of its objectives and of the wish to end it. */
    TestOutcome outcome(String name, Services.Measured measured, boolean strict) {
        TrialResult result = measured.result();
        if (context.interruption().requested() || result.interrupted() && broken.isEmpty()) {
            return new TestOutcome(name, measured, null, "interrupted", ExitCode.INTERRUPTED);
        }
        Objectives.warnings(measured.verdicts()).forEach(context.console()::note);
        String failure = failure(result);
        TestOutcome outcome =
                new TestOutcome(name, measured, null, failure, failure == null ? ExitCode.OK : ExitCode.UNREACHABLE);
        String missed = Objectives.missed(measured.verdicts(), strict);
        return missed == null ? outcome : outcome.with(missed, ExitCode.GATE);
    }

    /** Why no request succeeded, or null when one did. */
    private static String failure(TrialResult result) {
        Counts counts = result.counts();
        if (counts.ok() > 0 || counts.started() == 0) {
            return null;
        }
        String what = "no request to " + result.request().url() + " succeeded: ";
        if (counts.nonSuccess() > 0) {
            int code = result.statusCodes().isEmpty() ? 0 : result.statusCodes().firstKey();
            return what + counts.nonSuccess() + " answers with another status than 2xx (" + code + " among them), "
                    + counts.failed() + " without an answer; check the URL and what the request needs";
        }
        if (counts.failed() > 0) {
            String example = result.errors().isEmpty()
                    ? ""
                    : " (" + result.errors().get(0).firstExample() + ")";
            return what + counts.failed() + " failed" + example + "; check that the target is running";
        }
        return what + counts.aborted() + " were still in flight when the run ended; use a longer -z, or raise"
                + " --drain-cap";
    }
}
