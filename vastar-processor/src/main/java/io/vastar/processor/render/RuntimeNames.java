// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;

/** Types that generated code names. The processor knows those of vastar-runtime by name only. */
public final class RuntimeNames {
    /** What a generated class implements, and what its entry in {@code META-INF/services} is for. */
    public static final String PROVIDER = "io.vastar.spi.LoadTestProvider";

    static final ClassName LOAD_TEST_PROVIDER = ClassName.bestGuess(PROVIDER);
    static final ClassName LOAD_TEST_DEFINITION = ClassName.get("io.vastar.spi", "LoadTestDefinition");
    static final ClassName SWEEP_DEFINITION = ClassName.get("io.vastar.spi", "SweepDefinition");
    static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

    private RuntimeNames() {}
}
