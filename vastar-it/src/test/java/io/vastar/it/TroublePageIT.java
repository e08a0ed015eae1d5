// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.processor.validate.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroublePageIT {
    private static final Path DOCS = Path.of(System.getProperty("vastar.schemas"), "..");

    @ParameterizedTest
    @EnumSource(Message.class)
    void shouldExplainEveryMessageOfTheCompiler(Message message) throws Exception {
        assertThat(Files.readString(DOCS.resolve("TROUBLE.md"))).contains("| `" + message.tag() + "` |");
    }

    @Test
    void shouldNameOnlyFilesThatExistOnTheWalk() throws Exception {
        Path runtime = DOCS.resolve("../vastar-runtime/src/main/java/io/vastar");

        assertThat(Files.readString(DOCS.resolve("WALKTHROUGH.md")).split("`"))
                .filteredOn(word -> word.matches("[a-z0-9]+/[A-Z]\\w+\\.java"))
                .filteredOn(word -> !word.startsWith("validate/"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(runtime.resolve(file)).exists());
    }
}
