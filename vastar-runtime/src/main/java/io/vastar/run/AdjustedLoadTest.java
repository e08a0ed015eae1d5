// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.SweepDefinition;

/**
 * A load test with some values other than annotated, for tests; {@link LoadTests#of} begins one. Each method returns a new
 * one, so that several runs may share a beginning. Values have the forms that they have in annotations.
 *
 * <pre>{@code
 * LoadTestResult result = LoadTests.of(Checkout.class).concurrency(100).duration("30s").run();
 * }</pre>
 */
public final class AdjustedLoadTest {
    private final Class<?> loadTest;
    private final Overrides overrides;

    AdjustedLoadTest(Class<?> loadTest, Overrides overrides) {
        this.loadTest = loadTest;
        this.overrides = overrides;
    }

    /** Another target: an absolute URL without a path for another host, or a path for another one of the same host. */
    public AdjustedLoadTest url(String url) {
        return with(overrides.withRequest(overrides.request().withUrl(url)));
    }

    /** This many virtual users. It makes one run of a load test that sweeps. */
    public AdjustedLoadTest concurrency(int concurrency) {
        return with(load().withConcurrency(concurrency));
    }

    /** Exactly this many iterations. Not beside {@link #duration}. */
    public AdjustedLoadTest requests(long requests) {
        if (load().durationNs() != null) {
            throw lengthTwice();
        }
        return with(load().withRequests(requests));
    }

    /**
     * For this long, such as {@code 30s}. Not beside {@link #requests}.
     *
     * @throws ConfigurationException when it is not a duration
     */
    public AdjustedLoadTest duration(String duration) {
        if (load().requests() != null) {
            throw lengthTwice();
        }
        return with(load().withDurationNs(parsed("duration", duration)));
    }

    /**
     * How long a request may take, such as {@code 500ms}; {@code 0s} is for ever.
     *
     * @throws ConfigurationException when it is not a duration
     */
    public AdjustedLoadTest timeout(String timeout) {
        return with(load().withTimeoutNs(parsed("timeout", timeout)));
    }

    /** Starts iterations at this rate, such as {@code 5000/s}, whatever the target does (open model). */
    public AdjustedLoadTest rate(String rate) {
        return with(load().withModel(load().model().withRate(rate)));
    }

    /** Discards the beginning: a time such as {@code 5s}, or a number of iterations such as {@code 1000}. */
    public AdjustedLoadTest warmUp(String warmUp) {
        return with(load().withModel(load().model().withWarmUp(warmUp)));
    }

    /** Sweeps over these levels of concurrency, such as {@code auto} or {@code 10,50,100}. */
    public AdjustedLoadTest sweep(String levels) {
        return with(overrides.withSweep(SweepDefinition.over(levels)));
    }

    /** Runs once, also where the load test sweeps. */
    public AdjustedLoadTest once() {
        return with(overrides.withSweepOff(true));
    }

    /**
     * Runs it, from its set-up to its tear-down.
     *
     * @throws ConfigurationException when it cannot be run: what, where, what to do
     * @throws io.vastar.spi.TargetUnreachableException when no connection could be opened
     * @throws io.vastar.api.LoadTestSkippedException when its set-up found that it cannot run here
     * @throws Exception what its set-up or tear-down threw
     */
    public LoadTestResult run() throws Exception {
        return LoadTests.run(loadTest, overrides);
    }

    /** For tests, which change the engine. */
    AdjustedLoadTest with(Overrides newOverrides) {
        return new AdjustedLoadTest(loadTest, newOverrides);
    }

    private AdjustedLoadTest with(Overrides.Load newLoad) {
        return with(overrides.withLoad(newLoad));
    }

    private Overrides.Load load() {
        return overrides.load();
    }

    private static ConfigurationException lengthTwice() {
        return new ConfigurationException("requests and duration both set the length of the run; keep one of them");
    }

    private static long parsed(String what, String text) {
        try {
            return Durations.parseNs(text);
        } catch (GrammarException e) {
            throw new ConfigurationException(what + ": " + e.getMessage(), e);
        }
    }
}
