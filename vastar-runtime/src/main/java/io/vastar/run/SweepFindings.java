// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.sweep.Measurement;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import io.vastar.sweep.SweetSpot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a sweep found out, for assertions. Times are in milliseconds, of the median run of a level. */
public final class SweepFindings {
    private final SweepResult result;

    SweepFindings(SweepResult result) {
        this.result = result;
    }

    /** Everything, as reports see it; also the least bad level of a sweep without a sweet spot. */
    public SweepResult all() {
        return result;
    }

    /** Whether a level passed every gate. */
    public boolean hasSweetSpot() {
        return result.qualified();
    }

    /**
     * The level that the sweep recommends.
     *
     * @throws IllegalStateException when no level passed every gate; the message says which gates were missed
     */
    public Level sweetSpot() {
        if (!hasSweetSpot()) {
            throw new IllegalStateException(problem());
        }
        return new Level(result.sweetSpot().point());
    }

    /** How the sweet spot was picked; {@code FALLBACK} or {@code NONE} when there is none. */
    public SweetSpot.Method method() {
        return result.sweetSpot().method();
    }

    /** Why that level, in one line. */
    public String reasoning() {
        return result.sweetSpot().reasoning();
    }

    /** Highest throughput of the levels that passed every gate, of all where none did; 0 when nothing was measured. */
    public double peakRequestsPerSec() {
        return result.sweetSpot().peakRps();
    }

    /** The concurrency of that peak; 0 when nothing was measured. */
    public int peakConcurrency() {
        return result.sweetSpot().peakConcurrency();
    }

    /** The run that the tails of the levels are judged by. */
    public Level baseline() {
        return new Level(result.baseline());
    }

    /** Every level but the baseline, ascending. */
    public List<Level> points() {
        return result.points().stream().map(Level::new).toList();
    }

    /**
     * One level.
     *
     * @throws IllegalArgumentException when it was not measured; the message names those that were
     */
    public Level point(int concurrency) {
        return points().stream()
                .filter(level -> level.concurrency() == concurrency)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("c=" + concurrency + " was not measured; there are "
                        + points().stream().map(Level::concurrency).toList()));
    }

    /** The gate that each level missed, by concurrency; without those that passed all. */
    public Map<Integer, String> disqualified() {
        Map<Integer, String> reasons = new TreeMap<>();
        for (SweepPoint point : result.points()) {
            if (!point.qualified()) {
                reasons.put(point.concurrency(), point.disqualified());
            }
        }
        return reasons;
    }

    /** @throws AssertionError when no level passed every gate, or no request got an answer: what each level missed */
    public void assertSweetSpot() {
        String problem = problem();
        if (problem != null) {
            throw new AssertionError(problem);
        }
    }

    private String problem() {
        if (result.interrupted()) {
            return hasSweetSpot() ? null : "the sweep was interrupted before a level passed every gate";
        }
        String failure = result.failure();
        if (failure == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(failure);
        disqualified()
                .forEach((c, reason) ->
                        text.append("; c=").append(c).append(": ").append(reason));
        return text.toString();
    }

    /** One concurrency of a sweep. */
    public static final class Level {
        private final SweepPoint point;

        private Level(SweepPoint point) {
            this.point = point;
        }

        /** Everything, as reports see it. */
        public SweepPoint all() {
            return point;
        }

        public int concurrency() {
            return point.concurrency();
        }

        /** Responses per second. */
        public double requestsPerSec() {
            return point.rps();
        }

        public double p50Ms() {
            return ms(point.median().p50Ns());
        }

        public double p95Ms() {
            return ms(point.median().p95Ns());
        }

        public double p99Ms() {
            return ms(point.median().p99Ns());
        }

        public double p999Ms() {
            return ms(point.median().p999Ns());
        }

        private double ms(long ns) {
            Measurement median = point.median();
            if (median.samples() == 0) {
                throw new IllegalStateException("no request got an answer at c=" + concurrency());
            }
            return ns / 1e6;
        }

        /** Share of ended requests that failed or were answered otherwise than expected, 0 to 1. */
        public double errorRate() {
            return point.median().errorRate();
        }

        /** Whether it passed every gate. */
        public boolean qualified() {
            return point.qualified();
        }

        /** The first gate that it missed, in words; null when it passed all. */
        public String disqualified() {
            return point.disqualified();
        }
    }
}
