// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/vastar}, with a JVM of paper that shows what it was given, and with the one that runs this test. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class LauncherIT {
    /** Prints its process, its arguments and its input; makes the archives that it is asked for. */
    private static final String PAPER_JVM = """
            #!/bin/sh
            for argument; do
              case $argument in
                -XX:SharedArchiveFile=*/made | -XX:AOTCache=*/made) echo archive > "${argument#*=}"; exit 0 ;;
                rehearse-start) exit "${REHEARSED-0}" ;;
              esac
            done
            echo "process $$"
            for argument; do printf '<%s>\\n' "$argument"; done
            cat
            exit 7
            """;

    @TempDir
    private Path directory;

    private Path launcher;
    private Path jar;
    private Path cache;

    @BeforeEach
    void copyLauncher() throws IOException {
        Path home = Files.createDirectory(directory.resolve("a home"));
        launcher = Files.copy(Path.of(System.getProperty("vastar.launcher")), home.resolve("vastar"));
        launcher.toFile().setExecutable(true);
        jar = Files.writeString(home.resolve("vastar.jar"), "a jar");
        cache = directory.resolve("a cache/vastar");
    }

    private Path paperJvm(String version) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("jvm " + version + "/bin"));
        Files.writeString(bin.resolve("java"), PAPER_JVM).toFile().setExecutable(true);
        Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return bin.getParent();
    }

    private ProcessBuilder command(Path javaHome, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("VASTAR_"));
        environment.put("JAVA_HOME", javaHome.toString());
        environment.put("XDG_CACHE_HOME", cache.getParent().toString());
        return builder;
    }

    private ProcessBuilder command(String cacheMode, Path javaHome, String... arguments) {
        ProcessBuilder builder = command(javaHome, arguments);
        builder.environment().put("VASTAR_CACHE", cacheMode);
        return builder;
    }

    private List<String> archives() throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void shouldPassOnArgumentsInputAndExitCodeAndBecomeTheJvm() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "what is read");
        ProcessBuilder builder =
                command("off", paperJvm("17.0.1"), "http", "-d", "two  words", "", "*", "$HOME", "-h\\n");
        Process process = builder.redirectInput(input.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(output)
                .startsWith("process " + process.pid() + "\n")
                .endsWith("<-jar>\n<" + jar.toRealPath() + ">\n<http>\n<-d>\n<two  words>\n<>\n<*>\n<$HOME>\n<-h\\n>\n"
                        + "what is read");
        assertThat(cache).doesNotExist();
    }

    @Test
    void shouldFindTheJarThroughALinkAndFromAnyFolder() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        launcher = Files.createSymbolicLink(bin.resolve("linked"), launcher);
        ProcessBuilder builder = command("off", paperJvm("17.0.1"), "-l").directory(bin.toFile());

        assertThat(Finished.run(builder, 60).expectExit(7).stdout()).contains("<" + jar.toRealPath() + ">");
    }

    @Test
    void shouldMakeAnArchiveOnceTheFirstRunHasEndedAndUseItFromThenOn() throws Exception {
        for (Path jvm : List.of(paperJvm("17.0.1"), paperJvm("25.0.1"))) {
            String option = jvm.endsWith("jvm 17.0.1") ? "<-XX:SharedArchiveFile=" : "<-XX:AOTCache=";
            int before = archives().size();
            assertThat(Finished.run(command(jvm, "-l"), 60).expectExit(7).stdout())
                    .doesNotContain(option);
            while (archives().size() == before || archives().toString().contains(".new")) {
                Thread.sleep(50);
            }
            assertThat(Finished.run(command(jvm, "-l"), 60).expectExit(7).stdout())
                    .contains(option + cache);
            assertThat(Finished.run(command("off", jvm, "-l"), 60).expectExit(7).stdout())
                    .doesNotContain(option);
        }
        assertThat(archives()).hasSize(2);
    }

    @Test
    void shouldReplaceTheArchiveWhenTheJarChanges() throws Exception {
        Path jvm = paperJvm("17.0.1");
        Finished.run(command("now", jvm), 60).expectExit(7);
        List<String> first = archives();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        Finished.run(command("now", jvm), 60).expectExit(7);

        assertThat(first).hasSize(1);
        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void shouldStartAsAlwaysWhereNoArchiveCanBeMade() throws Exception {
        ProcessBuilder fails = command("now", paperJvm("17.0.1"), "-l");
        fails.environment().put("REHEARSED", "1");
        Finished failed = Finished.run(fails, 60).expectExit(7);
        assertThat(failed.stderr()).isEmpty();
        assertThat(failed.stdout()).doesNotContain("SharedArchiveFile");
        assertThat(archives()).singleElement().asString().endsWith(".none");

        cache = Files.writeString(directory.resolve("file"), "").resolve("vastar");
        assertThat(Finished.run(command("now", paperJvm("21.0.1"), "-l"), 60)
                        .expectExit(7)
                        .stderr())
                .isEmpty();
        Path unknown = paperJvm("19.0.1");
        Files.delete(unknown.resolve("release"));
        assertThat(Finished.run(command("now", unknown, "-l"), 60).expectExit(7).stderr())
                .isEmpty();
    }

    @Test
    void shouldNameWhatIsMissing() throws Exception {
        ProcessBuilder noJar = command("off", paperJvm("17.0.1"), "-l");
        noJar.environment().put("VASTAR_JAR", "/no/such.jar");
        assertThat(Finished.run(noJar, 60).expectExit(2).stderr())
                .isEqualTo("error: VASTAR_JAR: there is no file '/no/such.jar'; name vastar's fat jar, or unset it\n");
        assertThat(Finished.run(command("off", directory, "-l"), 60)
                        .expectExit(2)
                        .stderr())
                .startsWith("error: JAVA_HOME: there is no bin/java in '" + directory);
        Files.delete(jar);
        assertThat(Finished.run(command("off", paperJvm("17.0.1"), "-l"), 60)
                        .expectExit(2)
                        .stderr())
                .startsWith("error: there is no vastar.jar or benchmarks.jar beside ");
    }

    @Test
    void shouldLoadClassesFromTheArchiveWithARealJvm() throws Exception {
        // no blank in its path, with which JDK 17 archives no classes of a jar
        launcher = Files.copy(launcher, directory.resolve("vastar"));
        Files.copy(Path.of(System.getProperty("vastar.benchmarksJar")), directory.resolve("vastar.jar"));
        Path javaHome = Path.of(System.getProperty("java.home"));
        Finished first =
                Finished.run(command("now", javaHome, "--version"), 200).expectExit(0);
        assertThat(first.stderr()).isEmpty();

        Path log = directory.resolve("classes.log");
        ProcessBuilder second = command(javaHome, "--version");
        second.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file='" + log + "'");
        assertThat(Finished.run(second, 60).expectExit(0).stdout()).isEqualTo(first.stdout());
        assertThat(log).content().containsPattern("io\\.vastar\\.cli\\.Main source: shared objects file");
    }
}
