// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names with their weights as users write them: {@code get}, or {@code get:80,set:20}. */
public final class MixSpec {
    private static final int LARGEST = 1_000_000;

    private MixSpec() {}

    /**
     * Weights by name, in the order of the text; each 1 or more, and 1 for a name without a weight.
     *
     * @param known the names that are allowed; empty allows any
     * @throws GrammarException when it is not a mix, or has an unknown name
     */
    public static Map<String, Integer> parse(String text, Collection<String> known) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int colon = part.lastIndexOf(':');
            String name = (colon < 0 ? part : part.substring(0, colon)).trim();
            if (name.isEmpty()) {
                throw new GrammarException("'" + text + "' has an empty name; write " + example(known));
            }
            if (!known.isEmpty() && !known.contains(name)) {
                String question = Suggestions.question(name, known);
                throw new GrammarException("'" + name + "' is unknown"
                        + (question.isEmpty() ? "; use " + String.join(", ", known) : question));
            }
            if (weights.put(
                            name,
                            colon < 0 ? 1 : weight(part.substring(colon + 1).trim(), text, known))
                    != null) {
                throw new GrammarException("'" + text + "' has '" + name + "' twice; keep one");
            }
        }
        return weights;
    }

    private static int weight(String text, String whole, Collection<String> known) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST) {
            throw new GrammarException("'" + whole + "' has the weight '" + text + "'; write a whole number from 1 to "
                    + LARGEST + ", as in " + example(known));
        }
        return Integer.parseInt(text);
    }

    private static String example(Collection<String> known) {
        return known.isEmpty() ? "name:80,other:20" : String.join(":1,", known) + ":1";
    }
}
