// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/**
 * A method with {@code @Scenario}.
 *
 * @param weight null when there is none. So is the next one
 */
public record ScenarioMethod(ExecutableElement method, Written scenario, Written weight, Written pacing) {
    private static final String CLIENT = "io.vastar.api.Http";

    /** The name of the scenario. */
    public String name() {
        return scenario.has("name") ? scenario.text("name") : methodName();
    }

    public String methodName() {
        return method.getSimpleName().toString();
    }

    /** Whether it returns a stage that ends its iteration, and so must not block. */
    public boolean isAsynchronous() {
        return method.getReturnType().getKind() != TypeKind.VOID;
    }

    static ScenarioMethod of(ExecutableElement method) {
        return new ScenarioMethod(
                method,
                Written.on(method, ModelReader.SCENARIO),
                Written.on(method, ModelReader.WEIGHT),
                Written.on(method, ModelReader.PACING));
    }

    /** Whether it takes the client of a protocol. */
    public boolean takesClient() {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.asType().toString().equals(CLIENT));
    }
}
