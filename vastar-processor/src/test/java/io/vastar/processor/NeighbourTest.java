// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourTest {
    private static final String USES_GENERATED = """
            package com.acme;
            import io.vastar.annotations.*;
            @LoadTest(url = Endpoints.PLAIN, headers = {"X-A: b", "X-Url: " + Endpoints.PLAIN})
            class Foo {
                @Override public String toString() { return ""; }
                @Setup static void start() throws StartFailed {}
            }
            """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWaitForWhatAnotherProcessorGenerates(boolean vastarFirst) {
        List<Processor> processors = vastarFirst
                ? List.of(new VastarProcessor(), new EndpointsProcessor())
                : List.of(new EndpointsProcessor(), new VastarProcessor());

        Compiled compiled = Compiled.with(processors, List.of("-Xlint:all", "-Werror"), USES_GENERATED);

        assertThat(compiled.isClean().generated("com.acme.Foo_LoadTest"))
                .contains(".url(\"http://h/<error>\")", ".header(\"X-Url: http://h/<error>\")");
        assertThat(compiled.index()).containsExactly("com.acme.Foo_LoadTest");
    }

    @Test
    void shouldLeaveItToJavacWhenSomethingNeverComesToExist() {
        var errors = Compiled.with(List.of(new VastarProcessor()), List.of(), USES_GENERATED)
                .compilation()
                .errors();

        assertThat(errors)
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.getMessage(null))
                        .contains("cannot find symbol")
                        .doesNotContain("Vastar"));
    }

    @Test
    void shouldCollectLoadTestsOverRounds() {
        String second = "package com.acme;\n@io.vastar.annotations.LoadTest(url = \"http://h\")\nclass Aaa {}";
        Compiled compiled = Compiled.with(
                List.of(new VastarProcessor(), new EndpointsProcessor()), List.of(), USES_GENERATED, second);

        assertThat(compiled.index()).containsExactly("com.acme.Aaa_LoadTest", "com.acme.Foo_LoadTest");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWorkBesideLombok(boolean lombokFirst, @TempDir Path directory) throws IOException {
        Workspace workspace = new Workspace(directory)
                .withProcessor(lombok.Getter.class)
                .withClassPath(Fixture.origin(lombok.Getter.class));
        if (lombokFirst) {
            workspace.lastProcessorFirst();
        }
        Path foo = workspace.write("com.acme.Foo", """
                package com.acme;
                import io.vastar.annotations.*;
                import lombok.*;
                @LoadTest(url = "/plain")
                @RequiredArgsConstructor
                @Getter
                class Foo {
                    private final String host;
                    @Setup @SneakyThrows static String start() {
                        val foo = new Foo("h");
                        return "http://" + foo.getHost();
                    }
                }
                """);

        assertThat(workspace.compile(foo)).isEmpty();
        assertThat(workspace.index()).containsExactly("com.acme.Foo_LoadTest");
    }

    @Test
    void shouldStaySilentInANamedModule(@TempDir Path directory) throws IOException {
        Workspace workspace = new Workspace(directory)
                .withOptions("-Xlint:all", "-Werror")
                .withOptions("--add-modules", "java.compiler", "--add-reads", "acme=ALL-UNNAMED");
        Path module = workspace.write("module-info", "module acme { exports com.acme; }");
        Path foo = workspace.write(
                "com.acme.Foo",
                "package com.acme; @io.vastar.annotations.LoadTest(url = \"http://h\")" + " class Foo {}");

        assertThat(workspace.compile(module, foo)).isEmpty();
        assertThat(workspace.index()).containsExactly("com.acme.Foo_LoadTest");
    }
}
