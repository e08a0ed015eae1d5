// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import io.vastar.api.Session;
import java.util.concurrent.CompletionStage;

/**
 * One virtual user, generated around an instance of the annotated class: passes on each call to the method it stands
 * for. A scenario of steps runs on the agent's thread and must not block; a blocking one has a thread of its own. What a
 * method throws is user code's: it is counted by type, and the run goes on.
 */
public interface VirtualUser {
    /** Runs the instance's {@code @Setup} methods, before its first iteration. */
    default void setUp() throws Exception {}

    /** Runs the instance's {@code @TearDown} methods, after its last iteration. */
    default void tearDown() throws Exception {}

    /**
     * An iteration begins: puts the next record of each feeder into its field.
     *
     * @return false when a feeder has no record left: this user stops
     */
    default boolean begin(Feeds feeds) throws Exception {
        return true;
    }

    /** Steps only: composes the request of a step, by its index in {@link ScenarioDefinition#steps()}. */
    default void compose(int step, Object request, Session session) throws Exception {
        throw new UnsupportedOperationException("not a scenario of steps");
    }

    /** Steps only: reads the response of a step that has a reader. */
    default void read(int step, Object response, Session session) throws Exception {}

    /**
     * Blocking only: runs one iteration to its end.
     *
     * @param client of the protocol, such as {@code io.vastar.api.Http}; null when the load test has no URL
     */
    default void run(Object client, Session session) throws Exception {
        throw new UnsupportedOperationException("not a blocking scenario");
    }

    /** Asynchronous only: starts one iteration, which ends when the stage does. Must not block. */
    default CompletionStage<?> start(Session session) throws Exception {
        throw new UnsupportedOperationException("not an asynchronous scenario");
    }
}
