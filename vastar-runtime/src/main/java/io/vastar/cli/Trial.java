// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Counts;

/** Runs one plan with live progress, and judges its result. */
final class Trial {
    private final Context context;
    private final boolean progress;

    Trial(Context context, boolean progress) {
        this.context = context;
        this.progress = progress;
    }

    TrialResult run(LoadPlan plan) {
        Services.LoadEngine engine = context.services().engine();
        context.interruption().stopWith(engine::stop);
        try (Services.LiveView shown =
                progress ? context.services().reports().progress(plan) : Services.LiveView.NONE) {
            return engine.run(plan, shown);
        }
    }

    /** Says on stderr why the exit code is not 0, where the report does not. */
    int exitCode(TrialResult result) {
        if (result.interrupted() || context.interruption().requested()) {
            return ExitCode.INTERRUPTED;
        }
        String failure = failure(result);
        if (failure == null) {
            return ExitCode.OK;
        }
        context.console().error(failure);
        return ExitCode.UNREACHABLE;
    }

    /** Why no request succeeded, or null when one did. */
    static String failure(TrialResult result) {
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
