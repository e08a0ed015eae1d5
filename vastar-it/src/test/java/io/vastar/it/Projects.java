// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Projects of other people, kept in {@code src/test/projects}. */
final class Projects {
    private Projects() {}

    /** A copy of one, to build there. */
    static Path copy(String name, Path directory) throws IOException {
        Path from = Path.of(System.getProperty("vastar.projects"), name);
        Path to = directory.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
