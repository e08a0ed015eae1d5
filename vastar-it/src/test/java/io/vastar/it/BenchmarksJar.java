// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a fat jar the way a user does. */
final class BenchmarksJar {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final int LONGEST_RUN_SECONDS = 60;

    private final Path jar;

    BenchmarksJar(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no fat jar at " + jar + "; run mvn -pl samples -am package");
        }
        this.jar = jar;
    }

    static BenchmarksJar ofSamples() {
        return new BenchmarksJar(
                Path.of(System.getProperty("vastar.benchmarksJar")).normalize());
    }

    Finished run(String... arguments) throws IOException, InterruptedException {
        return Finished.run(command(arguments), LONGEST_RUN_SECONDS);
    }

    Finished.Running start(String... arguments) throws IOException {
        return Finished.start(command(arguments));
    }

    /** A process builder to change before it is run, such as its environment. */
    ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
