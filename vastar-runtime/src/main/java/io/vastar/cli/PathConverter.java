// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file of this machine. */
final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    text.chars().anyMatch(c -> c > 127)
                            ? "'" + text + "' has characters that file names cannot have in this locale; run it with"
                                    + " LC_ALL=C.UTF-8, or rename the file"
                            : "'" + text + "' is not a file name: " + e.getReason());
        }
    }
}
