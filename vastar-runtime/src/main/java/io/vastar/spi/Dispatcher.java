// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import io.vastar.api.RequestFailedException;

/** Sends what blocking user code has composed, over the lanes of an agent. */
public interface Dispatcher {
    /**
     * Sends the interaction's request and blocks the calling thread until its exchange has ended.
     *
     * @param name row of the report that it counts in
     * @throws RequestFailedException when no whole response came; it has been counted
     * @throws java.util.concurrent.CancellationException when the run is over
     */
    void send(String name, Interaction interaction) throws RequestFailedException;
}
