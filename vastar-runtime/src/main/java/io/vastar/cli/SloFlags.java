// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.SloSpec;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.spi.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the run has to reach, and what follows when it does not. */
final class SloFlags {
    @Option(
            names = "--slo",
            order = 1,
            paramLabel = "SLO",
            description =
                    "Objectives: p99<200ms, errors<0.1%%, rps>5000, ttfb.p95<50ms, also mean, max, checks, iterations,"
                            + " achieved, and times as service., response., lateness. A missed one makes the exit code 3. It adds"
                            + " to those of the load test, or replaces the one about the same thing. Repeat it for more.")
    private final List<String> slos = new ArrayList<>();

    @Option(
            names = "--slo-target",
            order = 2,
            paramLabel = "TARGETS",
            description = "The same in the original vastar's form: p50=20ms,p95=100ms,p99=250ms.")
    private String targets;

    @Option(names = "--slo-strict", order = 3, description = "Count an inconclusive objective as missed, too.")
    private boolean strict;

    @Option(
            names = "--abort-on-slo",
            order = 4,
            description = "End the run as soon as it is sure that an objective about errors, max or a percentile"
                    + " of the whole run is missed.")
    private boolean abort;

    @Option(
            names = "--junit",
            order = 5,
            paramLabel = "FILE",
            description = "Also write the objectives as JUnit XML, for CI servers: a test for each objective.")
    private Path junit;

    List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        try {
            for (String slo : slos) {
                objectives.addAll(SloSpec.parse(slo));
            }
        } catch (GrammarException e) {
            throw new ConfigurationException("--slo: " + e.getMessage(), e);
        }
        try {
            if (targets != null) {
                objectives.addAll(SloSpec.parseTargets(targets));
            }
        } catch (GrammarException e) {
            throw new ConfigurationException("--slo-target: " + e.getMessage(), e);
        }
        return objectives;
    }

    boolean abort() {
        return abort;
    }

    boolean strict() {
        return strict;
    }

    /** Null when no file shall be written. */
    Path junit() {
        return junit;
    }
}
