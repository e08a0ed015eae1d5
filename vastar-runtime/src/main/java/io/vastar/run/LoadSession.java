// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.engine.Engine;
import io.vastar.feed.FeedFiles;
import io.vastar.plan.Protocols;

/**
 * What load tests share that run one after the other: the engine, so that the generator warms up once, and data files that
 * were read. One thread.
 */
public final class LoadSession implements AutoCloseable {
    private final FeedFiles feedFiles = new FeedFiles();
    private Engine engine;

    /** Costs nothing until something runs. */
    public LoadSession() {}

    /** An engine with the protocols on the class path. */
    public static Engine newEngine() {
        return new Engine(Protocols.all());
    }

    Engine engine() {
        if (engine == null) {
            engine = newEngine();
        }
        return engine;
    }

    FeedFiles feedFiles() {
        return feedFiles;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
