// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.grammar.SloSpec;
import io.vastar.plan.FileLimits;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.plan.PlaceholderValues;
import io.vastar.plan.PlanBuilder;
import io.vastar.plan.Planned;
import io.vastar.record.TrialResult;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdicts;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import io.vastar.sweep.Sweep;
import io.vastar.sweep.SweepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One load test from its set-up to its tear-down, for {@link LoadTests}, the command line and test frameworks. Closing it
 * is the tear-down, so that a result is not lost where that fails. One thread.
 */
@SuppressWarnings("try") // the tear-down may throw whatever it likes
public final class LoadTestExecution implements AutoCloseable {
    private final LoadTestEntry entry;
    private final Overrides overrides;
    private final PlanBuilder plans;
    private boolean begun;
    private String baseUrl;

    /** @param overrides what shall be otherwise than annotated */
    public LoadTestExecution(LoadTestEntry entry, Overrides overrides) {
        this(entry, overrides, new PlanBuilder(PlaceholderValues.ofThisProcess(Map.of()), FileLimits.ofThisProcess()));
    }

    /** @param plans makes its plan */
    public LoadTestExecution(LoadTestEntry entry, Overrides overrides, PlanBuilder plans) {
        this.entry = entry;
        this.overrides = overrides;
        this.plans = plans.with(entry);
    }

    /** Whether it will sweep rather than run once. */
    public boolean sweeps() {
        return plans.isSweep(entry.definition(), overrides);
    }

    /**
     * The objectives that {@link #run} will judge; those of a load test that sweeps are not.
     *
     * @throws io.vastar.spi.ConfigurationException when a text is wrong, or a placeholder has no value
     */
    public List<Slo> objectives() {
        return objectives(List.of());
    }

    /**
     * The objectives that it has with others on top.
     *
     * @throws io.vastar.spi.ConfigurationException when a text is wrong, or a placeholder has no value
     */
    public List<Slo> objectives(List<SloSpec.Objective> more) {
        return plans.slos(entry.definition(), entry.provider().scenarios(), more);
    }

    /**
     * Sets up; the user's code runs on this thread. Call once.
     *
     * @throws io.vastar.spi.ConfigurationException when a param has a value that its field cannot have
     * @throws io.vastar.api.LoadTestSkippedException when the set-up found that it cannot run here
     * @throws Exception what the set-up threw
     */
    public void setUp() throws Exception {
        begun = true;
        entry.setParams();
        baseUrl = entry.provider().setUp();
    }

    /**
     * What is to be run, after the set-up.
     *
     * @param feeds loads the data of a feeder, with the seed of the run
     * @throws io.vastar.spi.ConfigurationException when it cannot be run: what, where, what to do
     */
    public Planned plan(BiFunction<FeederDefinition, Long, Feed> feeds) {
        long seed = PlanBuilder.seed(entry.definition(), overrides);
        return plans.loadTest(
                entry.definition(),
                overrides,
                baseUrl,
                entry.provider().scenarios(),
                feeder -> feeds.apply(feeder, seed));
    }

    /**
     * Sets up, runs, and judges. Call once.
     *
     * @throws io.vastar.spi.ConfigurationException when it cannot be run: what, where, what to do
     * @throws io.vastar.spi.TargetUnreachableException when no connection could be opened
     * @throws io.vastar.api.LoadTestSkippedException when the set-up found that it cannot run here
     * @throws Exception what the set-up threw
     */
    public LoadTestResult run(LoadSession session) throws Exception {
        JvmOpens.require();
        plans.check(entry.definition(), overrides, entry.provider().scenarios());
        List<Slo> objectives = objectives();
        setUp();
        List<String> notes = new ArrayList<>();
        Planned planned = plan((feeder, seed) -> session.feedFiles().load(feeder, seed, notes::add));
        notes.addAll(planned.notes());
        Engine engine = session.engine();
        return planned.sweep() == null
                ? once(engine, planned.run().withName(entry.name()), objectives, notes)
                : new LoadTestResult(
                        new Sweep(planned.sweep(), plan -> engine.run(plan, RunListener.COMPARED), SweepListener.NONE)
                                .run(),
                        notes);
    }

    private LoadTestResult once(Engine engine, LoadPlan plan, List<Slo> objectives, List<String> notes) {
        Set<Slo> broken = Set.of();
        TrialResult result;
        if (overrides.abortOnSlo()) {
            AbortOnSlo abort = new AbortOnSlo(AbortOnSlo.watched(objectives, plan), RunListener.NONE, engine::endRun);
            result = engine.run(plan, abort);
            broken = abort.broken();
        } else {
            result = engine.run(plan, RunListener.NONE);
        }
        return new LoadTestResult(plan, result, Verdicts.of(result, objectives, plan.scenarioNames(), broken), notes);
    }

    /**
     * Tears down, also after a set-up that failed; nothing when it has not come to the set-up.
     *
     * @throws Exception what the tear-down threw
     */
    @Override
    public void close() throws Exception {
        if (begun) {
            begun = false;
            entry.provider().tearDown();
        }
    }
}
