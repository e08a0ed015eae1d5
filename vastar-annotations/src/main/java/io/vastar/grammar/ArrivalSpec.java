// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.Locale;

/** How the arrivals of a rate are spread. */
public enum ArrivalSpec {
    /** Evenly. */
    CONSTANT,
    /** With exponential times between them: independent users. */
    POISSON;

    private static final int LETTERS_THAT_TELL = 2;

    /** @throws GrammarException when the text names none */
    public static ArrivalSpec parse(String text) {
        String word = text.trim();
        for (ArrivalSpec arrival : values()) {
            if (arrival.text().equals(word)) {
                return arrival;
            }
        }
        String hint = "";
        for (ArrivalSpec arrival : values()) {
            if (arrival.text().regionMatches(true, 0, word, 0, LETTERS_THAT_TELL)) {
                hint = "; did you mean '" + arrival.text() + "'?";
            }
        }
        throw new GrammarException("'" + text + "' is no way to spread arrivals"
                + (hint.isEmpty() ? "; write constant (evenly) or poisson (independent users)" : hint));
    }

    /** As users write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
