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
    static final ClassName TLS_SPEC = ClassName.get("io.vastar.spi", "TlsSpec");
    static final ClassName PROXY_SPEC = ClassName.get("io.vastar.spi", "ProxySpec");
    static final ClassName NAMES_SPEC = ClassName.get("io.vastar.spi", "NamesSpec");
    static final ClassName HTTP_SPEC = ClassName.get("io.vastar.spi", "HttpSpec");
    static final ClassName OPTIONS = ClassName.get("io.vastar.spi", "Options");
    static final ClassName SCENARIO = ClassName.get("io.vastar.spi", "Scenario");
    static final ClassName SCENARIO_DEFINITION = ClassName.get("io.vastar.spi", "ScenarioDefinition");
    static final ClassName STEP_DEFINITION = ClassName.get("io.vastar.spi", "StepDefinition");
    static final ClassName FEEDER_DEFINITION = ClassName.get("io.vastar.spi", "FeederDefinition");
    static final ClassName EXPECT_DEFINITION = ClassName.get("io.vastar.spi", "ExpectDefinition");
    static final ClassName GRAPH_QL_DEFINITION = ClassName.get("io.vastar.spi", "GraphQlDefinition");
    static final ClassName CONTENT_DEFINITION = ClassName.get("io.vastar.spi", "ContentDefinition");
    static final ClassName AUTH_DEFINITION = ClassName.get("io.vastar.spi", "AuthDefinition");
    static final ClassName VIRTUAL_USER = ClassName.get("io.vastar.spi", "VirtualUser");
    static final ClassName FEEDS = ClassName.get("io.vastar.spi", "Feeds");
    static final ClassName HTTP_REQUEST = ClassName.get("io.vastar.api", "HttpRequest");
    static final ClassName HTTP_RESPONSE = ClassName.get("io.vastar.api", "HttpResponse");
    static final ClassName HTTP = ClassName.get("io.vastar.api", "Http");
    static final ClassName SESSION = ClassName.get("io.vastar.api", "Session");
    static final ClassName GRAPH_QL_TEXT = ClassName.get("io.vastar.grammar", "GraphQlText");
    static final ClassName PARAM_VALUES = ClassName.get("io.vastar.grammar", "ParamValues");
    static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

    private RuntimeNames() {}
}
