// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.feed.Feeders;
import io.vastar.plan.FileLimits;
import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.plan.ParamGrid;
import io.vastar.plan.PlaceholderValues;
import io.vastar.plan.PlanBuilder;
import io.vastar.plan.Planned;
import io.vastar.record.TrialResult;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdicts;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.ProtocolProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Runs load tests from Java code, such as a unit test:
 *
 * <pre>{@code
 * LoadTestResult result = LoadTests.run(Checkout.class);
 * assertThat(result.p99Ms()).isLessThan(200);
 * assertThat(result.step("login").errorRate()).isZero();
 * }</pre>
 *
 * <p>A run includes the set-up and the tear-down of the class. The calling thread waits for it. A load test that sweeps
 * runs once, at its concurrency; one with params runs with the first value of each.
 */
public final class LoadTests {
    private LoadTests() {}

    /** Runs a load test as it is annotated. */
    public static LoadTestResult run(Class<?> loadTest) throws Exception {
        return run(loadTest, Overrides.NONE);
    }

    /**
     * Runs a load test.
     *
     * @param overrides what shall be otherwise than annotated
     * @throws ConfigurationException when it cannot be run: what, where, what to do
     * @throws io.vastar.spi.TargetUnreachableException when no connection could be opened
     * @throws Exception what its set-up or tear-down threw
     */
    public static LoadTestResult run(Class<?> loadTest, Overrides overrides) throws Exception {
        LoadTestProvider provider = provider(loadTest);
        LoadTestDefinition definition = provider.definition();
        Overrides once = new Overrides(overrides.request(), overrides.load(), overrides.engine(), null, true);
        LoadTestEntry entry = ParamGrid.expand(
                        List.of(new LoadTestEntry(definition.name(), definition, provider)), Map.of())
                .get(0);
        PlanBuilder plans =
                new PlanBuilder(PlaceholderValues.ofThisProcess(Map.of()), FileLimits.ofThisProcess()).with(entry);
        plans.check(definition, once, provider.scenarios());
        provider.setParams(entry.params());
        try {
            String baseUrl = provider.setUp();
            long seed = PlanBuilder.seed(definition, once);
            Planned planned = plans.loadTest(
                    definition, once, baseUrl, provider.scenarios(), feeder -> Feeders.load(feeder, seed));
            try (Engine engine = new Engine(protocols())) {
                TrialResult result = engine.run(planned.run().withName(entry.name()), RunListener.NONE);
                List<Slo> slos = plans.slos(definition, provider.scenarios(), List.of());
                return new LoadTestResult(result, Verdicts.of(result, slos, scenarioNames(planned), Set.of()));
            }
        } finally {
            provider.tearDown();
        }
    }

    private static Set<String> scenarioNames(Planned planned) {
        Set<String> names = new HashSet<>();
        planned.run().scenarios().forEach(scenario -> names.add(scenario.name()));
        return names;
    }

    private static List<ProtocolProvider> protocols() {
        List<ProtocolProvider> providers = new ArrayList<>();
        ServiceLoader.load(ProtocolProvider.class).forEach(providers::add);
        return providers;
    }

    /** The class that the annotation processor made of a load test: its name with that of classes around it, and a suffix. */
    private static LoadTestProvider provider(Class<?> loadTest) {
        String simple = loadTest.getName().substring(loadTest.getPackageName().length());
        String name = loadTest.getPackageName() + simple.replace('$', '_') + "_LoadTest";
        try {
            return (LoadTestProvider) Class.forName(name, true, loadTest.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException(
                    loadTest.getName() + " has no runner " + name
                            + "; annotate it with @LoadTest, and let the compiler run"
                            + " vastar-processor (annotationProcessorPaths, also for test sources)",
                    e);
        }
    }
}
