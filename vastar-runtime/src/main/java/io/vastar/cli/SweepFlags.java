// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.SweepDefinition;
import picocli.CommandLine.Option;

/** Which levels a sweep measures, and how it picks one. Names are those of the first vastar. */
final class SweepFlags {
    @Option(
            names = "--conc",
            paramLabel = "LEVELS",
            description =
                    "Levels of concurrency: auto, a list (10,50,100), lo..hi (1..8; 8 levels where there are more than"
                            + " 16), lo..hi:log=n (10..1000:log=6) or lo..hi:step=s (10..200:step=20). Default: auto, from 10 to 1000 and on while throughput grows.")
    private String conc;

    @Option(
            names = "--refine",
            description = "Then measure four more levels around the best, from half to one and a half.")
    private boolean refine;

    @Option(
            names = "--repeats",
            paramLabel = "COUNT",
            description =
                    "Runs at each level, the baseline included; the median run counts. Default: 1 with -n or -z, else"
                            + " 2 to 4, until two agree within 5 %%.")
    private Integer repeats;

    @Option(
            names = "--pick",
            paramLabel = "RULE",
            description = "How to pick the sweet spot: knee (the smallest level near the peak throughput), score (the"
                    + " highest rps/(p99/p50)^2) or usl (the peak of the fitted Universal Scalability Law). Default:"
                    + " knee.")
    private String pick;

    @Option(
            names = "--knee-ratio",
            paramLabel = "SHARE",
            description = "Share of the peak throughput that the knee must reach. Default: 0.95.")
    private Double kneeRatio;

    @Option(
            names = "--baseline-c",
            paramLabel = "COUNT",
            description = "Concurrency of the baseline, which shows the target without queueing. Default: 1.")
    private Integer baselineConcurrency;

    /** @param gates the limits */
    SweepDefinition definition(GateFlags gates, PairFlags pair) {
        SweepDefinition sweep = SweepDefinition.over(conc);
        if (refine) {
            sweep.refine(true);
        }
        if (repeats != null) {
            sweep.repeats(repeats);
        }
        if (pick != null) {
            sweep.pick(pick);
        }
        if (kneeRatio != null) {
            sweep.kneeRatio(kneeRatio);
        }
        if (baselineConcurrency != null) {
            sweep.baselineConcurrency(baselineConcurrency);
        }
        gates.addTo(sweep);
        pair.addTo(sweep);
        return sweep;
    }
}
