// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import java.util.List;
import java.util.function.Predicate;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The root of all load tests. */
final class SessionDescriptor extends EngineDescriptor implements Node<RunContext> {
    SessionDescriptor(UniqueId id) {
        super(id, "vastar");
    }

    /** Takes the runners of these load tests out of the plan. */
    void removeRunners(Predicate<Class<?>> ofLoadTest) {
        for (TestDescriptor child : List.copyOf(getChildren())) {
            if (child instanceof RunnerDescriptor runner && ofLoadTest.test(runner.loadTest())) {
                child.removeFromHierarchy();
            }
        }
    }

    @Override
    public RunContext prepare(RunContext context) {
        removeRunners(loadTest -> true);
        return context;
    }

    @Override
    public void after(RunContext context) {
        context.session().close();
    }
}
