// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.target.TargetServer;

/** What the processor would generate for a load test whose set-up starts a target. */
abstract class OnTarget implements LoadTestProvider {
    private final LoadTestDefinition definition;
    private TargetServer target;

    OnTarget(LoadTestDefinition definition) {
        this.definition = definition;
    }

    @Override
    public LoadTestDefinition definition() {
        return definition;
    }

    @Override
    public String setUp() {
        target = TargetServer.start();
        return target.url();
    }

    @Override
    public void tearDown() throws Exception {
        target.close();
    }
}
