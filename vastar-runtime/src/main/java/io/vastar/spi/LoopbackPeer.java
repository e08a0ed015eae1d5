// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** An in-process server for self-warm-up. */
public interface LoopbackPeer extends AutoCloseable {
    /** A request that it answers. */
    RequestSpec request();

    /**
     * What virtual users do to this peer, so that the code that leads them is warm, too.
     *
     * @return null when the protocol has no such users
     */
    default Scenario scenario(ScenarioDefinition.Kind kind) {
        return null;
    }

    /** Stops the server and frees its port. */
    @Override
    void close();
}
