// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

/**
 * What the target was compared with.
 *
 * @param source where the reference's numbers come from
 * @param baseline the reference at the baseline's concurrency; null when there is none
 * @param maxOverheadPercent the gate in force
 * @param maxRpsDeficitPercent the gate in force
 */
public record PairedResult(
        String url,
        String method,
        Source source,
        ReferencePoint baseline,
        double maxOverheadPercent,
        double maxRpsDeficitPercent) {

    /** Where the reference's numbers come from. */
    public enum Source {
        /** Measured in this sweep, before the target, at each level. */
        LIVE,
        /** Read from an earlier sweep's JSON. */
        CACHED
    }
}
