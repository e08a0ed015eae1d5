// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.report.JunitXml;
import io.vastar.report.ObjectivesText;
import io.vastar.run.AbortOnSlo;
import io.vastar.slo.LiveObjectives;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.slo.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What objectives mean for a run, and their verdicts to the caller of the process. */
final class Objectives {
    private Objectives() {}

    /** What is watched during a run that shall end when one cannot be met any more. */
    static LiveObjectives live(List<Slo> slos, LoadPlan plan, boolean abort, Console console) {
        if (!abort) {
            return new LiveObjectives(List.of(), 0, 0);
        }
        LiveObjectives live = AbortOnSlo.watched(slos, plan);
        if (live.isEmpty()) {
            console.note("--abort-on-slo has nothing to watch; give an objective such as --slo 'errors<1%'");
        }
        return live;
    }

    /** @param broken those for which the run was ended */
    static List<Verdict> verdicts(TrialResult result, List<Slo> slos, LoadPlan plan, Set<Slo> broken) {
        return Verdicts.of(result, slos, plan.scenarioNames(), broken);
    }

    /** Why the exit code is {@link ExitCode#GATE}; null when it is not. */
    static String missed(List<Verdict> verdicts, boolean strict) {
        List<String> missed = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            boolean fails = verdict.outcome() == Verdict.Outcome.FAIL;
            if (fails || strict && verdict.outcome() == Verdict.Outcome.INCONCLUSIVE) {
                missed.add(verdict.slo().name()
                        + (verdict.known() ? " (measured " + ObjectivesText.measured(verdict) + ")" : "")
                        + (fails ? "" : ", inconclusive: " + verdict.reason()));
            }
        }
        return missed.isEmpty()
                ? null
                : (missed.size() == 1 ? "objective missed: " : "objectives missed: ") + String.join("; ", missed);
    }

    /** One line each for those that the run does not tell. */
    static List<String> warnings(List<Verdict> verdicts) {
        List<String> warnings = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.outcome() == Verdict.Outcome.INCONCLUSIVE) {
                warnings.add("objective " + verdict.slo().name() + " is inconclusive: " + verdict.reason());
            }
        }
        return warnings;
    }

    /** Missed objectives are told by their own cases; every other problem is the suite's. */
    static JunitXml.Suite suite(TestOutcome outcome, boolean strict) {
        boolean gate = outcome.exitCode() == ExitCode.GATE;
        boolean missedOnly = gate && outcome.run() != null;
        return new JunitXml.Suite(
                outcome.name(),
                outcome.run() == null ? 0 : outcome.run().result().elapsedNs() / 1e9,
                outcome.run() == null ? List.of() : outcome.run().verdicts(),
                strict,
                missedOnly ? null : outcome.problem(),
                gate,
                outcome.isSkipped());
    }
}
