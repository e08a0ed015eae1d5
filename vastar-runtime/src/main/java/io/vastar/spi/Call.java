// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** A blocking operation that a {@code CallLane} times: a method of the user's, or of a library. */
@FunctionalInterface
public interface Call {
    /**
     * Runs once, on a worker thread; may block and allocate.
     *
     * @return the code to count it under, one of the protocol's; 0 where it has none
     * @throws Exception when it failed; counted by kind, the first one is kept in words
     */
    int call() throws Exception;
}
