// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the help texts to kept ones; run with {@code -Dvastar.updateGolden=true} to renew them. */
class HelpTest {
    private static final Path KEPT = Path.of("src/test/resources/io/vastar/cli");

    @ParameterizedTest
    @ValueSource(strings = {"load-tests", "http", "sweep", "target", "doctor"})
    void shouldPrintTheKeptHelp(String command) throws IOException {
        Fakes vastar = new Fakes();
        int exitCode = command.equals("load-tests") ? vastar.run("--help") : vastar.run(command, "--help");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(vastar.err()).isEmpty();
        Path kept = KEPT.resolve("help-" + command + ".txt");
        if (Boolean.getBoolean("vastar.updateGolden")) {
            Files.createDirectories(KEPT);
            Files.writeString(kept, vastar.out(), StandardCharsets.UTF_8);
        }
        assertThat(vastar.out()).isEqualTo(Files.readString(kept, StandardCharsets.UTF_8));
    }

    @Test
    void shouldPrintTheVersions() {
        Fakes vastar = new Fakes();
        assertThat(vastar.run("--version")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).startsWith("vastar ").contains(", JVM " + System.getProperty("java.runtime.version"));
        assertThat(new Fakes().run("sweep", "--version")).isEqualTo(ExitCode.OK);
    }
}
