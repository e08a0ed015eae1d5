// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The root of all load tests. */
final class SessionDescriptor extends EngineDescriptor implements Node<RunContext> {
    SessionDescriptor(UniqueId id) {
        super(id, "vastar");
    }

    @Override
    public void after(RunContext context) {
        context.session().close();
    }
}
