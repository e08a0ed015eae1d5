// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.grammar.ConcurrencySpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;

/**
 * Which level to measure next, from those measured. {@code auto} goes on upwards while throughput grows and gives up
 * where it falls and the tail grows long; it goes down below its first level when that one is at the knee already.
 */
final class AutoLevels {
    /** Highest level that {@code auto} tries on its own. */
    static final int HIGHEST = 4096;

    private static final double STILL_GROWING = 1.02;
    private static final double FALLEN = 0.9;
    private static final double LONG_TAIL = 2;
    private static final int REFINED_LEVELS = 4;

    private AutoLevels() {}

    /** Why to measure no higher level than the last one; null while it is worth it. */
    static String reasonToStop(NavigableMap<Integer, SweepPoint> points) {
        SweepPoint last = points.lastEntry().getValue();
        if (last.rps() <= 0) {
            return "auto: no level above c=" + last.concurrency() + ", where no response arrived";
        }
        SweepPoint best = peak(points.headMap(last.concurrency()).values());
        if (best == null
                || last.rps() >= best.rps() * FALLEN
                || last.median().p99Ns() < best.median().p99Ns() * LONG_TAIL) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "auto: no level above c=%d, where throughput was %.0f%% below c=%d and p99 %.1f times as long",
                last.concurrency(),
                (1 - last.rps() / best.rps()) * 100,
                best.concurrency(),
                (double) last.median().p99Ns() / best.median().p99Ns());
    }

    /** Whether the last level is a qualified peak, clearly above all others. */
    static boolean peaksAtEnd(NavigableMap<Integer, SweepPoint> points) {
        if (points.isEmpty() || !points.lastEntry().getValue().qualified()) {
            return false;
        }
        SweepPoint last = points.lastEntry().getValue();
        SweepPoint best = peak(points.headMap(last.concurrency()).values());
        return best == null || last.rps() > best.rps() * STILL_GROWING;
    }

    /** The level halfway, on a logarithmic scale, between the baseline and the first level; 0 when there is none. */
    static int below(int baselineConcurrency, int first) {
        int between = (int) Math.round(Math.sqrt((double) baselineConcurrency * first));
        return between > baselineConcurrency && between < first ? between : 0;
    }

    /** Four levels over the winner ±50 %, without itself and those already measured. */
    static List<Integer> bracket(int winner, Collection<Integer> measured) {
        int low = Math.max(1, winner / 2);
        int high = (int) Math.min(ConcurrencySpec.HIGHEST, winner + (long) winner / 2);
        return ConcurrencySpec.logSpaced(low, high, REFINED_LEVELS).stream()
                .filter(level -> level != winner && !measured.contains(level))
                .toList();
    }

    private static SweepPoint peak(Collection<SweepPoint> points) {
        return points.stream().max(Comparator.comparingDouble(SweepPoint::rps)).orElse(null);
    }
}
