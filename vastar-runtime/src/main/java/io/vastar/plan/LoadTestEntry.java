// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import java.util.Map;

/**
 * A load test in the jar.
 *
 * @param name unique in the jar: the class name where two tests have the same name; with the values of its params
 * @param params value of each {@code @Param} field; empty when it has none
 */
public record LoadTestEntry(
        String name, LoadTestDefinition definition, LoadTestProvider provider, Map<String, String> params) {
    /** Without params. */
    public LoadTestEntry(String name, LoadTestDefinition definition, LoadTestProvider provider) {
        this(name, definition, provider, Map.of());
    }

    /** Binary name of the annotated class; null when unknown. */
    public String className() {
        return definition.className();
    }
}
