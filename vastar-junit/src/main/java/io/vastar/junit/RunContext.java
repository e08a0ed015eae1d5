// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.run.LoadSession;
import io.vastar.run.LoadTestExecution;
import io.vastar.run.LoadTestResult;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/**
 * What descriptors hand down.
 *
 * @param strict whether an objective that a run does not tell fails
 * @param execution null above the container of a run
 * @param result null until the run has ended
 */
record RunContext(LoadSession session, boolean strict, LoadTestExecution execution, LoadTestResult result)
        implements EngineExecutionContext {

    RunContext with(LoadTestExecution newExecution) {
        return new RunContext(session, strict, newExecution, result);
    }

    RunContext with(LoadTestResult newResult) {
        return new RunContext(session, strict, execution, newResult);
    }
}
