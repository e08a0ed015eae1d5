// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Pins the calling thread to a CPU by way of util-linux's {@code taskset}: Java has no call for it, and the kernel names
 * the calling thread in {@code /proc/thread-self} (proc(5)).
 */
final class Affinity {
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");

    private Affinity() {}

    /** @throws ConfigurationException when this machine cannot pin, or has no such CPU */
    static void pinThisThread(int cpu) {
        String cause;
        try {
            String threadId = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
            Process taskset = new ProcessBuilder("taskset", "-pc", Integer.toString(cpu), threadId)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (taskset.waitFor(5, TimeUnit.SECONDS) && taskset.exitValue() == 0) {
                return;
            }
            cause = output;
        } catch (IOException e) {
            cause = "pinning needs Linux and the command taskset of util-linux: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cause = "interrupted";
        }
        throw new ConfigurationException("--pin: cannot pin an I/O thread to CPU " + cpu + ": " + cause);
    }
}
