// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * What a protocol measures beyond the times and bytes that every exchange has. Declared once, before a run; recording, objectives,
 * reports and merging follow from it. Names are lower case with underscores, and unique over all five lists.
 *
 * @param kinds of operation, each with a row of its own; empty where there is one only
 * @param codes what the codes of responses mean
 * @param counters totals, such as hits
 * @param timers distributions of nanoseconds, such as the wait for a pooled connection
 * @param gauges values that are sampled, such as a lag
 */
public record Metrics(List<Kind> kinds, Codes codes, List<Counter> counters, List<Timer> timers, List<Gauge> gauges) {
    /** Nothing beyond times and bytes, and no codes. */
    public static final Metrics NONE = new Metrics(List.of(), Codes.NONE, List.of(), List.of(), List.of());

    public Metrics {
        kinds = List.copyOf(kinds);
        counters = List.copyOf(counters);
        timers = List.copyOf(timers);
        gauges = List.copyOf(gauges);
    }

    /**
     * A kind of operation.
     *
     * @param pushed whether it arrives unasked, as a message of a subscription does; it then has no exchange
     */
    public record Kind(String name, boolean pushed) {
        /** A kind of exchange. */
        public Kind(String name) {
            this(name, false);
        }
    }

    /** @param unit for people, such as {@code rows}; empty for none */
    public record Counter(String name, String unit) {}

    /** @param name such as {@code pool_wait} */
    public record Timer(String name) {}

    /**
     * @param unit for people; empty for none
     * @param join how the values of several threads become one
     */
    public record Gauge(String name, String unit, Join join) {}

    /** How the values of several threads become one. */
    public enum Join {
        SUM,
        MAX
    }

    /** Names of the counters, in order. */
    public List<String> counterNames() {
        return counters.stream().map(Counter::name).toList();
    }
}
