// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Defaults;
import io.vastar.plan.Overrides;
import picocli.CommandLine.Option;

/** When requests start, whatever the target does; or how many users there are over time. */
final class ModelFlags {
    @Option(
            names = "--rate",
            order = 1,
            paramLabel = "RATE",
            description = "Start requests at this rate, of all together: 5000/s, 2.5k/s, 300/min; bare is per second."
                    + " Latency counts from when a request was due.${bundle:say.rate}")
    private String rate;

    @Option(
            names = "--arrival",
            order = 2,
            paramLabel = "KIND",
            description = "How the requests of a rate are spread: constant, or poisson, as independent users come."
                    + " ${bundle:say.arrival}")
    private String arrival;

    @Option(
            names = "--stages",
            order = 3,
            paramLabel = "STAGES",
            description = "A rate over time ('0/s..2000/s in 30s, 2000/s for 2m') or users over time"
                    + " ('0..200 in 30s, 200 for 5m'). They say how long the run is: not with -n or -z.")
    private String stages;

    @Option(
            names = "--burst-rate",
            order = 4,
            paramLabel = "COUNT",
            converter = CountConverter.class,
            description = "Start so many requests at once, again and again. With --burst-delay; not with --rate.")
    private Long burst;

    @Option(
            names = "--burst-delay",
            order = 5,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time from one burst to the next: 500ms, 2s; bare is seconds.")
    private Long burstDelayNs;

    @Option(
            names = "--max-concurrency",
            order = 6,
            paramLabel = "COUNT",
            converter = CountConverter.class,
            description = "With a rate: requests in flight at most. What is due meanwhile waits, and that counts as"
                    + " latency. Default: " + Defaults.MAX_CONCURRENCY + ", or -c where that is more.")
    private Long maxConcurrency;

    @Option(
            names = "--seed",
            order = 7,
            paramLabel = "NUMBER",
            description = "Of all random choices: the same seed makes the same ones. ${bundle:say.seed}")
    private Long seed;

    /** Adds what these flags say. */
    Overrides.Load on(Overrides.Load load) {
        return load.withModel(new Overrides.Model(
                rate,
                arrival,
                stages,
                CountConverter.toInteger(burst),
                burstDelayNs,
                CountConverter.toInteger(maxConcurrency),
                load.model().warmUp(),
                load.model().perUserPerSec(),
                seed));
    }
}
