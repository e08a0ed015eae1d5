// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A class whose instances are virtual users, if it has any steps or scenarios: the load test itself, or one of its nested
 * classes.
 *
 * @param steps in their order
 * @param setUps of an instance, in the order in which they run
 * @param tearDowns of an instance, in the order of their set-ups
 * @param thinkTime null when there is none. So are the next two
 */
public record UserClass(
        TypeElement type,
        List<StepMethod> steps,
        List<ReaderMethod> readers,
        List<ScenarioMethod> scenarios,
        List<AnnotatedField> feeders,
        List<LifecycleMethod> setUps,
        List<LifecycleMethod> tearDowns,
        Written thinkTime,
        Written pacing,
        Written weight,
        Written expect) {
    public String name() {
        return type.getSimpleName().toString();
    }

    /** Whether there is code that virtual users run. */
    public boolean hasCode() {
        return !steps.isEmpty() || !scenarios.isEmpty();
    }

    /** The method that reads the response of a step; null when there is none. */
    public ReaderMethod readerOf(StepMethod step) {
        return readers.stream()
                .filter(reader -> reader.stepName().equals(step.name()))
                .findFirst()
                .orElse(null);
    }
}
