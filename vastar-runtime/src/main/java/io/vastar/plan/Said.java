// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.GrammarException;
import io.vastar.spi.ConfigurationException;
import java.util.function.Function;

/**
 * A text that the user wrote, placeholders replaced, and where.
 *
 * @param where the flag, or the load test and the attribute
 */
record Said(String where, String text) {
    /**
     * Reads the text.
     *
     * @throws ConfigurationException when it does not follow its grammar; the message says where it stands
     */
    <T> T as(Function<String, T> grammar) {
        try {
            return grammar.apply(text);
        } catch (GrammarException e) {
            throw new ConfigurationException(where + ": " + e.getMessage(), e);
        }
    }
}
