// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.annotations.option.Form;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.OptionRule;
import io.vastar.spi.ConfigurationException;
import java.util.List;

/** The options of protocols on the command line: their values and their words. */
public final class OptionValues {
    private OptionValues() {}

    /**
     * The value of a flag.
     *
     * @throws ConfigurationException when the text is not of the option's type; ranges and words are checked with the plan
     */
    public static Object parse(OptionRule rule, String text) {
        try {
            return rule.parse(text);
        } catch (GrammarException e) {
            throw new ConfigurationException(rule.flags().get(0) + ": " + e.getMessage(), e);
        }
    }

    /** What stands for the value in help. */
    public static String label(OptionRule rule) {
        if (rule.form() != Form.TEXT) {
            return rule.form().name();
        }
        return switch (rule.type()) {
            case WHOLE, DECIMAL -> "NUMBER";
            default -> rule.oneOf().isEmpty() ? "TEXT" : "WORD";
        };
    }

    /** What help says of the option: its meaning, the words that are allowed, and the default. */
    public static String help(OptionRule rule) {
        String words = rule.oneOf().isEmpty() ? "" : " One of " + String.join(", ", rule.oneOf()) + ".";
        Object otherwise = rule.otherwise();
        boolean shown = rule.type() != OptionRule.Type.SWITCH
                && !rule.secret()
                && !"".equals(otherwise)
                && !List.of().equals(otherwise);
        return rule.help() + words + (shown ? " Default: " + otherwise + "." : "");
    }
}
