// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration of the command line, in nanoseconds. */
final class DurationConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return Durations.parseNs(text);
        } catch (GrammarException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
