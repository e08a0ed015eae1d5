// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.spi.LoadTestDefinition;

/** What the processor would generate for {@link LoadTestsTest.Untidy}, whose set-up and tear-down both fail. */
public final class LoadTestsTest_Untidy_LoadTest extends OnTarget {
    public LoadTestsTest_Untidy_LoadTest() {
        super(LoadTestDefinition.named("Untidy").url("/plain").requests(1).build());
    }

    @Override
    public String setUp() {
        throw new IllegalStateException("no database");
    }

    @Override
    public void tearDown() throws Exception {
        throw new java.io.IOException("nothing to close");
    }
}
