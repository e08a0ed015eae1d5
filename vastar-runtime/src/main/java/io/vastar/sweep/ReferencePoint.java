// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

/**
 * The reference at one level, measured beside the target or read from an earlier sweep.
 *
 * @param concurrency the level it was measured at
 * @param p95Ms null when the earlier sweep's JSON does not tell
 * @param p999Ms null when the earlier sweep's JSON does not tell
 * @param errorRate null when the earlier sweep's JSON does not tell
 */
public record ReferencePoint(
        int concurrency, double rps, double p50Ms, Double p95Ms, double p99Ms, Double p999Ms, Double errorRate) {

    static ReferencePoint of(Measurement measured) {
        return new ReferencePoint(
                measured.concurrency(),
                measured.rps(),
                measured.p50Ns() / 1e6,
                measured.p95Ns() / 1e6,
                measured.p99Ns() / 1e6,
                measured.p999Ns() / 1e6,
                measured.errorRate());
    }

    /** Whether it has a throughput and a tail to compare with. */
    boolean comparable() {
        return rps > 0 && p99Ms > 0;
    }
}
