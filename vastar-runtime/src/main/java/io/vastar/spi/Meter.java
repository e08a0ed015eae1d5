// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import org.HdrHistogram.Histogram;

/**
 * Counters, timers, gauges and pushed operations of one agent, by the order in which {@link Metrics} declares them. Single writer:
 * the agent's thread; read by others only after the agent has stopped. Recording allocates nothing, apart from a histogram
 * at the first value of its timer.
 */
public final class Meter {
    private static final long HIGHEST_NS = 3_600_000_000_000L;

    private final Metrics metrics;
    private final long[] counts;
    private final Histogram[] timers;
    private final Histogram[] pushed;
    private final long[] pushedBytes;
    private final GaugeValues[] gauges;

    public Meter(Metrics metrics) {
        this.metrics = metrics;
        counts = new long[metrics.counters().size()];
        timers = new Histogram[metrics.timers().size()];
        pushed = new Histogram[metrics.kinds().size()];
        pushedBytes = new long[metrics.kinds().size()];
        gauges = new GaugeValues[metrics.gauges().size()];
        for (int i = 0; i < gauges.length; i++) {
            gauges[i] = new GaugeValues();
        }
    }

    /** Adds to a counter. */
    public void count(int counter, long delta) {
        counts[counter] += delta;
    }

    /** Records a duration. */
    public void time(int timer, long ns) {
        Histogram histogram = timers[timer];
        if (histogram == null) {
            histogram = timers[timer] = new Histogram(1, HIGHEST_NS, 3);
        }
        histogram.recordValue(Math.max(1, Math.min(ns, HIGHEST_NS)));
    }

    /** Notes the present value of a gauge. */
    public void gauge(int gauge, long value) {
        gauges[gauge].sample(value);
    }

    /**
     * An operation arrived unasked.
     *
     * @param kind one that is {@linkplain Metrics.Kind#pushed() pushed}
     * @param latencyNs from its cause to its arrival; 1 where that is unknown
     */
    public void arrived(int kind, long latencyNs, long bytes) {
        Histogram histogram = pushed[kind];
        if (histogram == null) {
            histogram = pushed[kind] = new Histogram(1, HIGHEST_NS, 3);
        }
        histogram.recordValue(Math.max(1, Math.min(latencyNs, HIGHEST_NS)));
        pushedBytes[kind] += bytes;
    }

    /** Adds another agent's meter, of equal metrics. Both agents have stopped. */
    public void add(Meter other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        addAll(timers, other.timers);
        addAll(pushed, other.pushed);
        for (int i = 0; i < pushedBytes.length; i++) {
            pushedBytes[i] += other.pushedBytes[i];
        }
        for (int i = 0; i < gauges.length; i++) {
            gauges[i].add(other.gauges[i], metrics.gauges().get(i).join());
        }
    }

    private static void addAll(Histogram[] to, Histogram[] from) {
        for (int i = 0; i < to.length; i++) {
            if (from[i] != null) {
                if (to[i] == null) {
                    to[i] = new Histogram(1, HIGHEST_NS, 3);
                }
                to[i].add(from[i]);
            }
        }
    }

    public Metrics metrics() {
        return metrics;
    }

    public long counted(int counter) {
        return counts[counter];
    }

    /** Nanoseconds; null when none was recorded. */
    public Histogram timed(int timer) {
        return timers[timer];
    }

    /** Latencies of a pushed kind, nanoseconds; null when none arrived. */
    public Histogram pushed(int kind) {
        return pushed[kind];
    }

    public long pushedBytes(int kind) {
        return pushedBytes[kind];
    }

    public GaugeValues gauged(int gauge) {
        return gauges[gauge];
    }
}
