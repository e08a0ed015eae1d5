// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

import java.util.concurrent.Callable;

/**
 * What a scenario's code may ask and decide. One virtual user's; valid on the thread that calls the user's method. Names
 * of steps are those of their methods.
 */
public interface Session {
    /** Number of this virtual user, from 0; unique in a run. */
    int user();

    /** How many iterations this user has begun before this one. */
    long iteration();

    /** Continues with this step instead of the next one in order. Call it from a step or its {@code @OnResponse} method. */
    void next(String step);

    /** In a {@code @Step} method: sends nothing, and goes on with the next step. */
    void skip();

    /** In an {@code @OnResponse} method: sends the same step again. */
    void repeat();

    /** Ends this iteration; from a {@code @Step} method without sending its request. */
    void stop();

    /** Counts a check under its name; a failed one is a row of its own in the report and an error for SLOs. */
    void check(String name, boolean passed);

    /**
     * Times a part of a blocking scenario, as a row of its own; an exception counts as its failure and is passed on.
     *
     * @throws UnsupportedOperationException in a scenario of steps, which must not block
     */
    <T> T measure(String name, Callable<T> part) throws Exception;
}
