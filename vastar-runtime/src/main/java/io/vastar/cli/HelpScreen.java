// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Prints help: on the first screen the flags that most runs need, then by topic, or all of it. */
final class HelpScreen {
    /** The topic that is the whole help. */
    static final String ALL = "all";

    private static final int EXAMPLES = 3;
    private static final Pattern NEXT_SENTENCE = Pattern.compile("(?<=\\.)\\s+(?=[A-Z\\[]).*", Pattern.DOTALL);

    /** What a group of options is asked for by, and how its heading begins. */
    private static final Map<String, String> TOPICS = new LinkedHashMap<>();

    /** By command, the options of the first screen. */
    private static final Map<String, List<String>> FIRST = Map.of(
            "http",
            List.of(
                    "-c",
                    "-n",
                    "-z",
                    "-t",
                    "--rate",
                    "-m",
                    "-d",
                    "-D",
                    "-H",
                    "-a",
                    "-k",
                    "--http2",
                    "--slo",
                    "-o",
                    "--json-path",
                    "--debug"),
            "sweep",
            List.of(
                    "--conc",
                    "--refine",
                    "--pick",
                    "--vs",
                    "--max-errors",
                    "--max-tail-mult",
                    "-n",
                    "-z",
                    "-t",
                    "-m",
                    "-d",
                    "-H",
                    "-k",
                    "-o",
                    "--json-path"),
            "",
            List.of(
                    "-l",
                    "-e",
                    "-u",
                    "-P",
                    "--sweep",
                    "-c",
                    "-n",
                    "-z",
                    "--rate",
                    "-H",
                    "-k",
                    "--slo",
                    "--junit",
                    "-o",
                    "--json-path",
                    "--debug"));

    /** Where the first sentence of the whole help is too long for one screen. */
    private static final Map<String, String> SHORT = Map.of(
            "--slo", "Objective, such as p99<200ms, errors<0.1%% or rps>5000; a missed one makes the exit code 3.",
            "-P", "Value for a placeholder in annotations, such as -P base=http://staging:8080.");

    static {
        TOPICS.put("selection", "Selection");
        TOPICS.put("levels", "Levels");
        TOPICS.put("gates", "Gates");
        TOPICS.put("comparison", "Comparison");
        TOPICS.put("load", "Load");
        TOPICS.put("arrivals", "Arrivals");
        TOPICS.put("request", "Request");
        TOPICS.put("protocol", "HTTP");
        TOPICS.put("tls", "TLS");
        TOPICS.put("names", "Names");
        TOPICS.put("proxy", "Proxy");
        TOPICS.put("objectives", "Objectives");
        TOPICS.put("generator", "Load generator");
        TOPICS.put("output", "Output");
        TOPICS.put("log", "Requests one by one");
        TOPICS.put("other", "Other");
    }

    private final CommandLine command;
    private final CommandSpec spec;
    private final Help help;

    HelpScreen(CommandLine command) {
        this.command = command;
        spec = command.getCommandSpec();
        help = command.getHelp();
    }

    /** Everything that can be asked for. */
    static Set<String> topics() {
        Set<String> topics = new LinkedHashSet<>(TOPICS.keySet());
        topics.add(ALL);
        return topics;
    }

    /**
     * Prints one topic.
     *
     * @param topic null for the first screen
     * @throws ParameterException when this command has no options of that topic
     */
    void print(String topic, PrintWriter out) {
        List<String> first = FIRST.get(spec.parent() == null ? "" : spec.name());
        if (first == null || ALL.equals(topic)) {
            command.usage(out, help.colorScheme());
        } else if (topic == null) {
            out.print(firstScreen(first));
        } else {
            out.print(ofTopic(topic));
        }
        out.flush();
    }

    private String firstScreen(List<String> names) {
        List<OptionSpec> options = names.stream()
                .map(spec::findOption)
                .map(option -> OptionSpec.builder(option)
                        .description(shortened(option))
                        .build())
                .toList();
        String[] footer = spec.usageMessage().footer();
        StringBuilder examples = new StringBuilder();
        for (int i = 0; i <= EXAMPLES && i < footer.length; i++) {
            examples.append(String.format(footer[i])).append(System.lineSeparator());
        }
        return help.synopsisHeading()
                + help.synopsis(0)
                + help.descriptionHeading()
                + help.description()
                + line("")
                + line("What most runs need:")
                + rendered(options)
                + commands()
                + examples
                + line("")
                + line("--help all lists every option, --help TOPIC those of one topic:")
                + line("  " + String.join(", ", ownTopics()));
    }

    private String commands() {
        return spec.subcommands().isEmpty() ? "" : help.commandListHeading() + help.commandList();
    }

    private String ofTopic(String topic) {
        for (ArgGroupSpec group : spec.argGroups()) {
            if (isAbout(topic, group)) {
                return String.format(group.heading()).stripLeading() + rendered(group.allOptionsNested());
            }
        }
        throw new ParameterException(
                command,
                spec.name() + " has no options about '" + topic + "'; it has " + String.join(", ", ownTopics()));
    }

    private List<String> ownTopics() {
        List<String> own = new ArrayList<>();
        for (String topic : TOPICS.keySet()) {
            if (spec.argGroups().stream().anyMatch(group -> isAbout(topic, group))) {
                own.add(topic);
            }
        }
        return own;
    }

    /** "Load" and "Load at each level" are the same topic, and "Load generator" is another. */
    private static boolean isAbout(String topic, ArgGroupSpec group) {
        String heading = group.heading().replace("%n", "");
        String begin = TOPICS.get(topic);
        return heading.startsWith(begin)
                && (!topic.equals("load") || !heading.startsWith(TOPICS.get("generator")))
                && (!topic.equals("request") || !heading.startsWith(TOPICS.get("log")));
    }

    private String rendered(List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addAllOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static String shortened(OptionSpec option) {
        for (String name : option.names()) {
            if (SHORT.containsKey(name)) {
                return SHORT.get(name);
            }
        }
        return NEXT_SENTENCE.matcher(String.join(" ", option.description())).replaceFirst("");
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }
}
