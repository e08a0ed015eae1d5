// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.SweepDefinition;

/** What the processor would generate for {@link LoadTestsTest.Ailing}: a sweep of which every level misses a gate. */
public final class LoadTestsTest_Ailing_LoadTest extends OnTarget {
    public LoadTestsTest_Ailing_LoadTest() {
        super(LoadTestDefinition.named("Ailing")
                .url("/status?code=503")
                .requests(40)
                .sweep(SweepDefinition.over("2,4").maxErrors(0.01))
                .build());
    }
}
