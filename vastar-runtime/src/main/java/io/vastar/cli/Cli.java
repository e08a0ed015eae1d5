// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Protocols;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ProtocolProvider;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Puts the commands together and turns what they throw into messages and exit codes. */
final class Cli {
    private static final int HELP_WIDTH = 110;
    private static final int OPTION_COLUMN = 32;

    /** What each subcommand does, by its name. */
    static final Map<String, String> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("http", "Loads one URL without a load test; flags as hey has them.");
        COMMANDS.put("sweep", "Finds the concurrency at which one URL is at its best.");
        COMMANDS.put("target", "Runs a fast HTTP server to try things on.");
        COMMANDS.put("doctor", "Checks whether this machine is fit for load tests.");
        COMMANDS.put("help", "Explains a command, a topic of options, or (help all) everything.");
        COMMANDS.put("version", "Prints the versions of vastar and of the JVM.");
    }

    private final Context context;
    private final CommandLine commands;
    private final Failures failures;
    private final String topic;

    /**
     * @param program how the user started it, for help and messages, such as {@code java -jar benchmarks.jar}
     * @param request the command line; only the commands that it names are built
     */
    private Cli(Context context, String program, HelpRequest request) {
        this.context = context;
        topic = request.topic();
        List<String> arguments = request.arguments();
        failures = new Failures(context.console());
        boolean subcommandFirst = arguments.size() > 0 && isCommand(arguments.get(0));
        commands = subcommandFirst
                ? new CommandLine(CommandSpec.create())
                : command(new LoadTestsCommand(context), Words.loadTests());
        commands.setCommandName(program);
        COMMANDS.forEach((name, summary) ->
                commands.addSubcommand(name, arguments.contains(name) ? subcommand(name) : summary(summary)));
        if (!subcommandFirst || !COMMANDS.containsKey(arguments.get(0))) {
            addProtocols(arguments);
        }
        commands.setExpandAtFiles(false); // '@' in a value is the user's: -d @name sends that text
        commands.registerConverter(Path.class, new PathConverter());
        commands.setExecutionStrategy(this::execute);
        commands.setParameterExceptionHandler(failures::usage);
        commands.setExecutionExceptionHandler(failures::execution);
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(context.console().outColour() ? Ansi.ON : Ansi.OFF));
        commands.setUsageHelpWidth(HELP_WIDTH);
        commands.setUsageHelpLongOptionsMaxWidth(OPTION_COLUMN);
        commands.setOut(new PrintWriter(context.console().out(), true));
        commands.setErr(new PrintWriter(context.console().err(), true));
    }

    /** Whether a word is the name of a command, the protocols' among them. */
    static boolean isCommand(String word) {
        return COMMANDS.containsKey(word) || isProtocol(Protocols.named(word));
    }

    private static boolean isProtocol(ProtocolProvider provider) {
        return provider != null && provider.options() != null;
    }

    private void addProtocols(List<String> arguments) {
        for (ProtocolProvider provider : Protocols.all()) {
            if (isProtocol(provider)) {
                commands.addSubcommand(
                        provider.id(),
                        arguments.contains(provider.id())
                                ? command(ProtocolCommand.of(context, provider), null)
                                : summary(provider.summary()));
            }
        }
    }

    private CommandLine subcommand(String name) {
        return switch (name) {
            case "http" -> command(new HttpCommand(context), Words.http());
            case "sweep" -> command(new SweepCommand(context), Words.sweep());
            case "target" -> command(new TargetCommand(context), null);
            case "doctor" -> command(new DoctorCommand(context), null);
            default -> summary(COMMANDS.get(name));
        };
    }

    /** Stands for a command in the list of commands: reading the annotations of all would double the time to start. */
    private static CommandLine summary(String text) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(text);
        return new CommandLine(spec);
    }

    private static CommandLine command(Object command, ResourceBundle words) {
        return command(new CommandLine(command), words);
    }

    private static CommandLine command(CommandLine line, ResourceBundle words) {
        CommandSpec spec = line.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.sortOptions(false);
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

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("  0", "all went well");
        codes.put("  1", "vastar, or a set-up or tear-down method, failed, or a result could not be written");
        codes.put("  2", "wrong usage or configuration; nothing was run");
        codes.put("  3", "an objective or a gate was missed, or no level of a sweep qualified");
        codes.put("  4", "the target could not be reached, or no request succeeded");
        codes.put("130", "interrupted (Ctrl-C, SIGTERM, SIGHUP); the report covers what had run by then");
        return codes;
    }

    /** Runs a command line; the exit code. */
    static int run(Context context, String program, String... arguments) {
        HelpRequest request;
        try {
            request = HelpRequest.of(ForeignFlags.rewrite(List.of(arguments)));
        } catch (ConfigurationException e) {
            context.console().error(e.getMessage());
            return ExitCode.USAGE;
        }
        List<String> rewritten = request.arguments();
        Cli cli = new Cli(context, program, request);
        cli.failures.showStackTraces(rewritten.contains("--stacktrace") || debug());
        return cli.commands.execute(rewritten.toArray(new String[0]));
    }

    private static boolean debug() {
        String debug = System.getenv("VASTAR_DEBUG");
        return debug != null && !debug.isEmpty() && !debug.equals("0");
    }

    /** Refuses what stands before a subcommand, as it would not count there; else runs the last command. */
    private int execute(ParseResult result) {
        ParseResult last = result.hasSubcommand() ? result.subcommand() : result;
        refuseRepeats(last);
        EmptyValues.refuse(last);
        if (last.isUsageHelpRequested()) {
            CommandLine command = last.commandSpec().commandLine();
            new HelpScreen(command).print(topic, command.getOut());
            return ExitCode.OK;
        }
        if (result.hasSubcommand()) {
            String name = result.subcommand().commandSpec().name();
            if (!result.matchedArgs().isEmpty() && !result.isUsageHelpRequested() && !result.isVersionHelpRequested()) {
                throw new ParameterException(
                        result.subcommand().commandSpec().commandLine(),
                        "'" + result.originalArgs().get(0) + "' stands before the command " + name + "; write it after "
                                + name);
            }
        }
        return new CommandLine.RunLast().execute(result);
    }

    /** picocli refuses repeats only outside of groups; the last one would win in silence. */
    private static void refuseRepeats(ParseResult result) {
        Set<ArgSpec> seen = new HashSet<>();
        for (ArgSpec argument : result.matchedArgs()) {
            boolean single = argument instanceof OptionSpec option && !option.isMultiValue();
            if (!seen.add(argument) && single) {
                throw new OverwrittenOptionException(
                        result.commandSpec().commandLine(), argument, "option is given more than once");
            }
        }
    }
}
