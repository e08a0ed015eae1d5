// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;

/**
 * A load test in the jar.
 *
 * @param name unique in the jar: the class name where two tests have the same name
 */
public record LoadTestEntry(String name, LoadTestDefinition definition, LoadTestProvider provider) {
    /** Binary name of the annotated class; null when unknown. */
    public String className() {
        return definition.className();
    }
}
