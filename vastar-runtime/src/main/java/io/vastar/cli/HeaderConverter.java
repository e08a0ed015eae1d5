// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HeaderLine;
import io.vastar.spi.Header;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code Name: value}. */
final class HeaderConverter implements ITypeConverter<Header> {
    @Override
    public Header convert(String text) {
        try {
            HeaderLine line = HeaderLine.parse(text);
            return new Header(line.name(), line.value());
        } catch (GrammarException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
