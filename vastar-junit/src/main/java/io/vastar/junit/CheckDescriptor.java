// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import org.junit.platform.engine.UniqueId;

/** A test: what one check says of the result of the run above it. */
final class CheckDescriptor extends LoadTestDescriptor {
    private final Check check;
    private final String reportedName;

    /** @param combination of params; null without */
    CheckDescriptor(UniqueId id, Class<?> loadTest, String combination, Check check) {
        super(id, check.name(), loadTest);
        this.check = check;
        this.reportedName = combination == null ? check.name() : combination + " " + check.name();
    }

    /** In reports that know classes and tests, and no containers between. */
    @Override
    public String getLegacyReportingName() {
        return reportedName;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public RunContext execute(RunContext context, DynamicTestExecutor ignored) {
        check.assertion().accept(context.result(), context.strict());
        return context;
    }
}
