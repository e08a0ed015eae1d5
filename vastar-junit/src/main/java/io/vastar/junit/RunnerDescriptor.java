// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import org.junit.platform.engine.UniqueId;

/**
 * Stands in the plan for a runner by which its load test was selected. Surefire from 3.6 on runs of the classes that it
 * found only those that the plan names as a source, which else is the load test alone. It leaves before the tests begin, so
 * that no report shows it, and it does not come where the load test was selected itself, so that surefire with a JVM for each
 * class does not run it twice.
 */
final class RunnerDescriptor extends LoadTestDescriptor {
    private final Class<?> loadTest;

    RunnerDescriptor(UniqueId id, Class<?> runner, Class<?> loadTest) {
        super(id, runner.getSimpleName(), runner);
        this.loadTest = loadTest;
    }

    Class<?> loadTest() {
        return loadTest;
    }

    /** Keeps it in the plan, though it has no tests. */
    @Override
    public boolean mayRegisterTests() {
        return true;
    }
}
