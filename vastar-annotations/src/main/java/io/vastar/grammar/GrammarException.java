// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

/** A text does not follow its grammar. The message names the text, what is wrong with it, and a right one. */
public final class GrammarException extends IllegalArgumentException {
    public GrammarException(String message) {
        super(message);
    }
}
