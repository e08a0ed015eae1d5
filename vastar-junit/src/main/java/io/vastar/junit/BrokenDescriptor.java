// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import org.junit.platform.engine.UniqueId;

/** Stands for a load test that cannot even be planned, and fails with the reason. */
final class BrokenDescriptor extends LoadTestDescriptor {
    private final Throwable reason;

    BrokenDescriptor(UniqueId id, Class<?> loadTest, Throwable reason) {
        super(id, loadTest.getSimpleName(), loadTest);
        this.reason = reason;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public RunContext execute(RunContext context, DynamicTestExecutor ignored) throws Exception {
        if (reason instanceof Error error) {
            throw error;
        }
        throw (Exception) reason;
    }
}
