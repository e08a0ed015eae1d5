// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.SweepPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Chooses the sweet spot among measured and judged levels. */
final class Picker {
    private static final double LEAST_R_SQUARED = 0.8;
    private static final double REACH = 2;
    private static final Comparator<SweepPoint> BY_RPS = Comparator.comparingDouble(SweepPoint::rps)
            .thenComparing(Comparator.comparingInt(SweepPoint::concurrency).reversed());

    private final SweepPlan plan;
    private final SweepPoint baseline;

    Picker(SweepPlan plan, SweepPoint baseline) {
        this.plan = plan;
        this.baseline = baseline;
    }

    /**
     * @param points ascending by concurrency
     * @param usl null when there is no fit
     */
    SweetSpot pick(List<SweepPoint> points, UslFit usl) {
        List<SweepPoint> qualified =
                points.stream().filter(SweepPoint::qualified).toList();
        SweepPoint peak =
                (qualified.isEmpty() ? points : qualified).stream().max(BY_RPS).orElse(null);
        if (peak == null) {
            return new SweetSpot(null, SweetSpot.Method.NONE, "no level was measured", 0, 0);
        }
        if (qualified.isEmpty()) {
            return fallback(points, peak);
        }
        return switch (plan.pick()) {
            case KNEE -> knee(qualified, peak, "");
            case SCORE -> score(qualified, peak);
            case USL -> usl(qualified, points, peak, usl);
        };
    }

    private SweetSpot knee(List<SweepPoint> qualified, SweepPoint peak, String preface) {
        SweepPoint knee = qualified.stream()
                .filter(point -> point.rps() >= plan.kneeRatio() * peak.rps())
                .findFirst()
                .orElse(peak);
        String tail = baseline.median().p99Ns() == 0
                ? ""
                : say(
                        ", p99 at %.1f× baseline",
                        (double) knee.median().p99Ns() / baseline.median().p99Ns());
        return spot(
                knee,
                SweetSpot.Method.KNEE,
                preface
                        + say(
                                "smallest c reaching %.1f%% of peak rps=%.0f @ c=%d%s",
                                plan.kneeRatio() * 100, peak.rps(), peak.concurrency(), tail),
                peak);
    }

    private static SweetSpot score(List<SweepPoint> qualified, SweepPoint peak) {
        SweepPoint best = qualified.stream()
                .max(Comparator.comparingDouble(
                                (SweepPoint point) -> point.median().score())
                        .thenComparing(
                                Comparator.comparingInt(SweepPoint::concurrency).reversed()))
                .orElse(peak);
        return spot(
                best,
                SweetSpot.Method.SCORE,
                say("argmax(rps / (p99/p50)²) = %.0f", best.median().score()),
                peak);
    }

    private SweetSpot usl(List<SweepPoint> qualified, List<SweepPoint> points, SweepPoint peak, UslFit usl) {
        if (usl == null) {
            return knee(qualified, peak, "no USL fit with fewer than three healthy levels, so: ");
        }
        if (usl.rSquared() < LEAST_R_SQUARED) {
            return knee(qualified, peak, say("the USL fits badly (R²=%.2f), so: ", usl.rSquared()));
        }
        OptionalDouble knee = usl.kneeAt(plan.kneeRatio());
        if (knee.isEmpty()) {
            return knee(qualified, peak, "the USL predicts throughput without limit, so: ");
        }
        double wanted = knee.getAsDouble();
        int lowest = Math.min(baseline.concurrency(), points.get(0).concurrency());
        int highest = points.get(points.size() - 1).concurrency();
        if (wanted > highest * REACH || wanted < lowest / REACH) {
            return knee(
                    qualified,
                    peak,
                    say("the USL's knee, c=%.0f, is far from the levels %d..%d, so: ", wanted, lowest, highest));
        }
        SweepPoint nearest = qualified.stream()
                .min(Comparator.comparingDouble(point -> Math.abs(Math.log(point.concurrency() / wanted))))
                .orElse(peak);
        String best = usl.peakRps() == null
                ? say("ceiling %.0f", usl.lambda() / usl.sigma())
                : say("peak %.0f @ c=%.0f", usl.peakRps(), usl.peakConcurrency());
        return spot(
                nearest,
                SweetSpot.Method.USL,
                say(
                        "qualified level nearest c=%.0f, where the USL reaches %.1f%% of its %s (R²=%.3f)",
                        wanted, plan.kneeRatio() * 100, best, usl.rSquared()),
                peak);
    }

    private SweetSpot fallback(List<SweepPoint> points, SweepPoint peak) {
        SweepPoint closest = points.stream()
                .filter(point -> point.overheadPct() != null && point.rps() > 0)
                .min(Comparator.comparingDouble(SweepPoint::overheadPct))
                .orElse(null);
        if (closest != null) {
            return spot(
                    closest,
                    SweetSpot.Method.FALLBACK,
                    say(
                            "no point met primary gates; paired-mode fallback = smallest overhead (%+.1f%%)",
                            closest.overheadPct()),
                    peak);
        }
        if (peak.rps() <= 0) {
            return new SweetSpot(
                    null, SweetSpot.Method.NONE, "all sweep points disqualified — endpoint unhealthy", 0, 0);
        }
        return spot(
                peak,
                SweetSpot.Method.FALLBACK,
                "no point met primary strategy gates; argmax(rps) over all samples",
                peak);
    }

    private static SweetSpot spot(SweepPoint point, SweetSpot.Method method, String reasoning, SweepPoint peak) {
        return new SweetSpot(point, method, reasoning, peak.rps(), peak.concurrency());
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
