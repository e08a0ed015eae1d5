// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import com.palantir.javapoet.JavaFile;
import io.vastar.annotations.LoadTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A directory of sources and one of classes, compiled by javac as a build tool does: processors by their path. */
final class Workspace {
    private static final Path INDEX = Path.of("META-INF/services/io.vastar.spi.LoadTestProvider");

    private final Path sources;
    private final Path classes;
    private final List<File> classPath = new ArrayList<>(Fixture.classPath());
    private final List<File> processorPath = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    Workspace(Path directory) throws IOException {
        sources = Files.createDirectories(directory.resolve("src"));
        classes = Files.createDirectories(directory.resolve("classes"));
        withProcessor(VastarProcessor.class);
    }

    Path classes() {
        return classes;
    }

    /** Adds what the class needs to run as a processor, behind those already there. */
    Workspace withProcessor(Class<?> type) {
        if (type == VastarProcessor.class) {
            processorPath.add(Fixture.origin(type));
            processorPath.add(Fixture.origin(JavaFile.class));
            processorPath.add(Fixture.origin(LoadTest.class));
        } else {
            processorPath.add(Fixture.origin(type));
        }
        return this;
    }

    /** Puts the last processor of the path in front. */
    Workspace lastProcessorFirst() {
        processorPath.add(0, processorPath.remove(processorPath.size() - 1));
        return this;
    }

    Workspace withClassPath(File entry) {
        classPath.add(entry);
        return this;
    }

    Workspace withOptions(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    Path write(String className, String source) throws IOException {
        Path file = sources.resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    /** Compiles these files only; what javac said, empty when all is well. */
    String compile(Path... files) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(diagnostics, null, null)) {
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of("-d", classes.toString(), "-classpath", path(classPath)));
            all.addAll(List.of("-processorpath", path(processorPath)));
            javac.getTask(null, manager, diagnostics, all, null, manager.getJavaFileObjects(files))
                    .call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    List<String> index() throws IOException {
        Path file = classes.resolve(INDEX);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void writeIndex(String content) throws IOException {
        Path file = classes.resolve(INDEX);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Deletes the class file of a class that is gone. */
    void delete(String binaryName) throws IOException {
        Files.delete(classes.resolve(binaryName.replace('.', '/') + ".class"));
    }

    private static String path(List<File> entries) {
        return entries.stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator));
    }

    /** Everything that the class loader of a run needs. */
    List<File> runClassPath() {
        return Stream.concat(Stream.of(classes.toFile()), classPath.stream()).toList();
    }
}
