// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

/**
 * What became of one load test of several.
 *
 * @param run null unless it was a run that ended
 * @param sweep null unless it was a sweep that ended
 * @param problem why it has no result, or why its exit code is not 0; null when all is well
 */
record TestOutcome(String name, Services.Measured run, Services.SweepOutcome sweep, String problem, int exitCode) {
    static TestOutcome failed(String name, String problem, int exitCode) {
        return new TestOutcome(name, null, null, problem, exitCode);
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
