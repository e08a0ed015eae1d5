// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Defaults;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import picocli.CommandLine.Option;

/** How long a run is and how patient. */
class LoadFlags {
    @Option(
            names = {"-n", "--requests"},
            order = 2,
            paramLabel = "COUNT",
            converter = CountConverter.class,
            description = "Exactly this many requests: 200, 10k, 1m. Not with -z. ${bundle:say.requests}")
    private Long requests;

    @Option(
            names = {"-z", "--duration"},
            order = 3,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Start requests for this long: 10s, 500ms, 1.5m, 2h; bare is seconds. Not with -n.")
    private Long durationNs;

    @Option(
            names = {"-t", "--timeout"},
            order = 4,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Give up on a request after this long; bare is seconds, 0 is never. Default: "
                    + Defaults.TIMEOUT + ".")
    private Long timeoutNs;

    @Option(
            names = "--connect-timeout",
            order = 5,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Give up on opening a connection after this long. Default: " + Defaults.CONNECT_TIMEOUT + ".")
    private Long connectTimeoutNs;

    @Option(
            names = "--first-byte-timeout",
            order = 6,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Give up on a request when no byte of its response has come so long after it was sent."
                    + " Default: never; -t is for the whole of it.")
    private Long firstByteTimeoutNs;

    @Option(
            names = "--drain-timeout",
            order = 7,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "With -z: how long requests in flight may take after the deadline; what is left then counts as"
                            + " aborted. Default: " + Defaults.DRAIN_TIMEOUT + ".")
    private Long drainTimeoutNs;

    /** The former name of {@code --drain-timeout}. */
    @Option(names = "--drain-cap", hidden = true, paramLabel = "TIME", converter = DurationConverter.class)
    private Long drainCapNs;

    @Option(
            names = {"-q", "--qps"},
            order = 8,
            paramLabel = "RATE",
            description =
                    "Requests per second of each user (see -c) at most, as in hey; 0 is no limit.${bundle:say.qps}")
    private Double perUserPerSec;

    @Option(
            names = "--warmup",
            order = 9,
            paramLabel = "TIME|COUNT",
            description = "Discard what starts in this time from the beginning (5s), or so many requests (1000, 10k);"
                    + " they count for -z and -n. Default: none.")
    private String warmUp;

    Overrides.Load overrides() {
        return new Overrides.Load(null, requests, durationNs, timeoutNs, connectTimeoutNs, drainTimeoutNs())
                .withFirstByteTimeoutNs(firstByteTimeoutNs)
                .withModel(Overrides.Model.NONE.withWarmUp(warmUp).withPerUserPerSec(perUserPerSec));
    }

    private Long drainTimeoutNs() {
        if (drainTimeoutNs != null && drainCapNs != null) {
            throw new ConfigurationException("--drain-cap is the former name of --drain-timeout; keep one of them");
        }
        return drainTimeoutNs != null ? drainTimeoutNs : drainCapNs;
    }
}
