// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.spi.LoadTestDefinition;

/** What the processor would generate for {@link LoadTestsTest.Flaky}: every fourth answer is a 503. */
public final class LoadTestsTest_Flaky_LoadTest extends OnTarget {
    public LoadTestsTest_Flaky_LoadTest() {
        super(LoadTestDefinition.named("Flaky")
                .url("/status?code=503&every=4")
                .concurrency(1)
                .requests(1000)
                .slo("errors<0.1%")
                .build());
    }
}
