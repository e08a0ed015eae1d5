// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.api.LoadTestSkippedException;
import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.run.LoadTestExecution;
import io.vastar.run.LoadTestResult;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.TestAbortedException;

/**
 * One run of a load test. It runs before its tests do, which only look at the result; a set-up that fails is its failure,
 * and so is a tear-down, after its tests. One that a set-up skips is aborted, with the reason.
 */
final class RunDescriptor extends LoadTestDescriptor {
    private final Class<?> loadTest;
    private final LoadTestEntry entry;

    RunDescriptor(UniqueId id, String displayName, Class<?> loadTest, LoadTestEntry entry) {
        super(id, displayName, loadTest);
        this.loadTest = loadTest;
        this.entry = entry;
    }

    List<Check> checks() {
        return Check.of(execution());
    }

    /** Empty when there is no such check. */
    Optional<LoadTestDescriptor> check(UniqueId id, String name) {
        return checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .map(check ->
                        new CheckDescriptor(id, loadTest, entry.params().isEmpty() ? null : getDisplayName(), check));
    }

    private LoadTestExecution execution() {
        return new LoadTestExecution(entry, Overrides.NONE);
    }

    @Override
    public RunContext prepare(RunContext context) {
        return context.with(execution());
    }

    @Override
    public RunContext before(RunContext context) throws Exception {
        try {
            LoadTestResult result = context.execution().run(context.session());
            ReportText.print(entry.name(), result);
            return context.with(result);
        } catch (LoadTestSkippedException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    @Override
    public void after(RunContext context) throws Exception {
        context.execution().close();
    }
}
