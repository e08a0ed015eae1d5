// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static io.vastar.plan.SweepPlan.Gates.DEFAULT_MAX_ERRORS;
import static io.vastar.plan.SweepPlan.Gates.DEFAULT_MAX_OVERHEAD_PERCENT;
import static io.vastar.plan.SweepPlan.Gates.DEFAULT_MAX_P999_RATIO;
import static io.vastar.plan.SweepPlan.Gates.DEFAULT_MAX_RPS_DEFICIT_PERCENT;
import static io.vastar.plan.SweepPlan.Gates.DEFAULT_MAX_SPREAD;
import static io.vastar.plan.SweepPlan.Gates.DEFAULT_MAX_TAIL_RATIO;

import io.vastar.plan.SweepPlan.Gates;
import java.util.Locale;

/**
 * What disqualifies a level. A limit that the user gave counts exactly as it is defined in {@link Gates}. Where the
 * user gave none, the default limit counts under the sweep's own rules, which keep two things from disqualifying a
 * healthy fast server:
 *
 * <ul>
 *   <li>The scheduler of a busy machine takes a thread off its core for some milliseconds now and then. Against a
 *       median of 80 µs one such slice in a thousand is a ratio of 50, yet no user of the server would notice. So a
 *       ratio counts only when the percentile also lies more than a floor above what it is compared with: 1 ms for
 *       p99, 5 ms (more than a scheduling slice of Linux) for p99.9.
 *   <li>Beyond saturation latency grows with concurrency whatever the server does: by Little's law the mean is
 *       {@code c / X(c)}. A tail limit of three times the baseline's p99 would therefore disqualify every level at
 *       which the server is busy. So the baseline's p99 is first scaled by the growth of {@code c / X(c)} since the
 *       baseline (never below 1): the gate finds tails that grew over three times as much as queueing explains. While
 *       throughput still scales with concurrency this is the limit {@code 3 × baseline p99} itself.
 * </ul>
 *
 * A p99.9 with fewer than 1000 samples is no more than the slowest one, and only a limit given by the user judges it.
 */
public final class GateRules {
    private static final long TAIL_FLOOR_NS = 1_000_000;
    private static final long P999_FLOOR_NS = 5_000_000;

    private final Gates gates;

    /** @param gates as given by the user; null fields take the default rule */
    public GateRules(Gates gates) {
        this.gates = gates;
    }

    public double maxSpread() {
        return orDefault(gates.maxSpread(), DEFAULT_MAX_SPREAD);
    }

    public double maxP999Ratio() {
        return orDefault(gates.maxP999Ratio(), DEFAULT_MAX_P999_RATIO);
    }

    public double maxErrors() {
        return orDefault(gates.maxErrors(), DEFAULT_MAX_ERRORS);
    }

    public double maxTailRatio() {
        return orDefault(gates.maxTailRatio(), DEFAULT_MAX_TAIL_RATIO);
    }

    public double maxOverheadPercent() {
        return orDefault(gates.maxOverheadPercent(), DEFAULT_MAX_OVERHEAD_PERCENT);
    }

    public double maxRpsDeficitPercent() {
        return orDefault(gates.maxRpsDeficitPercent(), DEFAULT_MAX_RPS_DEFICIT_PERCENT);
    }

    /** Whether the tail limit is relative to what queueing explains, rather than to the plain baseline. */
    public boolean tailAllowsQueueing() {
        return gates.maxTailRatio() == null;
    }

    /** Whether a trial got through well enough to be compared with. */
    boolean healthy(Measurement measured) {
        return measured.rps() > 0 && measured.errorRate() <= maxErrors();
    }

    /**
     * The first gate that a level fails, in the order zero-rps, errors, spread, p99.9, reference, tail; null when it
     * passes all.
     *
     * @param paired whether there must be a reference
     */
    String firstFailure(
            Measurement measured, Measurement baseline, boolean paired, Double overheadPct, Double rpsDeficitPct) {
        if (measured.rps() <= 0) {
            return "zero-rps";
        }
        if (measured.errorRate() > maxErrors()) {
            return say("errors=%.1f%%", measured.errorRate() * 100);
        }
        if (measured.samples() == 0) {
            return "no-data";
        }
        if (spreads(measured)) {
            return say("spread=%.1f", measured.spread());
        }
        if (spikes(measured)) {
            return say("p999/p50=%.1f", measured.p999Ratio());
        }
        if (paired) {
            String behind = behindReference(overheadPct, rpsDeficitPct);
            if (behind != null) {
                return behind;
            }
        }
        return tail(measured, baseline);
    }

    private boolean spreads(Measurement measured) {
        return measured.spread() > maxSpread()
                && (gates.maxSpread() != null || measured.p99Ns() - measured.p50Ns() > TAIL_FLOOR_NS);
    }

    private boolean spikes(Measurement measured) {
        return measured.p999Ratio() > maxP999Ratio()
                && (gates.maxP999Ratio() != null
                        || (measured.supportsP999() && measured.p999Ns() - measured.p50Ns() > P999_FLOOR_NS));
    }

    private String behindReference(Double overheadPct, Double rpsDeficitPct) {
        if (overheadPct == null || rpsDeficitPct == null) {
            return "no-reference";
        }
        if (overheadPct > maxOverheadPercent()) {
            return say("overhead=%+.0f%%", overheadPct);
        }
        return rpsDeficitPct > maxRpsDeficitPercent() ? say("rps-deficit=%+.0f%%", rpsDeficitPct) : null;
    }

    private String tail(Measurement measured, Measurement baseline) {
        if (!healthy(baseline) || baseline.p99Ns() == 0) {
            return null;
        }
        double limit = maxTailRatio();
        if (!tailAllowsQueueing()) {
            return measured.p99Ns() > baseline.p99Ns() * limit ? say("p99>%.1fxbase", limit) : null;
        }
        double queueing = Math.max(1, meanByLittle(measured) / meanByLittle(baseline));
        double explainedNs = baseline.p99Ns() * queueing;
        return measured.p99Ns() > explainedNs * limit && measured.p99Ns() - explainedNs > TAIL_FLOOR_NS
                ? say("p99>%.1fxbase, base x%.1f for queueing", limit, queueing)
                : null;
    }

    private static double meanByLittle(Measurement measured) {
        return measured.concurrency() / measured.rps();
    }

    private static double orDefault(Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
