// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses flags without a value, such as {@code --bearer "$TOKEN"} where no TOKEN is set: the run would not be the one
 * that was meant.
 */
final class EmptyValues {
    /** An empty body, no proxy whatever the environment names, no exception from it, and a key without a password. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("--body", "--proxy", "--no-proxy", "--key-password");

    private EmptyValues() {}

    /** @throws ParameterException for the first one */
    static void refuse(ParseResult result) {
        for (OptionSpec option : result.matchedOptions()) {
            if (option.arity().max() > 0
                    && !MAY_BE_EMPTY.contains(option.longestName())
                    && option.originalStringValues().stream().anyMatch(String::isBlank)) {
                throw new ParameterException(
                        result.commandSpec().commandLine(),
                        String.join(", ", option.names()) + " has an empty value; write " + option.paramLabel()
                                + " behind it, or leave it out");
            }
        }
    }
}
