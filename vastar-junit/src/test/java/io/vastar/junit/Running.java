// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs the engine, and finds in its events what tests look for. */
final class Running {
    private final EngineExecutionResults results;

    private Running(EngineExecutionResults results) {
        this.results = results;
    }

    static Running classes(Class<?>... loadTests) {
        return with(
                Map.of(),
                Stream.of(loadTests)
                        .map(type -> (DiscoverySelector) selectClass(type))
                        .toList());
    }

    static Running with(Map<String, String> parameters, List<? extends DiscoverySelector> selectors) {
        return new Running(EngineTestKit.engine(VastarTestEngine.ID)
                .configurationParameters(parameters)
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .execute());
    }

    /** Display names of all tests, in order. */
    List<String> tests() {
        return names(results.testEvents());
    }

    /** Display names of all containers, in the order in which they ended. */
    List<String> containers() {
        return names(results.containerEvents());
    }

    private static List<String> names(Events events) {
        return events.finished()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    TestExecutionResult.Status status(String displayName) {
        return result(displayName).getStatus();
    }

    /** Why it did not succeed. */
    Throwable reason(String displayName) {
        return result(displayName).getThrowable().orElseThrow();
    }

    private TestExecutionResult result(String displayName) {
        Optional<Event> found = results.allEvents()
                .finished()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(displayName))
                .findFirst();
        return found.orElseThrow(() -> new AssertionError("no '" + displayName + "' among " + tests()))
                .getRequiredPayload(TestExecutionResult.class);
    }
}
