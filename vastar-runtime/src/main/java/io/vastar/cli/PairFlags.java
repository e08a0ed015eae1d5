// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.SweepDefinition;
import picocli.CommandLine.Option;

/** What a sweep compares each level with. */
final class PairFlags {
    @Option(
            names = "--vs",
            paramLabel = "URL",
            description = "Measure this reference at each level too. It gets the target's method, headers and body"
                    + " unless the next three say otherwise.")
    private String vs;

    @Option(names = "--vs-method", paramLabel = "METHOD", description = "Method for the reference.")
    private String vsMethod;

    @Option(names = "--vs-body", paramLabel = "TEXT", description = "Body for the reference.")
    private String vsBody;

    @Option(names = "--vs-content-type", paramLabel = "TYPE", description = "Content type for the reference.")
    private String vsContentType;

    @Option(
            names = "--ref-from-json",
            paramLabel = "FILE",
            description = "Compare with an earlier sweep's JSON instead of measuring a reference. Not with --vs.")
    private String refFromJson;

    @Option(
            names = "--max-overhead-pct",
            paramLabel = "PERCENT",
            description = "p99 above the reference's at most. Default: 25.")
    private Double maxOverheadPercent;

    @Option(
            names = "--max-rps-deficit-pct",
            paramLabel = "PERCENT",
            description = "Throughput below the reference's at most. Default: 50.")
    private Double maxRpsDeficitPercent;

    void addTo(SweepDefinition sweep) {
        if (vs != null) {
            sweep.vs(vs);
        }
        if (vsMethod != null) {
            sweep.vsMethod(vsMethod);
        }
        if (vsBody != null) {
            sweep.vsBody(vsBody);
        }
        if (vsContentType != null) {
            sweep.vsContentType(vsContentType);
        }
        if (refFromJson != null) {
            sweep.refFromJson(refFromJson);
        }
        if (maxOverheadPercent != null) {
            sweep.maxOverheadPercent(maxOverheadPercent);
        }
        if (maxRpsDeficitPercent != null) {
            sweep.maxRpsDeficitPercent(maxRpsDeficitPercent);
        }
    }
}
