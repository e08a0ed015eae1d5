// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.GrammarException;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message on stderr and an exit code. */
final class Failures {
    private static final Pattern INVALID =
            Pattern.compile("^Invalid value for option '[^']+'(?: \\([^)]*\\))?: (.*)$", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("is not an? (int|double|long)");

    private final Console console;
    private boolean stackTraces;

    Failures(Console console) {
        this.console = console;
    }

    void showStackTraces(boolean show) {
        stackTraces = show;
    }

    /** The command line cannot be understood. */
    int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        console.error(message(e));
        console.err()
                .println("       (" + command.getCommandSpec().qualifiedName(" ") + " --help all lists what there is)");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return UnknownArguments.message(unmatched);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            return argument instanceof OptionSpec option
                    ? names(option) + " needs a value: " + argument.paramLabel()
                    : "the " + argument.paramLabel() + " is missing; write it after the options";
        }
        if (e instanceof OverwrittenOptionException repeated
                && repeated.getOverwritten() instanceof OptionSpec option) {
            return names(option) + " is given more than once; give it once";
        }
        String said = String.valueOf(e.getMessage());
        if (!(e.getArgSpec() instanceof OptionSpec option)) {
            return said;
        }
        if (said.contains("KEY=VALUE")) {
            return names(option) + ": '" + e.getValue() + "' is not NAME=VALUE; write -P name=value";
        }
        Matcher invalid = INVALID.matcher(said);
        String reason = invalid.find() ? invalid.group(1) : said;
        return names(option) + ": " + NUMBER.matcher(reason).replaceFirst("is not a number");
    }

    private static String names(OptionSpec option) {
        return String.join(", ", option.names());
    }

    /** A command ended with an exception. */
    int execution(Exception e, CommandLine command, ParseResult result) {
        return of(e);
    }

    int of(Throwable e) {
        int exitCode = exitCode(e);
        String hint = exitCode == ExitCode.INTERNAL && !stackTraces
                ? "; run it again with --stacktrace to see where, and report it"
                : "";
        console.error(message(e) + hint);
        trace(e);
        return exitCode;
    }

    /** What the exit code of a command is that ends with this. */
    static int exitCode(Throwable e) {
        if (e instanceof ParameterException || e instanceof ConfigurationException || e instanceof GrammarException) {
            return ExitCode.USAGE;
        }
        return e instanceof TargetUnreachableException ? ExitCode.UNREACHABLE : ExitCode.INTERNAL;
    }

    /** The same in words. */
    static String message(Throwable e) {
        return exitCode(e) == ExitCode.INTERNAL ? "vastar failed: " + e : e.getMessage();
    }

    private void trace(Throwable e) {
        if (stackTraces) {
            e.printStackTrace(console.err());
        }
    }
}
