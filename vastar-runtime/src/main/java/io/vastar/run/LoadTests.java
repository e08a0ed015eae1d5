// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;

/**
 * Runs load tests from Java code, such as a unit test:
 *
 * <pre>{@code
 * LoadTestResult result = LoadTests.run(Checkout.class);
 * assertThat(result.p99Ms()).isLessThan(200);
 * assertThat(result.step("login").errorRate()).isZero();
 * }</pre>
 *
 * <p>A load test that sweeps does so here, too, and {@link LoadTestResult#sweep()} is what it found:
 *
 * <pre>{@code
 * SweepFindings sweep = LoadTests.run(FxConvert.class).sweep();
 * assertThat(sweep.sweetSpot().concurrency()).isGreaterThanOrEqualTo(50);
 * }</pre>
 *
 * <p>{@link #of} runs it otherwise than annotated:
 *
 * <pre>{@code
 * LoadTestResult result = LoadTests.of(Checkout.class).concurrency(100).duration("30s").run();
 * }</pre>
 *
 * <p>A run includes the set-up and the tear-down of the class. The calling thread waits for it. A load test with params
 * runs with the first value of each.
 *
 * <p>That is all a {@code @Test} needs, in any framework. The module {@code vastar-junit} is for load tests that are tests
 * themselves.
 */
public final class LoadTests {
    private LoadTests() {}

    /** Runs a load test as it is annotated. */
    public static LoadTestResult run(Class<?> loadTest) throws Exception {
        return run(loadTest, Overrides.NONE);
    }

    /** Begins a run with some values other than annotated. */
    public static AdjustedLoadTest of(Class<?> loadTest) {
        return new AdjustedLoadTest(loadTest, Overrides.NONE);
    }

    /**
     * Runs a load test.
     *
     * @param overrides what shall be otherwise than annotated; {@code Overrides.NONE.withSweepOff(true)} makes one run of a
     *     sweep
     * @throws ConfigurationException when it cannot be run: what, where, what to do
     * @throws io.vastar.spi.TargetUnreachableException when no connection could be opened
     * @throws io.vastar.api.LoadTestSkippedException when its set-up found that it cannot run here
     * @throws Exception what its set-up or tear-down threw
     */
    @SuppressWarnings("try")
    public static LoadTestResult run(Class<?> loadTest, Overrides overrides) throws Exception {
        LoadTestEntry entry = LoadTestLookup.entries(loadTest).get(0);
        try (LoadTestExecution execution = new LoadTestExecution(entry, overrides);
                LoadSession session = new LoadSession()) {
            return execution.run(session);
        }
    }
}
