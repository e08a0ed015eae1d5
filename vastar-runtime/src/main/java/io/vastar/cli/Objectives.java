// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.report.JunitXml;
import io.vastar.report.ObjectivesText;
import io.vastar.slo.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What verdicts mean to the caller of the process. */
final class Objectives {
    private Objectives() {}

    /** Why the exit code is {@link ExitCode#GATE}; null when it is not. */
    static String missed(List<Verdict> verdicts, boolean strict) {
        List<String> missed = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            boolean counts = verdict.outcome() == Verdict.Outcome.FAIL
                    || strict && verdict.outcome() == Verdict.Outcome.INCONCLUSIVE;
            if (counts) {
                missed.add(verdict.slo().name()
                        + (verdict.known() ? " (measured " + ObjectivesText.measured(verdict) + ")" : "")
                        + (verdict.outcome() == Verdict.Outcome.FAIL ? "" : ", inconclusive: " + verdict.reason()));
            }
        }
        return missed.isEmpty() ? null : "objective missed: " + String.join("; ", missed);
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

    static JunitXml.Suite suite(TestOutcome outcome) {
        return new JunitXml.Suite(
                outcome.name(),
                outcome.run() == null ? 0 : outcome.run().result().elapsedNs() / 1e9,
                outcome.run() == null ? List.of() : outcome.run().verdicts(),
                outcome.problem(),
                outcome.run() != null);
    }
}
