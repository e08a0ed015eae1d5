// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.engine.Engine;
import io.vastar.run.LoadTestExecution;

/** The one engine of all load tests of a test run, so that the generator warms up once. One thread. */
final class Session {
    private Engine engine;

    Engine engine() {
        if (engine == null) {
            engine = LoadTestExecution.newEngine();
        }
        return engine;
    }

    void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
