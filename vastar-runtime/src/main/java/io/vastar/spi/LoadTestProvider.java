// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

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
}
