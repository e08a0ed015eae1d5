// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that has ended, with what it printed. */
record Finished(String command, int exitCode, String stdout, String stderr) {

    /** Starts it, waits, and reads both streams from files, so that a full pipe can never stop it. */
    static Finished run(ProcessBuilder builder, long seconds) throws IOException, InterruptedException {
        return await(start(builder), seconds);
    }

    static Running start(ProcessBuilder builder) throws IOException {
        Path stdout = Files.createTempFile("vastar-it", ".out");
        Path stderr = Files.createTempFile("vastar-it", ".err");
        Process process = builder.redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        process.getOutputStream().close();
        return new Running(String.join(" ", builder.command()), process, stdout, stderr);
    }

    static Finished await(Running running, long seconds) throws IOException, InterruptedException {
        boolean ended = running.process().waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            running.process().destroyForcibly().waitFor();
        }
        String stdout = Files.readString(running.stdout(), UTF_8);
        String stderr = Files.readString(running.stderr(), UTF_8);
        Files.delete(running.stdout());
        Files.delete(running.stderr());
        if (!ended) {
            throw new AssertionError("still running after " + seconds + " s: " + running.command() + "\n--- stdout\n"
                    + stdout + "\n--- stderr\n" + stderr);
        }
        return new Finished(running.command(), running.process().exitValue(), stdout, stderr);
    }

    Finished expectExit(int expected) {
        if (exitCode != expected) {
            throw new AssertionError("expected exit code " + expected + " but got " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + " of: " + command + "\n--- stdout\n" + stdout + "\n--- stderr\n" + stderr;
    }

    /** A process under way. */
    record Running(String command, Process process, Path stdout, Path stderr) {}
}
