// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import io.vastar.annotations.LoadTest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What compilations in tests stand on: the annotations, and the SPI compiled from the runtime's own sources. */
final class Fixture {
    private static final Path SPI_SOURCES = Path.of("../vastar-runtime/src/main/java");
    private static final List<String> SPI =
            List.of("spi/LoadTestProvider", "spi/VirtualUser", "spi/FeederDefinition", "api/HttpResponse", "api/Http");
    private static final File SPI_CLASSES = compileSpi();

    private Fixture() {}

    /** Class path of a module that has load tests. */
    static List<File> classPath() {
        return List.of(annotations(), SPI_CLASSES);
    }

    /** Class path of a module that forgot the runtime. */
    static List<File> classPathWithoutRuntime() {
        return List.of(annotations());
    }

    /** Where a class of ours, or of a library, was loaded from. */
    static File origin(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static File annotations() {
        return origin(LoadTest.class);
    }

    private static File compileSpi() {
        try {
            Path output = Files.createTempDirectory("vastar-spi");
            output.toFile().deleteOnExit();
            JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
                List<Path> sources = SPI.stream()
                        .map(name -> SPI_SOURCES.resolve("io/vastar/" + name + ".java"))
                        .toList();
                List<String> options = List.of(
                        "-proc:none",
                        "-implicit:class",
                        "-sourcepath",
                        SPI_SOURCES.toString(),
                        "-d",
                        output.toString());
                boolean compiled = javac.getTask(
                                null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                        .call();
                if (!compiled) {
                    throw new IllegalStateException("the SPI in " + SPI_SOURCES.toAbsolutePath() + " does not compile");
                }
            }
            try (Stream<Path> written = Files.walk(output)) {
                written.forEach(path -> path.toFile().deleteOnExit());
            }
            return output.toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
