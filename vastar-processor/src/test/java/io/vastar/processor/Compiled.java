// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** The outcome of compiling a class {@code com.acme.Foo}, whose line to complain about ends with {@code // <-}. */
final class Compiled {
    private static final String MARKER = "// <-";
    private static final String HEAD_WITHOUT_RUNTIME = "package com.acme; import io.vastar.annotations.*;";
    private static final String HEAD = HEAD_WITHOUT_RUNTIME + " import io.vastar.api.*;";

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:(?:public|final|abstract) |@\\w+(?:\\(.*\\))? )*"
            + "(?:class|interface|@interface|enum|record) (\\w+)");

    private final Compilation compilation;
    private final long markedLine;

    private Compiled(Compilation compilation, long markedLine) {
        this.compilation = compilation;
        this.markedLine = markedLine;
    }

    /** Compiles a body that follows package and imports, as strictly as javac can. */
    static Compiled foo(String body) {
        return source(HEAD + "\n" + body);
    }

    static Compiled source(String source) {
        return with(List.of(new VastarProcessor()), List.of("-Xlint:all", "-Werror"), source);
    }

    /** As {@link #foo}, but warnings do not fail the compilation. */
    static Compiled lenient(String body) {
        return with(List.of(new VastarProcessor()), List.of("-Xlint:all"), HEAD + "\n" + body);
    }

    static Compiled with(List<Processor> processors, List<String> options, String... sources) {
        return on(Compiler.javac().withClasspath(Fixture.classPath()), processors, options, sources);
    }

    static Compiled withoutRuntime(String body) {
        return on(
                Compiler.javac().withClasspath(Fixture.classPathWithoutRuntime()),
                List.of(new VastarProcessor()),
                List.of(),
                HEAD_WITHOUT_RUNTIME + "\n" + body);
    }

    private static Compiled on(Compiler compiler, List<Processor> processors, List<String> options, String... sources) {
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) {
            files.add(JavaFileObjects.forSourceString(nameOf(source), source));
        }
        Compilation compilation =
                compiler.withProcessors(processors).withOptions(options).compile(files);
        return new Compiled(compilation, lineOf(MARKER, sources[0]));
    }

    /** The fully qualified name of the first type in the source. */
    private static String nameOf(String source) {
        Matcher type = TYPE.matcher(source);
        Matcher pack = PACKAGE.matcher(source);
        String name = type.find() ? type.group(1) : "Foo";
        return pack.find() ? pack.group(1) + "." + name : name;
    }

    private static long lineOf(String marker, String source) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(marker)) {
                return i + 1;
            }
        }
        return Diagnostic.NOPOS;
    }

    /** The one error says exactly this, at the marked line. */
    void failsWith(String message) {
        assertOne(compilation.errors(), message);
    }

    /** The one warning says exactly this, at the marked line, and the rest is fine. */
    void warns(String message) {
        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
        assertOne(compilation.warnings(), message);
    }

    /** The one note says exactly this, at the marked line, and the rest is fine. */
    void notes(String message) {
        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
        assertOne(compilation.notes(), message);
    }

    /** Nothing to say at all. */
    Compiled isClean() {
        assertThat(compilation.diagnostics()).isEmpty();
        return this;
    }

    Compilation compilation() {
        return compilation;
    }

    /** Source of a generated class. */
    String generated(String className) {
        return content(StandardLocation.SOURCE_OUTPUT, className.replace('.', '/') + ".java")
                .orElseThrow(() -> new AssertionError("no " + className + " in " + compilation.generatedSourceFiles()));
    }

    /** Lines of the list of load tests; empty when there is none. */
    List<String> index() {
        return content(StandardLocation.CLASS_OUTPUT, "META-INF/services/io.vastar.spi.LoadTestProvider")
                .map(text -> text.lines().toList())
                .orElse(List.of());
    }

    private Optional<String> content(StandardLocation location, String path) {
        return compilation.generatedFile(location, path).map(file -> {
            try {
                return file.getCharContent(false).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void assertOne(List<? extends Diagnostic<?>> diagnostics, String message) {
        assertThat(diagnostics)
                .extracting(diagnostic -> diagnostic.getMessage(null))
                .containsExactly(message);
        assertThat(diagnostics.get(0).getLineNumber()).isEqualTo(markedLine);
    }
}
