// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/**
 * A method with {@code @Scenario}.
 *
 * @param weight null when there is none
 */
public record ScenarioMethod(ExecutableElement method, Written weight) {
    private static final String CLIENT = "io.vastar.api.Http";

    /** The name of the scenario. */
    public String name() {
        return method.getSimpleName().toString();
    }

    /** Whether it returns a stage that ends its iteration, and so must not block. */
    public boolean isAsynchronous() {
        return method.getReturnType().getKind() != TypeKind.VOID;
    }

    /** Whether it takes the client of a protocol. */
    public boolean takesClient() {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.asType().toString().equals(CLIENT));
    }
}
