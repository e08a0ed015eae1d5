// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;
import java.util.Map;

/**
 * What the annotation processor generates for a class annotated with {@code @LoadTest}: found by
 * {@link java.util.ServiceLoader}, listed and run by the command line. Methods are called on the main thread.
 */
public interface LoadTestProvider {
    /** What the annotations say, unresolved: placeholders are still in the texts. */
    LoadTestDefinition definition();

    /**
     * Runs the class's {@code @Setup} methods before the test.
     *
     * @return the base URL that a set-up method returned, against which a relative or placeholder-free URL path is
     *     resolved; null when none returned one
     */
    default String setUp() throws Exception {
        return null;
    }

    /** Runs the class's {@code @TearDown} methods after the test, also when the set-up or the test failed. */
    default void tearDown() throws Exception {}

    /** What its virtual users do; empty when they repeat the one request of the definition. */
    default List<Scenario> scenarios() {
        return List.of();
    }

    /**
     * Sets the {@code @Param} fields of the class, before its set-up.
     *
     * @param values by field name, each one of those in {@link LoadTestDefinition#params()} or of the command line
     * @throws IllegalArgumentException when a text is no value of its field's type
     */
    default void setParams(Map<String, String> values) {}
}
