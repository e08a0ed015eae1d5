// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** What virtual users do, in the user's own code. Generated for each class or method that is a scenario. */
public interface Scenario {
    /** What the annotations say, unresolved. The same each time. */
    ScenarioDefinition definition();

    /**
     * Makes a virtual user: an instance of the annotated class, which is its session. Called on the thread that will run
     * it.
     *
     * @throws Exception what the user's constructor threw; counted, the run goes on
     */
    VirtualUser newUser() throws Exception;
}
