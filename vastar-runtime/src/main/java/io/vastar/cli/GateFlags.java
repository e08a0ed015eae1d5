// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.SweepDefinition;
import picocli.CommandLine.Option;

/** What disqualifies a level of a sweep. */
final class GateFlags {
    @Option(names = "--max-spread", paramLabel = "RATIO", description = "p99/p50 at most. Default: 4.")
    private Double maxSpread;

    @Option(names = "--max-p999-ratio", paramLabel = "RATIO", description = "p99.9/p50 at most. Default: 8.")
    private Double maxP999Ratio;

    @Option(
            names = "--max-errors",
            paramLabel = "SHARE",
            description = "Share of failed requests and unexpected responses at most. Default: 0.01.")
    private Double maxErrors;

    @Option(
            names = "--max-tail-mult",
            paramLabel = "RATIO",
            description = "p99 over the baseline's p99 at most. Default: ${bundle:say.tail}.")
    private Double maxTailRatio;

    void addTo(SweepDefinition sweep) {
        if (maxSpread != null) {
            sweep.maxSpread(maxSpread);
        }
        if (maxP999Ratio != null) {
            sweep.maxP999Ratio(maxP999Ratio);
        }
        if (maxErrors != null) {
            sweep.maxErrors(maxErrors);
        }
        if (maxTailRatio != null) {
            sweep.maxTailRatio(maxTailRatio);
        }
    }
}
