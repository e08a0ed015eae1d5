// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.report.RunCsv;
import io.vastar.report.RunDocument;
import java.util.Map;

/**
 * What became of one load test of several.
 *
 * @param run null unless it was a run that ended
 * @param sweep null unless it was a sweep that ended
 * @param problem why it has no result, or why its exit code is not 0; null when all is well; of a skipped one, why
 */
record TestOutcome(String name, Services.Measured run, Services.SweepOutcome sweep, String problem, int exitCode) {
    static TestOutcome failed(String name, String problem, int exitCode) {
        return new TestOutcome(name, null, null, problem, exitCode);
    }

    /** Its set-up found that it cannot run here, which is no failure. */
    static TestOutcome skipped(String name, String reason) {
        return new TestOutcome(name, null, null, "skipped: " + reason, ExitCode.OK);
    }

    boolean isSkipped() {
        return run == null && sweep == null && exitCode == ExitCode.OK;
    }

    /** Its line among the outcomes of a document. */
    RunDocument.Outcome line() {
        return new RunDocument.Outcome(name, exitCode, problem, isSkipped());
    }

    /** Its row in the CSV of runs. */
    Map<String, Object> row() {
        return run == null
                ? RunCsv.rowWithoutResult(name, exitCode, problem)
                : RunCsv.row(run.result(), run.verdicts(), exitCode, problem);
    }

    /** The same, but with a problem more. */
    TestOutcome with(String newProblem, int newExitCode) {
        return new TestOutcome(
                name,
                run,
                sweep,
                problem == null ? newProblem : problem + "; " + newProblem,
                ExitCode.worse(exitCode, newExitCode));
    }
}
