// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.ExecutableElement;

/** A method with {@code @After}. */
public record ReaderMethod(ExecutableElement method, Written after) {
    public String name() {
        return method.getSimpleName().toString();
    }

    /** Name of the step whose response it reads. */
    public String stepName() {
        return after.value("value") instanceof String name ? name : "";
    }
}
