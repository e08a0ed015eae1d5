// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A part of a load test that reports show. */
abstract class LoadTestDescriptor extends AbstractTestDescriptor implements Node<RunContext> {
    private static final Set<TestTag> TAGS = Set.of(TestTag.create(VastarTestEngine.TAG));

    LoadTestDescriptor(UniqueId id, String displayName, Class<?> loadTest) {
        super(id, displayName, ClassSource.from(loadTest));
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public Set<TestTag> getTags() {
        return TAGS;
    }
}
