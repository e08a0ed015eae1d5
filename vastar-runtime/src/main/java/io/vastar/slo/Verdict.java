// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

/**
 * What became of an objective.
 *
 * @param measured nanoseconds, a share or a number per second; never NaN, see {@code known}
 * @param known whether {@code measured} could be measured at all
 * @param reason one sentence when the outcome is not {@link Outcome#PASS}, else null
 */
public record Verdict(Slo slo, Outcome outcome, double measured, boolean known, String reason) {
    /** How it ended. */
    public enum Outcome {
        PASS,
        FAIL,
        /** The run does not tell. */
        INCONCLUSIVE
    }

    static Verdict unknown(Slo slo, String reason) {
        return new Verdict(slo, Outcome.INCONCLUSIVE, 0, false, reason);
    }

    static Verdict inconclusive(Slo slo, double measured, String reason) {
        return new Verdict(slo, Outcome.INCONCLUSIVE, measured, true, reason);
    }
}
