// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
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

    /**
     * Gives the class's {@code @Param} fields the values of this entry, before its set-up.
     *
     * @throws ConfigurationException when a text is no value of its field's type
     */
    public void setParams() {
        if (params.isEmpty()) {
            return;
        }
        try {
            provider.setParams(params);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the params of '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Binary name of the annotated class; null when unknown. */
    public String className() {
        return definition.className();
    }
}
