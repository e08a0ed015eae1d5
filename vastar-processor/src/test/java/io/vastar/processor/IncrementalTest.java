// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalTest {
    private static final String LOAD_TEST = "@io.vastar.annotations.LoadTest(url = \"http://localhost/\")";

    @TempDir
    private Path directory;

    private Workspace workspace;
    private Path foo;
    private Path bar;

    @BeforeEach
    void compileEverything() throws IOException {
        workspace = new Workspace(directory);
        foo = workspace.write("com.acme.Foo", "package com.acme; " + LOAD_TEST + " class Foo {}");
        bar = workspace.write(
                "com.acme.Bar", "package com.acme; class Bar { " + LOAD_TEST + " static class In_Ner {} }");
        assertThat(workspace.compile(foo, bar)).isEmpty();
    }

    @Test
    void shouldListLoadTestsInOrder() throws IOException {
        assertThat(workspace.index()).containsExactly("com.acme.Bar_In_Ner_LoadTest", "com.acme.Foo_LoadTest");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepEntriesOfClassesThatAreNotCompiledAgain(boolean classesOnClassPath) throws IOException {
        if (classesOnClassPath) {
            workspace.withClassPath(workspace.classes().toFile());
        }
        assertThat(workspace.compile(foo)).isEmpty();

        assertThat(workspace.index()).containsExactly("com.acme.Bar_In_Ner_LoadTest", "com.acme.Foo_LoadTest");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDropAnEntryWhoseLoadTestIsGone(boolean classesOnClassPath) throws IOException {
        if (classesOnClassPath) {
            workspace.withClassPath(workspace.classes().toFile());
        }
        workspace.delete("com.acme.Bar$In_Ner");
        assertThat(workspace.compile(foo)).isEmpty();

        assertThat(workspace.index()).containsExactly("com.acme.Foo_LoadTest");
    }

    @Test
    void shouldDropAnEntryWhoseRunnerIsGone() throws IOException {
        workspace.delete("com.acme.Bar_In_Ner_LoadTest");
        assertThat(workspace.compile(foo)).isEmpty();

        assertThat(workspace.index()).containsExactly("com.acme.Foo_LoadTest");
    }

    @Test
    void shouldDropAnEntryWhoseClassIsNoLoadTestAnyMore() throws IOException {
        bar = workspace.write("com.acme.Bar", "package com.acme; class Bar { static class In_Ner {} }");
        assertThat(workspace.compile(foo, bar)).isEmpty();

        assertThat(workspace.index()).containsExactly("com.acme.Foo_LoadTest");
    }

    @Test
    void shouldKeepAProviderWrittenByHand() throws IOException {
        Path hand = workspace.write("com.acme.ByHand", "package com.acme; class ByHand {}");
        workspace.writeIndex("# ours\ncom.acme.ByHand # by hand\n\ncom.acme.Vanished\n");
        assertThat(workspace.compile(foo, hand)).isEmpty();

        assertThat(workspace.index()).containsExactly("com.acme.ByHand", "com.acme.Foo_LoadTest");
    }

    @Test
    void shouldLeaveTheListAsItIsWhenTheCompilationFails() throws IOException {
        foo = workspace.write("com.acme.Foo", "package com.acme; @io.vastar.annotations.LoadTest class Foo {}");
        assertThat(workspace.compile(foo)).contains("[Vastar/MissingUrl]");

        assertThat(workspace.index()).containsExactly("com.acme.Bar_In_Ner_LoadTest", "com.acme.Foo_LoadTest");
    }

    @Test
    void shouldGenerateTheSameBytesAgain() throws IOException {
        Path generated = workspace.classes().resolve("com/acme/Foo_LoadTest.java");
        String before = Files.readString(generated);
        assertThat(workspace.compile(foo, bar)).isEmpty();

        assertThat(generated).hasContent(before);
    }

    @Test
    void shouldDeclareItselfAggregatingToGradle() throws IOException {
        try (var in = getClass().getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(VastarProcessor.class.getName() + ",aggregating\n");
        }
    }
}
