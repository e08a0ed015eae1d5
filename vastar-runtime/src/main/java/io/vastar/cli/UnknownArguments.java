// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.Suggestions;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what an argument that no command knows may have been meant to be. */
final class UnknownArguments {
    private UnknownArguments() {}

    static String message(UnmatchedArgumentException e) {
        List<String> unmatched = e.getUnmatched();
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String first = unmatched.isEmpty() ? "" : unmatched.get(0);
        String word = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
        if (!word.startsWith("-")) {
            return "'" + first + "' is one argument too many for " + spec.name()
                    + "; quote what belongs together, and give one URL at most";
        }
        String known = ForeignFlags.advice(word, spec.name());
        if (known != null) {
            return word + ": " + known;
        }
        TreeSet<String> names = new TreeSet<>(spec.optionsMap().keySet());
        names.removeIf(name -> spec.findOption(name).hidden());
        String question = word.length() > 2 ? Suggestions.question(word, names) : "";
        return "unknown option '" + word + "'" + question;
    }
}
