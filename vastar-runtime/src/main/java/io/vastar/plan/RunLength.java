// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.Durations;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import java.math.BigDecimal;

/**
 * How long a run is: by number or by time, one of which is 0.
 *
 * @param requests iterations
 */
record RunLength(long requests, long durationNs) {
    static final RunLength LOAD_TEST = new RunLength(0, Durations.parseNs(Defaults.LOAD_TEST_DURATION));
    static final RunLength HTTP = new RunLength(Defaults.HTTP_REQUESTS, 0);
    static final RunLength SWEEP_LEVEL = new RunLength(0, Durations.parseNs(Defaults.SWEEP_LEVEL_DURATION));

    /** @param otherwise counts where nobody says anything, but for a rate, which has a time of its own */
    static RunLength of(
            LoadTestDefinition definition,
            Overrides.Load load,
            PlaceholderValues values,
            Arrivals arrivals,
            RunLength otherwise) {
        if (load.requests() != null && load.durationNs() != null) {
            throw new ConfigurationException("-n and -z exclude each other: -n ends the run by the number of requests,"
                    + " -z by the time; leave one out");
        }
        if (arrivals.stages() != null) {
            return ofStages(definition, load, arrivals);
        }
        RunLength length = merged(definition, load, values, arrivals.open() ? LOAD_TEST : otherwise);
        if (length.requests < 0 || length.requests == 0 && length.durationNs == 0) {
            throw new ConfigurationException("-n " + length.requests + (load.durationNs() != null ? ", -z 0" : "")
                    + " would send nothing; use -n 1 or more, or -z with a duration longer than 0");
        }
        return length;
    }

    /** Whether neither the load test nor the command line says how long a run is. */
    static boolean isDefault(LoadTestDefinition definition, Overrides.Load load) {
        return load.requests() == null
                && load.durationNs() == null
                && (definition.requests() == null || definition.requests() == 0)
                && definition.duration() == null;
    }

    /** For messages: {@code n=200} or {@code 10 s}. */
    String text() {
        return requests > 0
                ? "n=" + requests
                : BigDecimal.valueOf(durationNs, 9).stripTrailingZeros().toPlainString() + " s";
    }

    private static RunLength ofStages(LoadTestDefinition definition, Overrides.Load load, Arrivals arrivals) {
        boolean given = arrivals.where().startsWith("-");
        String own = definition.requests() != null && definition.requests() != 0
                ? "requests"
                : definition.duration() != null ? "duration" : null;
        String flag = load.requests() != null ? "-n" : load.durationNs() != null ? "-z" : null;
        if (flag != null || own != null && !given) {
            throw new ConfigurationException(arrivals.where() + " and " + (flag != null ? flag : own)
                    + " exclude each other: stages say how long the run is; leave one out"
                    + (flag != null && !given ? ", or replace the stages with --rate" : ""));
        }
        return new RunLength(0, arrivals.stages().durationNs());
    }

    private static RunLength merged(
            LoadTestDefinition definition, Overrides.Load load, PlaceholderValues values, RunLength otherwise) {
        if (load.requests() != null) {
            return new RunLength(load.requests(), 0);
        }
        if (load.durationNs() != null) {
            return new RunLength(0, load.durationNs());
        }
        if (definition.requests() != null && definition.requests() != 0) {
            if (definition.duration() != null) {
                throw new ConfigurationException("load test '" + definition.name()
                        + "' has both requests and duration; leave one out, or pass -n or -z");
            }
            return new RunLength(definition.requests(), 0);
        }
        if (definition.duration() != null) {
            return new RunLength(0, values.durationNs(definition.duration(), definition.name(), "duration"));
        }
        return otherwise;
    }
}
