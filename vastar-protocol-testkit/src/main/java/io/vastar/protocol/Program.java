// SPDX-License-Identifier: Apache-2.0
package io.vastar.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * vastar as a process of its own, with the class path of the test.
 *
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record Program(int exitCode, String out, String err) {
    private static final long LONGEST_S = 60;

    /** Runs a command line to its end. */
    public static Program run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vastar.cli.Main"));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("vastar", ".out");
            Path err = Files.createTempFile("vastar", ".err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
                    throw new AssertionError(arguments + " did not end within " + LONGEST_S + " s");
                }
                return new Program(process.exitValue(), read(out), read(err));
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new AssertionError(arguments + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(arguments + " was interrupted", e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
