// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.List;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Puts the commands together and turns what they throw into messages and exit codes. */
final class Cli {
    private static final int HELP_WIDTH = 110;
    private static final int OPTION_COLUMN = 32;

    private final Context context;
    private final CommandLine commands;
    private final Failures failures;

    /** @param program how the user started it, for help and messages, such as {@code java -jar benchmarks.jar} */
    Cli(Context context, String program) {
        this.context = context;
        failures = new Failures(context.console());
        commands = command(new LoadTestsCommand(context), Words.loadTests());
        commands.setCommandName(program);
        commands.addSubcommand("http", command(new HttpCommand(context), Words.http()));
        commands.addSubcommand("sweep", command(new SweepCommand(context), Words.sweep()));
        commands.addSubcommand("target", command(new TargetCommand(context), null));
        commands.addSubcommand("doctor", command(new DoctorCommand(context), null));
        commands.setExecutionStrategy(this::execute);
        commands.setParameterExceptionHandler(failures::usage);
        commands.setExecutionExceptionHandler(failures::execution);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.console().outColour() ? Ansi.ON : Ansi.OFF));
        commands.setUsageHelpWidth(HELP_WIDTH);
        commands.setUsageHelpLongOptionsMaxWidth(OPTION_COLUMN);
        commands.setOut(new java.io.PrintWriter(context.console().out(), true));
        commands.setErr(new java.io.PrintWriter(context.console().err(), true));
    }

    private static CommandLine command(Object command, ResourceBundle words) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.sortOptions(false);
        usage.optionListHeading("%nOptions:%n");
        usage.parameterListHeading("%n");
        usage.descriptionHeading("%n");
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n");
            usage.exitCodeList(exitCodes());
        }
        spec.versionProvider(() -> new String[] {Version.line()});
        if (words != null) {
            line.setResourceBundle(words);
        }
        return line;
    }

    private static java.util.Map<String, String> exitCodes() {
        java.util.Map<String, String> codes = new java.util.LinkedHashMap<>();
        codes.put("  0", "all went well");
        codes.put("  1", "vastar, or a set-up or tear-down method, failed");
        codes.put("  2", "wrong usage or configuration; nothing was run");
        codes.put("  3", "a gate was missed: no level of a sweep qualified");
        codes.put("  4", "the target could not be reached, or no request succeeded");
        codes.put("130", "interrupted with Ctrl-C; the report covers what had run by then");
        return codes;
    }

    int run(String... arguments) {
        List<String> rewritten;
        try {
            rewritten = ForeignFlags.rewrite(List.of(arguments));
        } catch (io.vastar.spi.ConfigurationException e) {
            context.console().error(e.getMessage());
            return ExitCode.USAGE;
        }
        failures.showStackTraces(rewritten.contains("--stacktrace") || debug());
        return commands.execute(rewritten.toArray(new String[0]));
    }

    private static boolean debug() {
        String debug = System.getenv("VASTAR_DEBUG");
        return debug != null && !debug.isEmpty() && !debug.equals("0");
    }

    /** Refuses what stands before a subcommand, as it would not count there; else runs the last command. */
    private int execute(ParseResult result) {
        if (result.hasSubcommand()) {
            String name = result.subcommand().commandSpec().name();
            if (!result.matchedArgs().isEmpty()
                    && !result.isUsageHelpRequested()
                    && !result.isVersionHelpRequested()) {
                throw new ParameterException(
                        result.subcommand().commandSpec().commandLine(),
                        "'" + result.originalArgs().get(0) + "' stands before the command " + name
                                + "; write it after " + name);
            }
        }
        return new CommandLine.RunLast().execute(result);
    }
}
