// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Load tests that the documentation shows compile as they stand, without a warning. */
class DocumentedExamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```");

    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-\\w+-plugin)</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void shouldFindThoseOfTheReadme() throws IOException {
        assertThat(loadTests(ROOT.resolve("README.md"))).hasSize(2).allMatch(source -> source.startsWith("import "));
    }

    @ParameterizedTest
    @MethodSource
    void shouldCompile(String source) {
        Compiled.source(source).isClean();
    }

    @Test
    void shouldNameTheVersionsOfPluginsThatAreTested() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/JUNIT.md"));
        String tested = Files.readString(ROOT.resolve("vastar-it/src/test/projects/junit/pom.xml"));

        assertThat(versions(page)).hasSize(2);
        assertThat(versions(tested)).containsAll(versions(page));
    }

    private static List<String> versions(String pom) {
        return PLUGIN.matcher(pom)
                .results()
                .map(plugin -> plugin.group(1) + " " + plugin.group(2))
                .toList();
    }

    static List<String> shouldCompile() throws IOException {
        List<String> sources = new ArrayList<>(loadTests(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            for (Path page : docs.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                loadTests(page).forEach(source -> sources.add(whole(source)));
            }
        }
        return sources;
    }

    private static List<String> loadTests(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .filter(source -> source.contains("@LoadTest"))
                .toList();
    }

    /** Pages beyond the first leave out the imports. */
    private static String whole(String source) {
        return source.startsWith("import ")
                ? source
                : "import io.vastar.annotations.*;\nimport io.vastar.api.*;\n" + source;
    }
}
