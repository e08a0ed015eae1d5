// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.spi.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How the load generator uses this machine. */
final class EngineFlags {
    private static final int MOST_THREADS = 1_024;

    @Option(
            names = "--threads",
            paramLabel = "COUNT",
            description = "I/O threads. Default: from the cores and the concurrency.")
    private Integer threads;

    @Option(
            names = "--pin",
            paramLabel = "CPUS",
            converter = CpusConverter.class,
            description = "Pin the I/O threads to these CPUs in turn: 2, 0,2 or 2-3. Default: not pinned.")
    private CpusConverter.Cpus pin;

    @Option(
            names = "--idle",
            paramLabel = "MODE",
            description = "What an I/O thread does while nothing happens: spin, yield, backoff, block, or auto, which"
                    + " spins as long as nobody else wants the core and blocks otherwise. Default: auto.")
    private String idle;

    @Option(
            names = "--no-self-warmup",
            description = "Skip the warm-up of vastar's own code against an in-process server, which takes"
                    + " about a second, and up to three over TLS or HTTP/2, six with a handshake for each request; the"
                    + " first requests are then slower than the target is.")
    private boolean noSelfWarmUp;

    EngineOptions options() {
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw new ConfigurationException("--threads " + threads + " is out of range; use 1 to " + MOST_THREADS);
        }
        List<Integer> cpus = pin == null ? List.of() : pin.numbers();
        Path known = Path.of("/sys/devices/system/cpu");
        for (int cpu : cpus) {
            if (Files.isDirectory(known) && !Files.isDirectory(known.resolve("cpu" + cpu))) {
                throw new ConfigurationException(
                        "--pin: this machine has no CPU " + cpu + "; lscpu -e lists them (they are counted from 0)");
            }
        }
        return new EngineOptions(threads == null ? 0 : threads, cpus, idleMode(), !noSelfWarmUp);
    }

    private IdleMode idleMode() {
        if (idle == null) {
            return IdleMode.AUTO;
        }
        return Arrays.stream(IdleMode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(idle))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "--idle: '" + idle + "' is not an idle mode; use spin, yield, backoff, block or auto"));
    }
}
