// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.Placeholders;
import io.vastar.processor.model.Place;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds texts against a grammar, also those with placeholders: a placeholder counts as its default. One without default
 * is tried with several samples, and the text is wrong only when it is wrong with each of them.
 */
final class TextChecker {
    private final Problems problems;

    TextChecker(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reports the text when it does not follow the grammar.
     *
     * @param what the text is, an attribute's name
     * @param grammar throws {@link GrammarException} on a text that does not follow it
     * @return the text with its placeholders replaced, as the grammar accepted it; null when it was reported
     */
    String check(
            Place place, String what, String text, Message message, List<String> samples, Consumer<String> grammar) {
        if (!checkPlaceholders(place, what, text)) {
            return null;
        }
        GrammarException first = null;
        for (String sample : samples) {
            String filled = fill(text, sample);
            try {
                grammar.accept(filled);
                return filled;
            } catch (GrammarException e) {
                first = first == null ? e : first;
            }
        }
        String origin = Placeholders.in(text) ? " (in '" + text + "', with its defaults)" : "";
        problems.report(message, place, what, first.getMessage() + origin);
        return null;
    }

    /** Reports the text when a placeholder is malformed. */
    boolean checkPlaceholders(Place place, String what, String text) {
        try {
            fill(text, "");
            return true;
        } catch (GrammarException e) {
            problems.report(Message.BAD_PLACEHOLDER, place, what, e.getMessage());
            return false;
        }
    }

    private static String fill(String text, String sample) {
        return Placeholders.replace(text, (name, fallback) -> fallback == null ? sample : fill(fallback, sample));
    }
}
