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
        int exitCode =
                command.equals("load-tests") ? vastar.run("--help", "all") : vastar.run(command, "--help", "all");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        checkKept(vastar, "help-" + command + ".txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load-tests", "http", "sweep"})
    void shouldPrintTheKeptFirstScreen(String command) throws IOException {
        Fakes vastar = new Fakes();
        int exitCode = command.equals("load-tests") ? vastar.run("--help") : vastar.run(command, "--help");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        checkKept(vastar, "first-" + command + ".txt");
        assertThat(vastar.out().lines().count()).isLessThan(50);
        assertThat(vastar.out()).contains("Usage:", "Examples:", "--help all");
    }

    @Test
    void shouldUnderstandHelpAndVersionAsCommands() {
        assertThat(out("help")).isEqualTo(out("--help"));
        assertThat(out("help", "all")).isEqualTo(out("--help", "all"));
        assertThat(out("help", "sweep")).isEqualTo(out("sweep", "--help"));
        assertThat(out("help", "doctor")).isEqualTo(out("doctor", "--help"));
        assertThat(out("version")).isEqualTo(out("--version"));
        assertThat(out("help", "version")).isEqualTo(out("--help"));
        assertThat(out("help", "help")).isEqualTo(out("--help"));
    }

    @Test
    void shouldPrintTheOptionsOfOneTopic() {
        assertThat(out("help", "tls")).startsWith("TLS:").contains("--cacert").doesNotContain("--proxy", "Usage");
        assertThat(out("http", "--help", "load"))
                .startsWith("Load:")
                .contains("-z")
                .doesNotContain("--threads");
        assertThat(out("help", "http", "request"))
                .startsWith("Request:")
                .contains("-H")
                .doesNotContain("--db");
        assertThat(out("help", "gates")).startsWith("Gates").contains("--max-spread");
        assertThat(out("sweep", "--help", "gates")).isEqualTo(out("help", "gates"));
    }

    @Test
    void shouldNameTheTopicsWhereThereIsNoSuchOne() {
        Fakes vastar = new Fakes();
        assertThat(vastar.run("help", "proxi")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.run("help", "zzzzzzzz")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.run("help", "http", "gates")).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err())
                .contains("there is no help about 'proxi'; did you mean 'proxy'?")
                .contains("there is no help about 'zzzzzzzz'; write help and one of all, arrivals, ")
                .contains("http has no options about 'gates'; it has load, arrivals, ");
    }

    private static String out(String... arguments) {
        Fakes vastar = new Fakes();
        assertThat(vastar.run(arguments)).isEqualTo(ExitCode.OK);
        return vastar.out();
    }

    private static void checkKept(Fakes vastar, String name) throws IOException {
        assertThat(vastar.err()).isEmpty();
        Path kept = KEPT.resolve(name);
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
