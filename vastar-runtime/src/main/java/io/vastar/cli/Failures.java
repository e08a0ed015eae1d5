// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.GrammarException;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message on stderr and an exit code. */
final class Failures {
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
                .println("       (" + command.getCommandSpec().qualifiedName(" ") + " --help lists what there is)");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return UnknownArguments.message(unmatched);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return e.getMessage().startsWith("Missing required parameter")
                    ? "the " + missing.getMissing().get(0).paramLabel() + " is missing" + "; write it after the options"
                    : lowerFirst(e.getMessage());
        }
        return lowerFirst(e.getMessage());
    }

    private static String lowerFirst(String text) {
        return text == null || text.isEmpty()
                ? "wrong usage"
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** A command ended with an exception. */
    int execution(Exception e, CommandLine command, ParseResult result) {
        return of(e);
    }

    int of(Throwable e) {
        if (e instanceof ConfigurationException || e instanceof GrammarException) {
            console.error(e.getMessage());
            trace(e);
            return ExitCode.USAGE;
        }
        if (e instanceof TargetUnreachableException) {
            console.error(e.getMessage());
            trace(e);
            return ExitCode.UNREACHABLE;
        }
        console.error("vastar failed: " + e
                + (stackTraces ? "" : "; run it again with --stacktrace to see where, and report it"));
        trace(e);
        return ExitCode.INTERNAL;
    }

    private void trace(Throwable e) {
        if (stackTraces) {
            e.printStackTrace(console.err());
        }
    }
}
