// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.SweepDefinition;

/** What the processor would generate for {@link LoadTestsTest.Tuned}: a sweep whose gates every level passes. */
public final class LoadTestsTest_Tuned_LoadTest extends OnTarget {
    private static final double ANY = 1_000_000;

    public LoadTestsTest_Tuned_LoadTest() {
        super(LoadTestDefinition.named("Tuned")
                .url("/delay?ms=1")
                .requests(40)
                .sweep(SweepDefinition.over("2,4")
                        .maxSpread(ANY)
                        .maxP999Ratio(ANY)
                        .maxTailRatio(ANY))
                .build());
    }
}
