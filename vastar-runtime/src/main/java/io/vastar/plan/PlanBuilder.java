// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.SweepDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what a load test does: defaults, then the annotation, then the command line, checked and frozen into a
 * {@link LoadPlan}, which {@code engine.Engine} runs.
 */
public final class PlanBuilder {
    private static final String SOME_BASE = "http://127.0.0.1";

    private final PlaceholderValues values;
    private final FileLimits limits;

    public PlanBuilder(PlaceholderValues values, FileLimits limits) {
        this.values = values;
        this.limits = limits;
    }

    /**
     * Plans an annotated load test.
     *
     * @param baseUrl what its set-up returned; null when it returned none
     * @throws ConfigurationException when something is wrong: what, where, what to do
     */
    public Planned loadTest(LoadTestDefinition definition, Overrides overrides, String baseUrl) {
        return plan(definition, overrides, baseUrl, true, 0);
    }

    /**
     * Checks what can be known of a load test before its set-up has run; the base URL and the content of its body file
     * come later.
     *
     * @return the notes that go with the plan
     * @throws ConfigurationException as {@link #loadTest} would
     */
    public List<String> check(LoadTestDefinition definition, Overrides overrides) {
        return plan(definition, overrides, SOME_BASE, false, 0).notes();
    }

    /** Whether {@link #loadTest} will plan a sweep rather than one run. */
    public boolean isSweep(LoadTestDefinition definition, Overrides overrides) {
        return sweeps(definition, overrides, new ArrayList<>());
    }

    /** Plans one run of a URL without a load test. */
    public Planned http(Overrides overrides) {
        return plan(LoadTestDefinition.named("http").build(), overrides, null, true, Defaults.HTTP_REQUESTS);
    }

    /** Plans a sweep of a URL without a load test. */
    public Planned sweep(Overrides overrides) {
        LoadTestDefinition definition = LoadTestDefinition.named("sweep")
                .sweep(SweepDefinition.over(Defaults.SWEEP_LEVELS))
                .build();
        return plan(definition, overrides, null, true, Defaults.SWEEP_REQUESTS);
    }

    private Planned plan(
            LoadTestDefinition definition,
            Overrides overrides,
            String baseUrl,
            boolean readFiles,
            long defaultRequests) {
        List<String> notes = new ArrayList<>();
        Overrides.Load load = overrides.load();
        if (load.requests() != null && load.durationNs() != null) {
            throw new ConfigurationException("-n and -z exclude each other: -n ends the run by the number of requests,"
                    + " -z by the time; leave one out");
        }
        boolean sweeps = sweeps(definition, overrides, notes);
        RequestSpec request =
                new RequestPlanner(definition, overrides.request(), values).plan(baseUrl, readFiles, notes);
        long requests = 0;
        long durationNs = 0;
        if (load.requests() != null) {
            requests = load.requests();
        } else if (load.durationNs() != null) {
            durationNs = load.durationNs();
        } else if (definition.requests() != null && definition.requests() != 0) {
            requests = definition.requests();
            if (definition.duration() != null) {
                throw new ConfigurationException("load test '" + definition.name()
                        + "' has both requests and duration; leave one out, or pass -n or -z");
            }
        } else if (definition.duration() != null) {
            durationNs = duration(definition.duration(), null, definition.name(), "duration");
        } else if (sweeps) {
            requests = Defaults.SWEEP_REQUESTS;
        } else if (defaultRequests > 0) {
            requests = defaultRequests;
        } else {
            durationNs = Durations.parseNs(Defaults.LOAD_TEST_DURATION);
        }
        if (requests < 0 || requests == 0 && durationNs == 0) {
            throw new ConfigurationException("-n " + requests + (load.durationNs() != null ? ", -z 0" : "")
                    + " would send nothing; use -n 1 or more, or -z with a duration longer than 0");
        }
        LoadPlan plan = new LoadPlan(
                definition.name(),
                request,
                sweeps ? Defaults.SWEEP_BASELINE_CONCURRENCY : concurrency(definition, load, requests, notes),
                requests,
                durationNs,
                load.timeoutNs() != null
                        ? load.timeoutNs()
                        : duration(definition.timeout(), Defaults.TIMEOUT, definition.name(), "timeout"),
                connectTimeoutNs(load),
                load.drainCapNs() != null
                        ? load.drainCapNs()
                        : duration(definition.drainCap(), Defaults.DRAIN_CAP, definition.name(), "drainCap"),
                overrides.engine());
        checkDrainCap(definition, load, requests, notes);
        SweepPlan sweep = sweeps
                ? new SweepPlanner(
                                definition.sweep(),
                                overrides.sweep(),
                                text -> values.resolve(text, definition.name(), "sweep"),
                                limits,
                                baseUrl)
                        .plan(plan, notes)
                : null;
        return new Planned(plan, sweep, notes);
    }

    private static void checkDrainCap(
            LoadTestDefinition definition, Overrides.Load load, long requests, List<String> notes) {
        if (requests == 0 || load.drainCapNs() == null) {
            return;
        }
        String reason = "--drain-cap limits what comes after the deadline of -z, and this run ends by its number of"
                + " requests (n=" + requests + ")";
        if (load.requests() != null || definition.requests() == null) {
            throw new ConfigurationException(reason + "; leave --drain-cap out, or use -z");
        }
        notes.add(reason);
    }

    private static boolean sweeps(LoadTestDefinition definition, Overrides overrides, List<String> notes) {
        boolean levelsGiven = overrides.sweep() != null && overrides.sweep().conc() != null;
        Integer concurrency = overrides.load().concurrency();
        if (levelsGiven && concurrency != null) {
            throw new ConfigurationException("-c and --sweep exclude each other: one names the concurrency, the other"
                    + " searches for it; leave one out");
        }
        if (levelsGiven) {
            return true;
        }
        if (definition.sweep() == null || overrides.sweepOff()) {
            return false;
        }
        if (concurrency != null) {
            notes.add("-c " + concurrency + " makes one run of '" + definition.name() + "' instead of its sweep");
            return false;
        }
        return true;
    }

    private int concurrency(LoadTestDefinition definition, Overrides.Load load, long requests, List<String> notes) {
        int concurrency = load.concurrency() != null
                ? load.concurrency()
                : definition.concurrency() != null ? definition.concurrency() : Defaults.CONCURRENCY;
        if (concurrency < 1 || concurrency > ConcurrencySpec.HIGHEST) {
            throw new ConfigurationException(
                    "-c " + concurrency + " is out of range; use 1 to " + ConcurrencySpec.HIGHEST);
        }
        if (requests > 0 && concurrency > requests) {
            notes.add(
                    "c=" + concurrency + " is more than n=" + requests + ", so " + requests + " connections are used");
            concurrency = (int) requests;
        }
        if (concurrency > limits.connections()) {
            throw new ConfigurationException(limits.refusal(concurrency, "-c " + concurrency));
        }
        return concurrency;
    }

    private static long connectTimeoutNs(Overrides.Load load) {
        long ns =
                load.connectTimeoutNs() != null ? load.connectTimeoutNs() : Durations.parseNs(Defaults.CONNECT_TIMEOUT);
        if (ns == 0) {
            throw new ConfigurationException(
                    "--connect-timeout 0 would let no connection open; use a longer one, such as "
                            + Defaults.CONNECT_TIMEOUT);
        }
        return ns;
    }

    private long duration(String annotated, String otherwise, String test, String attribute) {
        String text = annotated == null ? otherwise : values.resolve(annotated, test, attribute);
        try {
            return Durations.parseNs(text);
        } catch (GrammarException e) {
            throw new ConfigurationException("load test '" + test + "', " + attribute + ": " + e.getMessage(), e);
        }
    }
}
