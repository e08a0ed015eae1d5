// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.Suggestions;
import io.vastar.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A command line with its words about help put the way picocli knows them: {@code help sweep gates} and {@code sweep
 * --help gates} are {@code sweep --help} with a topic, and {@code version} is {@code --version}.
 *
 * @param topic which part of the help to print; null for the first screen, {@link HelpScreen#ALL} for the whole
 */
record HelpRequest(List<String> arguments, String topic) {
    private static final Set<String> HELP_FLAGS = Set.of("--help", "-h");
    private static final Set<String> OF_SWEEPS = Set.of("levels", "gates", "comparison");

    /** @throws ConfigurationException for a topic that does not exist */
    static HelpRequest of(List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        if (first.equals("version") && rest.isEmpty()) {
            return new HelpRequest(List.of("--version"), null);
        }
        if (first.equals("help")) {
            return ofWords(rest);
        }
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (HELP_FLAGS.contains(arguments.get(i)) && HelpScreen.topics().contains(arguments.get(i + 1))) {
                List<String> without = new ArrayList<>(arguments);
                String topic = without.remove(i + 1);
                boolean sweeps = OF_SWEEPS.contains(topic) && i == 0;
                return new HelpRequest(sweeps ? List.of("sweep", "--help") : without, topic);
            }
        }
        return new HelpRequest(arguments, null);
    }

    private static HelpRequest ofWords(List<String> words) {
        if (words.equals(List.of("help")) || words.equals(List.of("version"))) {
            return new HelpRequest(List.of("--help"), null);
        }
        boolean command = !words.isEmpty() && Cli.isCommand(words.get(0));
        List<String> topics = command ? words.subList(1, words.size()) : words;
        if (topics.size() > 1) {
            throw new ConfigurationException("'" + topics.get(1) + "' is one word too many; write help COMMAND TOPIC");
        }
        String topic = topics.isEmpty() ? null : topics.get(0);
        if (topic != null && !HelpScreen.topics().contains(topic)) {
            TreeSet<String> known = new TreeSet<>(HelpScreen.topics());
            known.addAll(Cli.COMMANDS.keySet());
            String question = Suggestions.question(topic, known);
            throw new ConfigurationException("there is no help about '" + topic + "'"
                    + (question.isEmpty() ? "; write help and one of " + String.join(", ", known) : question));
        }
        List<String> arguments = new ArrayList<>();
        if (command) {
            arguments.add(words.get(0));
        } else if (topic != null && OF_SWEEPS.contains(topic)) {
            arguments.add("sweep");
        }
        arguments.add("--help");
        return new HelpRequest(arguments, topic);
    }
}
