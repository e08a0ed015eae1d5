// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.Durations;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.slo.Slo;
import io.vastar.slo.Slos;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.SweepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
        return plan(definition, overrides, baseUrl, List.of(), null, true, RunLength.LOAD_TEST);
    }

    /**
     * Plans an annotated load test whose virtual users follow scenarios.
     *
     * @param scenarios none when each iteration is the one request
     * @param loader loads the data of a feeder, in whose texts no placeholder is left
     */
    public Planned loadTest(
            LoadTestDefinition definition,
            Overrides overrides,
            String baseUrl,
            List<Scenario> scenarios,
            Function<FeederDefinition, Feed> loader) {
        return plan(definition, overrides, baseUrl, scenarios, loader, true, RunLength.LOAD_TEST);
    }

    /**
     * Checks what can be known of a load test before its set-up has run; the base URL, the content of its body file and
     * the data of its feeders come later.
     *
     * @return the notes that go with the plan
     * @throws ConfigurationException as {@link #loadTest} would
     */
    public List<String> check(LoadTestDefinition definition, Overrides overrides, List<Scenario> scenarios) {
        return plan(definition, overrides, someBase(definition), scenarios, null, false, RunLength.LOAD_TEST)
                .notes();
    }

    /** Stands for what a set-up will return. */
    private static String someBase(LoadTestDefinition definition) {
        return definition.protocol() == null ? SOME_BASE : Protocols.someUrl(definition.protocol());
    }

    /** As above, of a load test without scenarios. */
    public List<String> check(LoadTestDefinition definition, Overrides overrides) {
        return check(definition, overrides, List.of());
    }

    /** Plans with the values of a load test's params in the place of placeholders of their names. */
    public PlanBuilder with(LoadTestEntry entry) {
        return entry.params().isEmpty() ? this : new PlanBuilder(values.with(entry.params()), limits);
    }

    /**
     * The objectives of a load test and those of the command line.
     *
     * @throws ConfigurationException when an annotated text is wrong
     */
    public List<Slo> slos(LoadTestDefinition definition, List<Scenario> scenarios, List<Objective> given) {
        return Slos.of(definition, scenarios, text -> values.resolve(text, definition.name(), "slo"), given);
    }

    /** Whether {@link #loadTest} will plan a sweep rather than one run. */
    public boolean isSweep(LoadTestDefinition definition, Overrides overrides) {
        return sweeps(definition, overrides, new ArrayList<>());
    }

    /** The seed of all random choices of a load test, as its plan will have it. */
    public static long seed(LoadTestDefinition definition, Overrides overrides) {
        return LoadModelPlanner.seed(definition, overrides.load());
    }

    /** Plans one run of a URL without a load test. */
    public Planned http(Overrides overrides) {
        LoadTestDefinition definition = LoadTestDefinition.named("http").build();
        return plan(definition, overrides, null, List.of(), null, true, RunLength.HTTP);
    }

    /** Plans a sweep of a URL without a load test. */
    public Planned sweep(Overrides overrides) {
        LoadTestDefinition definition = LoadTestDefinition.named("sweep")
                .sweep(SweepDefinition.over(Defaults.SWEEP_LEVELS))
                .build();
        return plan(definition, overrides, null, List.of(), null, true, RunLength.SWEEP_LEVEL);
    }

    /** Whether no scenario needs a URL, since their code may bring clients of its own. */
    private static boolean bringsClients(List<Scenario> scenarios) {
        return !scenarios.isEmpty()
                && scenarios.stream()
                        .noneMatch(scenario -> scenario.definition().kind() == ScenarioDefinition.Kind.STEPS);
    }

    private Planned plan(
            LoadTestDefinition definition,
            Overrides overrides,
            String baseUrl,
            List<Scenario> scenarios,
            Function<FeederDefinition, Feed> loader,
            boolean readFiles,
            RunLength otherwise) {
        List<String> notes = new ArrayList<>();
        definition
                .warnings()
                .forEach(text -> notes.add("load test '" + definition.name() + "', when it was compiled: " + text));
        Overrides.Load load = overrides.load();
        boolean sweeps = sweeps(definition, overrides, notes);
        boolean needsNone = definition.url() == null && overrides.request().url() == null && bringsClients(scenarios);
        Arrivals arrivals = sweeps
                ? closedForSweep(definition, overrides, notes)
                : new ArrivalPlanner(definition, load.model(), values).plan(notes);
        RunLength length = RunLength.of(definition, load, values, arrivals, sweeps ? RunLength.SWEEP_LEVEL : otherwise);
        RequestSpec request = new RequestPlanner(definition, overrides.request(), values)
                .plan(
                        baseUrl == null && needsNone ? Urls.NONE : baseUrl,
                        readFiles,
                        sweeps ? 0 : length.requests(),
                        !scenarios.isEmpty(),
                        seed(definition, overrides),
                        notes);
        TlsFlagRules.check(overrides, request.url(), !scenarios.isEmpty() || mayLeave(request), notes);
        FileLimits files = limits.of(request);
        LoadModelPlanner models = new LoadModelPlanner(
                definition,
                load,
                values,
                files,
                arrivals,
                length,
                request.transport().http().exchangesPerConnection());
        int most = sweeps ? 0 : models.maxConcurrency(notes);
        int concurrency = sweeps ? Defaults.SWEEP_BASELINE_CONCURRENCY : models.concurrency(most, notes);
        LoadModel model = models.model(arrivals.open() ? most : concurrency, sweeps, notes);
        Expectation expect = Expectations.of(definition.expect(), "load test '" + definition.name() + "'", values);
        boolean settles = sweeps && RunLength.isDefault(definition, load);
        long timeoutNs = load.timeoutNs() != null
                ? load.timeoutNs()
                : duration(definition.timeout(), Defaults.TIMEOUT, definition.name(), "timeout");
        long drainTimeoutNs = load.drainTimeoutNs() != null
                ? load.drainTimeoutNs()
                : duration(definition.drainTimeout(), Defaults.DRAIN_TIMEOUT, definition.name(), "drainTimeout");
        LoadPlan plan = new LoadPlan(
                definition.name(),
                request,
                concurrency,
                length.requests(),
                length.durationNs(),
                timeoutNs,
                connectTimeoutNs(definition, load),
                settles && load.drainTimeoutNs() == null ? Math.max(timeoutNs, drainTimeoutNs) : drainTimeoutNs,
                overrides.engine(),
                model,
                new ScenarioPlanner(definition.name(), values, loader, expect).plan(scenarios),
                expect,
                firstByteTimeoutNs(definition, load));
        notePacing(plan, notes);
        checkDrainTimeout(definition, load, length.requests(), notes);
        SweepPlan sweep = sweeps
                ? new SweepPlanner(
                                definition.sweep(),
                                overrides.sweep(),
                                text -> values.resolve(text, definition.name(), "sweep"),
                                files,
                                baseUrl,
                                values.environment())
                        .plan(plan, settles, notes)
                : null;
        UserData.check(plan, sweep);
        return new Planned(plan, sweep, notes);
    }

    /** Whether requests may go to other hosts than the URL's. */
    private static boolean mayLeave(RequestSpec request) {
        Integer redirects = request.transport().http().redirects();
        RequestVariety variety = request.content().variety();
        return redirects != null && redirects > 0
                || variety != null && Urls.origins(request.url(), variety).size() > 1;
    }

    /** A sweep searches for the concurrency of a closed model, where the number of users is what can be searched for. */
    private static Arrivals closedForSweep(LoadTestDefinition definition, Overrides overrides, List<String> notes) {
        String rate = definition.rate() != null ? "rate" : definition.stages() != null ? "stages" : null;
        if (rate == null) {
            return Arrivals.CLOSED;
        }
        String why = "a sweep searches for the concurrency of a closed model";
        if (overrides.sweep() == null || overrides.sweep().conc() == null) {
            throw new ConfigurationException("load test '" + definition.name() + "': " + rate
                    + " and sweep exclude each other: " + why + "; leave one out, or pass --sweep none");
        }
        notes.add("--sweep leaves out the " + rate + " of '" + definition.name() + "': " + why);
        return Arrivals.CLOSED;
    }

    private static void notePacing(LoadPlan plan, List<String> notes) {
        for (ScenarioPlan scenario : plan.scenarios()) {
            if (plan.model().isOpen() && scenario.pacingNs() > 0) {
                notes.add("the pacing of scenario '" + scenario.name()
                        + "' does nothing with a rate, which says when iterations start");
            }
        }
    }

    private static void checkDrainTimeout(
            LoadTestDefinition definition, Overrides.Load load, long requests, List<String> notes) {
        if (requests == 0 || load.drainTimeoutNs() == null) {
            return;
        }
        String reason = "--drain-timeout limits what comes after the deadline of -z, and this run ends by its number of"
                + " requests (n=" + requests + ")";
        if (load.requests() != null || definition.requests() == null) {
            throw new ConfigurationException(reason + "; leave --drain-timeout out, or use -z");
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
        boolean modelGiven = overrides.load().model().saysWhatArrives();
        if (levelsGiven && modelGiven) {
            throw new ConfigurationException(
                    "--sweep and " + overrides.load().model().flag() + " exclude each other: a"
                            + " sweep searches for the concurrency of a closed model; leave one out");
        }
        if (levelsGiven) {
            return true;
        }
        if (definition.sweep() == null || overrides.sweepOff()) {
            return false;
        }
        if (concurrency != null || modelGiven) {
            notes.add((modelGiven ? overrides.load().model().flag() : "-c " + concurrency) + " makes one run of '"
                    + definition.name() + "' instead of its sweep");
            return false;
        }
        return true;
    }

    private long firstByteTimeoutNs(LoadTestDefinition definition, Overrides.Load load) {
        return load.firstByteTimeoutNs() != null
                ? load.firstByteTimeoutNs()
                : duration(definition.firstByteTimeout(), "0", definition.name(), "firstByteTimeout");
    }

    private long connectTimeoutNs(LoadTestDefinition definition, Overrides.Load load) {
        boolean flag = load.connectTimeoutNs() != null;
        long ns = flag
                ? load.connectTimeoutNs()
                : duration(definition.connectTimeout(), Defaults.CONNECT_TIMEOUT, definition.name(), "connectTimeout");
        if (ns == 0) {
            throw new ConfigurationException((flag
                            ? "--connect-timeout 0"
                            : "connectTimeout '" + definition.connectTimeout() + "' of load test '" + definition.name()
                                    + "'")
                    + " would let no connection open; use a longer one, such as " + Defaults.CONNECT_TIMEOUT);
        }
        return ns;
    }

    private long duration(String annotated, String otherwise, String test, String attribute) {
        return annotated == null ? Durations.parseNs(otherwise) : values.durationNs(annotated, test, attribute);
    }
}
