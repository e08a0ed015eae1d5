// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: whether this machine is fit for load tests. */
@Command(
        name = "doctor",
        description =
                "Checks this machine and this jar: JVM, CPUs, limits, clock, timers, loopback, load tests, and how"
                        + " fast the load generator is here. Says what to do about what is not well.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:all is well, or there are only warnings", " 1:at least one check failed"})
final class DoctorCommand implements Callable<Integer> {
    private final Context context;

    @ArgGroup(validate = false, heading = "%nOptions:%n")
    private DoctorFlags flags = new DoctorFlags();

    DoctorCommand(Context context) {
        this.context = context;
    }

    private static final class DoctorFlags {
        @Option(names = "--json", description = "Print the checks as JSON.")
        private boolean json;

        @ArgGroup(validate = false)
        private CommonFlags common = new CommonFlags();
    }

    @Override
    public Integer call() {
        List<DoctorCheck> checks = context.services().doctor();
        return flags.json ? json(checks) : text(checks);
    }

    private int json(List<DoctorCheck> checks) {
        context.console().out().print(DoctorJson.text(checks));
        context.console().out().flush();
        return checks.stream().anyMatch(check -> check.verdict() == DoctorCheck.Verdict.FAIL)
                ? ExitCode.INTERNAL
                : ExitCode.OK;
    }

    private int text(List<DoctorCheck> checks) {
        int width = checks.stream().mapToInt(c -> c.name().length()).max().orElse(0);
        PrintStream out = context.console().out();
        int warnings = 0;
        int failures = 0;
        for (DoctorCheck check : checks) {
            out.println(verdict(check.verdict()) + "  " + check.name()
                    + " ".repeat(width - check.name().length() + 2) + check.value());
            if (!check.advice().isEmpty()) {
                out.println(" ".repeat(width + 8) + "-> " + check.advice());
            }
            warnings += check.verdict() == DoctorCheck.Verdict.WARN ? 1 : 0;
            failures += check.verdict() == DoctorCheck.Verdict.FAIL ? 1 : 0;
        }
        out.println();
        out.println(
                failures > 0
                        ? failures + " failed, " + warnings + " to look at: load tests cannot run well here"
                        : warnings > 0 ? warnings + " to look at; load tests run" : "all is well");
        out.flush();
        return failures > 0 ? ExitCode.INTERNAL : ExitCode.OK;
    }

    private String verdict(DoctorCheck.Verdict verdict) {
        String word = verdict.name().toLowerCase(Locale.ROOT);
        String padded = word + " ".repeat(4 - word.length());
        if (!context.console().outColour()) {
            return padded;
        }
        int colour = switch (verdict) {
            case OK -> 32;
            case WARN -> 33;
            case FAIL -> 31;
        };
        return "\u001b[" + colour + "m" + padded + "\u001b[0m";
    }
}
